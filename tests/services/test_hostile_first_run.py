"""A first run on a disk that fails, and with answers that nobody sensible would give."""

from pathlib import Path

import pytest

from pos_app.assembly import open_counter
from pos_app.config import load
from pos_app.domain.first_run import DEMO, LATER, REAL, Answers, Step
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.first_run import REFUSED_FILE, Doors, FirstRun
from tests.builders import CHEAP
from tests.crash.first_run import GOODS, SAID, no_cloud, no_printer
from tests.dated_clock import DatedClock

ODD = ("x" * 10_000, "א\u202eבג", "a\0b", "\ud800", "\x1b[2J")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    return data


def _begin(folder: Path) -> FirstRun:
    first_run = FirstRun(load(folder), DatedClock(), Doors(no_cloud, no_printer))
    first_run.begin()
    return first_run


def _answer(first_run: FirstRun, step: Step) -> Answers:
    said = ({}, LATER) if step is Step.CATALOGUE else SAID[step]
    return first_run.answer(*said)


def _answered_until(folder: Path, last: Step) -> FirstRun:
    first_run = _begin(folder)
    for step in list(Step)[: list(Step).index(last)]:
        _answer(first_run, step)
    return first_run


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("step", [Step.STORE, Step.RECEIPT, Step.TAX, Step.PERSON])
def test_whatever_is_typed_is_taken_or_refused_in_words(folder: Path, step: Step, odd: str) -> None:
    first_run = _answered_until(folder, step)
    texts, choice = SAID[step]
    for key in texts:
        with pytest.raises(Refusal):
            first_run.answer(texts | {key: odd} | ({"again": odd} if key == "pin" else {}), choice)
    assert first_run.begin().step is step


@pytest.mark.parametrize("name", ["a\0b", "\udce9\udca4 list.csv", "x" * 300, "\u202e.csv"])
def test_a_list_of_goods_of_any_name_is_taken_or_refused_in_words(
    folder: Path, tmp_path: Path, name: str
) -> None:
    first_run = _answered_until(folder, Step.CATALOGUE)
    try:
        (tmp_path / name).write_text(GOODS, encoding="utf-8")
        answers, _ = first_run.take_items(str(tmp_path / name))
        assert answers.items == 1
        assert _begin(folder).begin().texts["catalogue_path"] == str(tmp_path / name)
    except (OSError, ValueError):  # no file can be called that
        with pytest.raises(Refusal):
            first_run.take_items(str(tmp_path / name))


@pytest.mark.parametrize("rows", [1, 20_000])
def test_a_disk_that_is_full_while_refused_rows_are_written_is_told(
    folder: Path, tmp_path: Path, rows: int
) -> None:
    goods = tmp_path / "goods.csv"
    bad = "".join(f"X{number},,坏,V77,EA,1\n" for number in range(rows))
    goods.write_text(GOODS + bad, encoding="utf-8")
    first_run = _answered_until(folder, Step.CATALOGUE)
    (folder / REFUSED_FILE).symlink_to("/dev/full")
    with pytest.raises(EnvironmentFault, match="FIRST_RUN_NOT_WRITABLE"):
        first_run.take_items(str(goods))
    (folder / REFUSED_FILE).unlink()
    answers, _ = first_run.take_items(str(goods))
    assert (answers.items, answers.refused) == (1, rows)


@pytest.fixture(params=["terminal.mark.new", "catalog.building.db", "reference.db"])
def in_the_way(request: pytest.FixtureRequest, folder: Path) -> Path:
    """Something that a file of the till cannot be written over, as long as it is there."""
    return folder / request.param


def test_a_store_that_is_made_is_not_made_into_another_one_because_it_did_not_open(
    folder: Path, in_the_way: Path
) -> None:
    first_run = _begin(folder)
    _answer(first_run, Step.LANGUAGE)
    first_run.answer({}, DEMO)
    in_the_way.mkdir()
    with pytest.raises(EnvironmentFault):
        open_counter(load(folder), DatedClock(), pin_cost=CHEAP, founding=first_run.found)
    in_the_way.rmdir()
    with pytest.raises(Refusal, match="FIRST_RUN_MADE"):
        first_run.back()
    with pytest.raises(Refusal, match="FIRST_RUN_MADE"):
        first_run.answer({}, REAL)
    with pytest.raises(Refusal, match="FIRST_RUN_MADE"):
        first_run.take_items("list.csv")
    till = open_counter(load(folder), DatedClock(), pin_cost=CHEAP, founding=first_run.found)
    assert till.counter.profile.store == "S12"
    till.close()
