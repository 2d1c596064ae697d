"""Points with a cloud that answers: leave for what no allowance here covers, and only for that."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos_app.demo.issuer import GRANT_KEY_ID, DemoIssuer
from pos_app.demo.issuer_keys import load_keys
from pos_app.domain.member import MemberId
from pos_app.errors import Refusal
from pos_app.services.ports import PointsGrant
from pos_app.store import promotions
from tests.builders import BOOK, MANAGER, Rig, make_rig
from tests.services.club import ZHANG, Phones, make_club, reference
from tests.services.coupon_book import take_member

BUNDLE: dict[str, Any] = {
    "format": "ronghe-rules/1",
    "id": "points",
    "version": 9,
    "points": {
        "earn": {"points": 1, "per": 100},
        "spend": {"points": 100, "off": 100, "most_percent": "100"},
    },
    "rules": [],
}


class Office:
    """Stands where the cloud's desk does: signs leave for so many points as it has."""

    def __init__(self, rig: Rig, points: int) -> None:
        self.points = points
        self.trouble = ""
        self.is_connected = True
        self.asked: list[int] = []
        self._issuer = DemoIssuer(load_keys(rig.folder))
        self._rig = rig

    def hold_points(self, member: MemberId, points: int) -> PointsGrant:
        self.asked.append(points)
        if self.trouble:
            raise Refusal(self.trouble)
        until_ms = self._rig.clock.wall + 900_000
        allowed = min(points, self.points)
        terminal_id = self._rig.counter._real.points._leave.grants.terminal_id
        content = self._issuer.points_allowance(
            terminal_id, member, len(self.asked), allowed, until_ms
        )
        self.points -= allowed
        return PointsGrant(content, GRANT_KEY_ID, 846)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_club(tmp_path_factory.mktemp("club"), points_need_code=False)


@pytest.fixture
def shop(template: Path, tmp_path: Path) -> Iterator[Rig]:
    rig = make_rig(template, tmp_path / "till")
    rig.open_for(MANAGER)
    Phones(rig).deliver()
    with reference(rig).write() as connection:
        promotions.put_bundle(connection, BUNDLE["version"], json.dumps(BUNDLE).encode())
    rig.counter._real.desk.rules.refresh()
    yield rig
    rig.close()


@pytest.fixture
def office(shop: Rig) -> Office:
    office = Office(shop, 500)
    leave = shop.counter._real.points._leave
    object.__setattr__(leave, "online", office)
    shop.ring(BOOK, BOOK, BOOK)
    take_member(shop, ZHANG)
    return office


def test_leave_is_asked_for_what_no_allowance_covers(shop: Rig, office: Office) -> None:
    points = shop.counter.points
    assert (points.standing().spendable, points.standing().why_not) == (800, "")
    points.spend(200)
    points.spend(100)
    assert office.asked == [200], "what was allowed is used first"
    points.spend(300)
    assert office.asked == [200, 100]
    shop.pay_cash()
    used = shop.rows("SELECT sum(used) FROM spending_grant WHERE kind = 'allowance'")
    assert used == [(300,)]


def test_what_the_office_has_no_more_of_is_said(shop: Rig, office: Office) -> None:
    with pytest.raises(Refusal) as caught:
        shop.counter.points.spend(800)
    assert (caught.value.code, caught.value.facts["points"]) == ("POINTS_NOT_ENOUGH", 500)
    shop.counter.points.spend(500)
    assert office.asked == [800], "leave that was given is used"


def test_what_nobody_can_give_is_not_asked_for(shop: Rig, office: Office) -> None:
    for points, code in ((847, "POINTS_NOT_ENOUGH"), (50, "POINTS_BELOW_BLOCK")):
        with shop.refuses(code):
            shop.counter.points.spend(points)
    assert office.asked == []


@pytest.mark.parametrize("code", ["POINTS_UNANSWERED", "POINTS_NO_ALLOWANCE"])
def test_without_an_answer_nothing_is_taken(shop: Rig, office: Office, code: str) -> None:
    office.trouble = code
    with shop.refuses(code):
        shop.counter.points.spend(200)
    assert shop.counter.points.standing().spending == 0


def test_offline_nobody_is_asked(shop: Rig, office: Office) -> None:
    office.is_connected = False
    with shop.refuses("POINTS_NO_ALLOWANCE"):
        shop.counter.points.spend(200)
    assert (office.asked, shop.counter.points.standing().why_not) == ([], "POINTS_NO_ALLOWANCE")
