"""A guided first run, cut at every write: it goes on where it was left, or the till is one.

python -m tests.crash.first_run FOLDER ACKS
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from pos_app.assembly import open_counter
from pos_app.clock import Clock
from pos_app.config import Config, load
from pos_app.domain.first_run import INCLUSIVE, KEEP, LATER, REAL, Answers, Step
from pos_app.domain.scan_data import ScanData
from pos_app.receipts.paper import Paper
from pos_app.services.first_run import Doors, FirstRun
from pos_app.services.first_run_notes import is_wanted
from pos_app.services.set_up import Joined
from pos_app.vault.keys import DeviceKeys
from tests.builders import CHEAP
from tests.crash.day import Acks
from tests.dated_clock import DatedClock

PIN = "730194"
GOODS = """sku,gtin,name_zh,tax_group,unit,price
W1,9520101000019,水,V13,EA,2.00
"""
SAID: dict[Step, tuple[dict[str, str], str]] = {
    Step.LANGUAGE: ({}, "en"),
    Step.KIND: ({}, REAL),
    Step.STORE: ({"name_en": "Lane shop", "store": "N7", "workstation": "T02"}, "CNY"),
    Step.RECEIPT: ({"phone": "555-0100"}, ""),
    Step.TAX: ({"taxes": "V13 13; V9 9"}, INCLUSIVE),
    Step.CLOUD: ({}, LATER),
    Step.PRINTER: ({}, LATER),
    Step.PERSON: (
        {"person_name": "Ann", "person_number": "2001", "pin": PIN, "again": PIN},
        "",
    ),
    Step.CATALOGUE: ({}, KEEP),
}


def main(folder: Path, acks: Acks) -> None:
    goods = acks.folder / "goods.csv"
    goods.write_text(GOODS, encoding="utf-8")
    go_on(folder, goods, acks)


def go_on(folder: Path, goods: Path, acks: Acks | None = None) -> None:
    """Answer what is left, make the till, and sell."""
    first_run = FirstRun(load(folder), DatedClock(), Doors(no_cloud, no_printer))
    answers = first_run.begin()
    if answers.step in (Step.CATALOGUE, Step.SUMMARY):  # no file keeps the PIN
        answers = first_run.ask_pin_again()
    while answers.step is not Step.SUMMARY:
        answers = answer(first_run, answers, goods, acks)
    if acks:
        acks.say("step opening")
    till = open_counter(load(folder), DatedClock(), pin_cost=CHEAP, founding=first_run.found)
    first_run.end()
    till.close()
    if acks:
        acks.say("till")


def answer(first_run: FirstRun, answers: Answers, goods: Path, acks: Acks | None) -> Answers:
    step = answers.step
    if acks:
        acks.say(f"step {step}")
    if step is Step.CATALOGUE:
        first_run.take_items(str(goods))
    answers = first_run.answer(*SAID[step])
    if acks:
        acks.say("said", step)
    return answers


def no_cloud(
    _config: Config, _clock: Clock, _keys: DeviceKeys, _number: str, _where: tuple[str, str]
) -> Joined:
    raise AssertionError("nobody is asked")


def no_printer(_config: Config, _clock: Clock, _paper: Paper) -> None:
    raise AssertionError("nothing is printed")


class Check:
    """Says what is wrong with an image, given what had been acknowledged before the cut."""

    def __init__(self, goods: Path) -> None:
        self._goods = goods

    def __call__(self, folder: Path, said: Sequence[str]) -> list[str]:
        problems = []
        steps = list(Step)
        done = [Step(line.split()[1]) for line in said if line.startswith("said ")]
        is_first = is_wanted(folder, is_asked=True)
        if is_first and "till" in said:
            problems.append("a till was forgotten")
        if is_first:
            answers = FirstRun(load(folder), DatedClock(), Doors(no_cloud, no_printer)).begin()
            if done and steps.index(answers.step) <= steps.index(done[-1]):
                problems.append(f"{done[-1]} was answered, and {answers.step} is asked")
            go_on(folder, self._goods)
        if is_wanted(folder, is_asked=True):
            problems.append("it is asked again")
        return [*problems, *sell(folder)]


def sell(folder: Path) -> list[str]:
    """Sell one in the store that was asked for."""
    till = open_counter(load(folder), DatedClock(), pin_cost=CHEAP)
    try:
        counter = till.counter
        if counter.profile.store != "N7":
            return [f"another store: {counter.profile.store}"]
        counter.sign_on.sign_on("2001", PIN)
        counter.shifts.open_day(counter.shifts.status().suggested_date)
        counter.shifts.open_shift(((1000, 2),))
        counter.checkout.scan(ScanData("9520101000019"))
        done = counter.tendering.tender_cash(counter.tendering.cash_due()).completed
        return [] if done is not None else ["nothing was sold"]
    finally:
        till.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Acks(Path(sys.argv[2])))
