"""The thread for long reading: answers, progress, questions that are taken back, a clean end."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from pos_app.clock import SystemClock
from pos_app.errand import Errand
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.ui.ports import Bug, Trouble
from pos_app.ui.report_thread import ReportThread

LONG_S = 5


@pytest.fixture
def thread(qtbot: QtBot) -> Iterator[ReportThread]:
    made = ReportThread(SystemClock())
    yield made
    assert made.stop()


class Slow:
    """Reading that has begun, says how far it is when told to, and ends when let go or cancelled.

    It looks at its errand all the time, as reading row by row does.
    """

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.ended: list[str] = []

    def __call__(self, errand: Errand) -> str:
        self.begun.set()
        try:
            while not self.let_go.wait(0.001):
                errand.check()
        except Exception as error:
            self.ended.append(type(error).__name__)
            raise
        self.ended.append("read")
        return "read"


def test_reading_is_done_elsewhere_and_answered_here(thread: ReportThread, qtbot: QtBot) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []

    def read(errand: Errand) -> int:
        errand.check()
        return threading.get_ident()

    thread.run("page", read, lambda there: seen.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: len(seen) == 1)
    ((there, answered_on),) = seen
    assert there != here
    assert answered_on == here


def test_progress_comes_in_whole_per_cents_and_before_the_answer(
    thread: ReportThread, qtbot: QtBot
) -> None:
    heard: list[float | str] = []

    def read(errand: Errand) -> str:
        for step in range(1_000):
            errand.say(step / 1_000)
        return "done"

    thread.run("page", read, heard.append, progressed=heard.append)
    qtbot.waitUntil(lambda: "done" in heard)
    assert heard == [percent / 100 for percent in range(100)] + ["done"]


def test_a_newer_question_of_the_same_asker_takes_the_place_of_the_older(
    thread: ReportThread, qtbot: QtBot
) -> None:
    slow = Slow()
    answers: list[str] = []
    thread.run("page", slow, answers.append, answers.append)
    assert slow.begun.wait(LONG_S)
    thread.run("page", lambda _errand: "newer", answers.append)
    qtbot.waitUntil(lambda: answers == ["newer"])
    assert slow.ended == ["NotWantedError"]


def test_a_question_that_waits_is_never_begun_once_it_is_taken_back(
    thread: ReportThread, qtbot: QtBot
) -> None:
    slow = Slow()
    begun: list[str] = []
    answers: list[str] = []
    thread.run("page", slow, answers.append)
    assert slow.begun.wait(LONG_S)
    thread.run("proof", lambda _errand: begun.append("proof"), lambda _nothing: None)
    thread.run("export", lambda _errand: "export", answers.append)
    thread.cancel("proof")
    slow.let_go.set()
    qtbot.waitUntil(lambda: answers == ["read", "export"])
    assert begun == []


def test_an_answer_on_its_way_is_not_told_to_whoever_has_taken_the_question_back(
    thread: ReportThread, qtbot: QtBot
) -> None:
    answers: list[str] = []
    done = threading.Event()

    def read(errand: Errand) -> str:
        errand.say(0.5)
        done.set()
        return "late"

    thread.run("page", read, answers.append, progressed=lambda done: answers.append(str(done)))
    assert done.wait(LONG_S)
    thread.cancel("page")
    thread.run("other", lambda _errand: "other", answers.append)
    qtbot.waitUntil(lambda: "other" in answers)
    assert answers == ["other"]


@pytest.mark.parametrize("trouble", [Refusal("NO"), EnvironmentFault("OFF")])
def test_trouble_reaches_who_asked_or_else_everybody(
    thread: ReportThread, qtbot: QtBot, trouble: Trouble
) -> None:
    def fail(_errand: Errand) -> None:
        raise trouble

    told: list[Trouble] = []
    thread.run("page", fail, told.append, told.append)
    qtbot.waitUntil(lambda: told == [trouble])
    with qtbot.waitSignal(thread.troubled) as heard:
        thread.run("page", fail, told.append)
    assert heard.args == [trouble]


def test_a_mistake_of_ours_gets_a_reference_and_the_thread_goes_on(
    thread: ReportThread, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Trouble] = []
    thread.run("page", lambda _errand: 1 // 0, told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 1)
    (bug,) = told
    assert isinstance(bug, Bug)
    assert f"reference={bug.facts['reference']}" in caplog.text
    results: list[int] = []
    thread.run("page", lambda _errand: 42, results.append)
    qtbot.waitUntil(lambda: results == [42])


def test_closing_ends_what_is_being_read_and_nobody_hears_of_it(qtbot: QtBot) -> None:
    thread = ReportThread(SystemClock())
    slow = Slow()
    answers: list[object] = []
    thread.run("page", slow, answers.append, answers.append)
    assert slow.begun.wait(LONG_S)
    assert thread.stop()
    assert slow.ended == ["NotWantedError"]
    qtbot.wait(1)
    assert answers == []


def test_a_till_where_nothing_long_was_read_has_no_thread_to_end() -> None:
    before = threading.active_count()
    thread = ReportThread(SystemClock())
    assert threading.active_count() == before
    assert thread.stop()
