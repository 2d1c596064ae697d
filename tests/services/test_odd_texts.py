"""Texts that no keyboard should give and some do: half a character, control signs, turned letters.

Wherever one comes in, it is refused in words, cleaned, or finds nothing; never is it an error of
the programme, and never is it in the books.
"""

from collections.abc import Callable

import pytest

from pos_app.domain.events_export import FileFormat
from pos_app.domain.identifiers import OperatorId
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.backups import BackupPlan
from pos_app.services.exporting import ExportPlan, Wanted
from pos_app.services.returns import SaleQuery
from pos_app.ui.sentences import SENTENCES
from tests.builders import DAY, MANAGER, Rig

ODD = ("\ud800", "ab\udfffcd", "a\0b", "\x1b[2J", "a\u202eb", "\x85", "\ufeff")
PIN = "730518"
OP = OperatorId("op1001")

ACTS: dict[str, Callable[[Rig, str], object]] = {
    "name of somebody new": lambda r, t: r.counter.office.people.add("1009", t, "cashier", PIN),
    "number": lambda r, t: r.counter.office.people.add(t, "孙悦", "cashier", PIN),
    "role": lambda r, t: r.counter.office.people.add("1009", "孙悦", t, PIN),
    "PIN": lambda r, t: r.counter.office.people.give_pin(OP, t),
    "another name": lambda r, t: r.counter.office.people.rename(OP, t),
    "another number": lambda r, t: r.counter.office.people.renumber(OP, t),
    "another role": lambda r, t: r.counter.office.people.give_role(OP, t),
    "receipt text": lambda r, t: r.counter.office.store.change("receipt_footer_zh", t),
    "store name": lambda r, t: r.counter.office.store.change("name_en", t),
    "printer": lambda r, t: r.counter.office.devices.change(
        "printer", {"kind": "network", "host": t}
    ),
    "scanner": lambda r, t: r.counter.office.devices.change("scanner", {"prefix": t}),
    "camera": lambda r, t: r.counter.office.devices.change("camera", {"device": t}),
    "folder of backups": lambda r, t: plan_backups(r, f"/media/{t}"),
    "folder of exports": lambda r, t: hand_out(r, f"/media/{t}"),
    "goods at prices": lambda r, t: r.counter.office.price_changes.find(t),
    "goods in stock": lambda r, t: r.counter.office.stock.search(t),
    "goods at the till": lambda r, t: r.counter.checkout.search(t),
    "receipts by goods": lambda r, t: r.counter.returns.search(SaleQuery(item_text=t)),
    "receipts by card": lambda r, t: r.counter.returns.search(SaleQuery(card_last_four=t)),
    "number at sign-on": lambda r, t: sign_on(r, t, PIN),
    "PIN at sign-on": lambda r, t: sign_on(r, MANAGER[0], t),
}


def sign_on(rig: Rig, number: str, pin: str) -> None:
    rig.counter.sign_on.sign_off()
    rig.counter.sign_on.sign_on(number, pin)


def plan_backups(rig: Rig, folder: str) -> None:
    backups = rig.counter.office.backups
    plan = BackupPlan(is_on=True, folder=folder)
    backups.set_plan(plan)
    backups.look(plan)
    backups.note(backups.copy(None, plan, lambda _share: None))


def hand_out(rig: Rig, folder: str) -> None:
    rig.counter.office.exporting.begin(
        Wanted("dashboard", FileFormat.PDF, DAY, DAY), ExportPlan(folder)
    )


@pytest.mark.parametrize("text", ODD, ids=ascii)
@pytest.mark.parametrize("what", ACTS)
def test_an_odd_text_is_refused_in_words_or_finds_nothing(
    managed: Rig, what: str, text: str
) -> None:
    codes = set()
    try:
        ACTS[what](managed, text)
    except (Refusal, EnvironmentFault) as trouble:
        codes.add(trouble.code)
    assert codes <= SENTENCES.keys()
    for body in managed.bodies("set_up_change", "lock_out"):
        assert text not in str(body)
