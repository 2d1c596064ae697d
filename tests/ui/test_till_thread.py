"""The bridge to the till thread: order, answers, trouble, and a queue that says when it is full."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pytestqt.qtbot import QtBot

from pos_app.clock import SystemClock
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.ui.ports import Bug, Trouble
from pos_app.ui.till_thread import LONGEST_QUEUE, TillStoppedError, TillThread


@pytest.fixture
def thread(qtbot: QtBot) -> Iterator[TillThread]:
    made = TillThread(SystemClock())
    yield made
    made.stop()


def test_operations_run_elsewhere_and_answer_here_in_order(
    thread: TillThread, qtbot: QtBot
) -> None:
    seen: list[tuple[int, bool, bool]] = []
    here = threading.get_ident()

    def take(number: int) -> None:
        seen.append((number, threading.get_ident() == here, where[number] != here))

    where: dict[int, int] = {}

    def work(number: int) -> int:
        where[number] = threading.get_ident()
        return number

    for number in range(5):
        assert thread.run(lambda number=number: work(number), take)
    thread.start()
    qtbot.waitUntil(lambda: len(seen) == 5)
    assert seen == [(number, True, True) for number in range(5)]


@pytest.mark.parametrize("trouble", [Refusal("NO"), EnvironmentFault("OFF")])
def test_trouble_reaches_who_asked_or_else_everybody(
    thread: TillThread, qtbot: QtBot, trouble: Trouble
) -> None:
    def fail() -> None:
        raise trouble

    told: list[Trouble] = []
    thread.start()
    thread.run(fail, told.append, told.append)
    qtbot.waitUntil(lambda: told == [trouble])
    with qtbot.waitSignal(thread.troubled) as heard:
        thread.run(fail, told.append)
    assert heard.args == [trouble]


def test_a_mistake_of_ours_gets_a_reference_and_the_thread_goes_on(
    thread: TillThread, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Trouble] = []
    thread.start()
    with qtbot.waitSignal(thread.bug_found):
        thread.run(lambda: 1 // 0, told.append, told.append)
    (bug,) = told
    assert isinstance(bug, Bug)
    assert f"reference={bug.facts['reference']}" in caplog.text
    results: list[int] = []
    thread.run(lambda: 42, results.append)
    qtbot.waitUntil(lambda: results == [42])


def test_a_full_queue_refuses_and_says_when_there_is_room(thread: TillThread, qtbot: QtBot) -> None:
    answers: list[int] = []
    refused: list[Trouble] = []
    room: list[bool] = []
    thread.room_changed.connect(room.append)
    for number in range(LONGEST_QUEUE):
        assert thread.run(lambda number=number: number, answers.append)
    assert not thread.run(lambda: 99, answers.append, refused.append)
    assert [trouble.code for trouble in refused] == ["TILL_BUSY"]
    thread.start()
    qtbot.waitUntil(lambda: len(answers) == LONGEST_QUEUE)
    assert room == [False, True]


def test_another_thread_has_something_done_between_two_operations(thread: TillThread) -> None:
    done_on: list[str] = []
    thread.start()
    thread.have_done(lambda: done_on.append(threading.current_thread().name))
    assert done_on == ["till"]


def test_what_an_errand_raises_reaches_whoever_waits_and_the_thread_goes_on(
    thread: TillThread,
) -> None:
    def fails() -> None:
        raise Refusal("TILL_BUSY")

    thread.start()
    with pytest.raises(Refusal):
        thread.have_done(fails)
    thread.have_done(lambda: None)


def test_a_closing_till_takes_no_errand_and_finishes_those_it_took(thread: TillThread) -> None:
    begun, goes_on = threading.Event(), threading.Event()
    ended: list[str] = []

    def works() -> None:
        begun.set()
        goes_on.wait()
        ended.append("done")

    thread.start()
    with ThreadPoolExecutor(1) as others:
        errand = others.submit(thread.have_done, works)
        begun.wait()
        threading.Timer(0.05, goes_on.set).start()
        thread.stop()
        errand.result()
    assert ended == ["done"]
    with pytest.raises(TillStoppedError):
        thread.have_done(lambda: None)
