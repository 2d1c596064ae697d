"""A till that joins a cloud in its first run: a real cloud on real ports."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.first_run import Step
from sync.cloud import demo
from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.service import Cloud
from tests.cloud.http.served import served
from tests.devices.conftest import wait_until
from tests.ui.first_run_guide import PIN, Guide


@dataclass(frozen=True)
class HeadOffice:
    """A cloud that is being served."""

    cloud: Cloud
    url: str

    def code(self) -> str:
        """Give a one-time code for any till of the store."""
        return demo.code(self.cloud, SystemCloudClock())


@pytest.fixture
def head_office(tmp_path: Path) -> Iterator[HeadOffice]:
    folder = tmp_path / "cloud"
    folder.mkdir()
    clock = SystemCloudClock()
    keys = ServerKeys.make(clock.random_bytes, clock.wall_ms() // 1000)
    database = CloudDatabase(f"sqlite:///{folder / 'cloud.db'}")
    cloud = Cloud(database, clock, keys, demo.SETTINGS)
    demo.set_up(cloud, clock, folder, None)
    with served(cloud, database) as serving:
        yield HeadOffice(cloud, serving.url("tills"))


def wait_for_goods(guide: Guide) -> list[str]:
    """Sign on and look for an item until the cloud has sent it."""
    assert guide.opening.wiring is not None
    counter = guide.opening.wiring.counter
    found: list[Any] = []
    guide.opening.till_thread.run(lambda: counter.sign_on.sign_on("2001", PIN), found.append)
    wait_until(lambda: bool(found), 20_000)

    def look() -> bool:
        guide.opening.till_thread.run(lambda: counter.checkout.search("100002"), found.append)
        return bool(found[-1])

    found.append(())
    wait_until(look, 20_000)
    return [item.sku for item in found[-1]]


def test_a_cloud_lets_the_till_in_before_it_is_one_and_sends_its_goods(
    begin: Callable[..., Guide], head_office: HeadOffice
) -> None:
    guide = begin()
    guide.answer_until(Step.CLOUD)
    guide.choose(1)
    guide.next()
    assert guide.codes == ["CLOUD_FIELD_MISSING"]
    guide.type("http://127.0.0.1:1", "AAAA-BBBB")
    guide.next()
    assert guide.codes == ["CLOUD_NOT_REACHED"]
    guide.type("http://shop.example", "AAAA-BBBB")
    guide.next()
    assert guide.codes == ["CLOUD_ADDRESS_UNSAFE"]
    guide.type(head_office.url, "AAAA-BBBB")
    guide.next()
    assert guide.codes == ["CLOUD_CODE_REFUSED"]
    guide.type(head_office.url, head_office.code())
    guide.next()
    assert (guide.step, guide.codes) == (Step.PRINTER, ["CLOUD_ENROLLED"])
    guide.stop()
    guide.start()  # the code is used by now, and this machine is known by its key
    for step in (Step.PRINTER, Step.PERSON):
        guide.answer(step)
    assert guide.view._asked is not None
    assert guide.view._asked.chosen == "cloud"
    guide.next()
    guide.back()
    guide.back()
    guide.answer(Step.PERSON)
    guide.next()
    guide.open()
    assert guide.opening.wiring is not None
    counter = guide.opening.wiring.counter
    assert (counter.profile.store, counter.profile.workstation) == ("S12", "T02")
    wait_until(lambda: guide.opening.link is not None, 60_000)
    assert guide.opening.link is not None
    assert guide.opening.link.journal.enrolment() is not None
    assert wait_for_goods(guide) == ["100002"]


def test_a_number_that_another_till_of_the_store_has_is_not_taken(
    begin: Callable[..., Guide],
    head_office: HeadOffice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guide = begin()
    guide.answer_until(Step.CLOUD)
    guide.choose(1)
    guide.type(head_office.url, head_office.code())
    guide.next()
    monkeypatch.setattr("pos_app.cloud_link.machine_mark", lambda: "another machine")
    other = Guide(tmp_path / "other")
    other.answer_until(Step.CLOUD)
    other.choose(1)
    other.type(head_office.url, head_office.code())
    other.next()
    assert (other.step, other.codes) == (Step.CLOUD, ["FIRST_RUN_NUMBER_TAKEN"])
    for _ in range(3):
        other.back()
    other.type("Lane shop", "Lane shop", "S12", "T03")
    for _ in (Step.STORE, Step.RECEIPT, Step.TAX, Step.CLOUD):
        other.next()
    assert other.is_at(Step.PRINTER)
    for _ in range(4):
        other.back()
    other.type("Lane shop", "Lane shop", "S12", "T04")  # the cloud knows it as T03 now
    other.next()
    assert (other.step, other.codes) == (Step.STORE, ["FIRST_RUN_JOINED"])
    other.stop()
