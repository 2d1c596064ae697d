"""The demonstration day, also on a till that the last one left in the middle of a sale."""

from pathlib import Path

from pos_app.assembly import open_counter
from pos_app.clock import SystemClock
from pos_app.config import load
from pos_app.domain.money import Money
from tests.builders import CHEAP, SENIOR
from tests.commands.test_command_line import typed

FLOAT = ((100, 3),)


def leave_in_the_middle(folder: Path) -> None:
    folder.mkdir()
    till = open_counter(load(folder), SystemClock(), pin_cost=CHEAP)
    counter = till.counter
    counter.sign_on.sign_on(*SENIOR)
    counter.shifts.open_day(counter.shifts.status().suggested_date)
    counter.shifts.open_shift(FLOAT)
    water = counter.checkout.search("water")[0].sku
    counter.checkout.add_item(water)
    counter.checkout.suspend()
    counter.checkout.add_item(water)
    counter.tendering.tender_cash(Money(10))
    counter.tendering.tender_cash(Money(20))
    till.close()


def test_a_day_is_traded_after_one_that_was_left_in_the_middle(root: Path, tmp_path: Path) -> None:
    leave_in_the_middle(tmp_path / "data")
    data, day = tmp_path / "data", tmp_path / "day"
    done = typed(root, "demo-day", "--data", data, "--out", day, "--language", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "10 transactions" in done.stdout
    assert "3 sales were made while the network was cut" in done.stdout
    assert "The day is proved" in done.stdout
    kinds = {path.suffix for path in day.iterdir()}
    assert kinds == {".png", ".pdf"}
