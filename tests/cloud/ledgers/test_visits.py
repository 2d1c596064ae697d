"""The last visit that tills show of a member: the latest, kept over every other change."""

from sync.cloud.members import directory
from sync.cloud.schema.ledgers import MEMBER
from tests.cloud.ledgers.world import NOW, TENANT_NAME, World

ANN = "a1" * 16


def put(world: World, last_visit: str = "") -> None:
    new = directory.NewMember(TENANT_NAME, ANN, "880001", "g1", "S1", last_visit=last_visit)
    world.write(lambda c: directory.put_member(c, new, NOW))


def visit(world: World, day: str) -> str:
    world.write(lambda c: directory.note_visit(c, TENANT_NAME, ANN, day))
    return str(world.rows(MEMBER)[0]["last_visit"])


def test_the_latest_day_stands_in_whatever_order_journals_come(world: World) -> None:
    put(world)
    days = ["2026-11-19", "2026-11-21", "2026-11-20", "", "2026-13-99", "yesterday"]
    seen = [visit(world, day) for day in days]
    assert seen == ["2026-11-19", *["2026-11-21"] * 5]


def test_head_office_changes_a_member_and_keeps_when_they_last_came(world: World) -> None:
    put(world, "2026-11-18")
    assert world.rows(MEMBER)[0]["last_visit"] == "2026-11-18"
    visit(world, "2026-11-21")
    put(world, "2026-11-18")
    put(world)
    assert world.rows(MEMBER)[0]["last_visit"] == "2026-11-21"


def test_who_is_forgotten_has_visited_nobody(world: World) -> None:
    put(world, "2026-11-18")
    world.write(lambda c: directory.forget(c, TENANT_NAME, ANN, NOW))
    assert visit(world, "2026-11-21") == ""
