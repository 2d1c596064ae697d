"""Prices and gifts that ask who buys come and go with the member."""

import json

from pos_app import resources
from pos_app.store import promotions
from tests.builders import (
    BOOK,
    WATER,
    Rig,
    yuan,
)
from tests.services.club import (
    ZHANG,
    ZHAO,
    Phones,
    reference,
    restart,
    scan,
    standing,
)


def put_rules(rig: Rig, *rules: dict[str, object], **more: object) -> None:
    body = {"format": "ronghe-rules/1", "id": "t", "version": 1, "rules": list(rules), **more}
    with reference(rig).write() as connection:
        promotions.put_bundle(connection, 1, json.dumps(body).encode())


WELCOME: dict[str, object] = {
    "id": "welcome",
    "kind": "gift",
    "entitlement": "welcome",
    "items": {"skus": [WATER]},
    "caps": {"uses_per_member": 1},
}


def entitle(rig: Rig, number: str, *rights: str) -> None:
    with reference(rig).write() as connection:
        connection.exec_driver_sql(
            "UPDATE member SET detail = json_set(detail, '$.entitlements', json(?))"
            " WHERE number = ?",
            (json.dumps(rights), number),
        )


class TestPrices:
    def test_a_members_price_comes_and_goes_with_the_member(
        self, club: Rig, phones: Phones
    ) -> None:
        put_rules(
            club,
            {
                "id": "silver",
                "kind": "percent_off",
                "percent": "10",
                "items": {"skus": [BOOK]},
                "who": {"tiers": ["SILVER"]},
            },
        )
        club.ring(BOOK)
        before = club.basket.payable
        with_member = scan(club, phones.code()).basket
        assert with_member is not None
        assert with_member.payable < before
        without = club.counter.members.leave()
        assert without is not None
        assert without.payable == before

    def test_a_right_is_used_once_over_all_visits(self, club: Rig) -> None:
        put_rules(club, WELCOME)
        entitle(club, ZHANG, "welcome")
        scan(club, ZHANG)
        panel = club.counter.members.panel()
        assert panel is not None
        assert panel.entitlements == ("welcome",)
        assert club.ring(WATER).payable == yuan(0)
        club.counter.tendering.complete_even()
        scan(club, ZHANG)
        assert club.ring(WATER).payable == yuan(200)

    def test_who_has_no_right_gets_no_gift(self, club: Rig) -> None:
        put_rules(club, WELCOME)
        scan(club, ZHANG)
        assert club.ring(WATER).payable == yuan(200)

    def test_a_right_survives_a_restart_with_its_sale(self, club: Rig) -> None:
        put_rules(club, WELCOME)
        entitle(club, ZHANG, "welcome", "another")
        scan(club, ZHANG)
        member = standing(club)
        restart(club)
        assert standing(club) == member
        assert club.ring(WATER).payable == yuan(0)


def test_the_demo_stores_rules_name_tiers_and_rights_that_its_members_have() -> None:
    demo = resources.path("demo")
    people = json.loads((demo / "members.json").read_text("utf-8"))
    rules = json.loads((demo / "rules.json").read_text("utf-8"))["rules"]
    tiers = {tier for rule in rules for tier in rule.get("who", {}).get("tiers", ())}
    rights = {rule["entitlement"] for rule in rules if "entitlement" in rule}
    assert tiers <= {tier["code"] for tier in people["tiers"]}
    held = {right for member in people["members"] for right in member.get("entitlements", ())}
    assert rights == held


def test_what_was_bought_here_counts_for_the_tier_at_the_next_visit_already(club: Rig) -> None:
    put_rules(club, points={"earn": {"points": 1, "per": 100}})
    club.clock.pass_ms(1_000)
    club.ring(WATER)
    scan(club, ZHAO)  # half a yuan short of silver
    assert standing(club).tier == "REGULAR"
    club.pay_cash()
    scan(club, ZHAO)
    assert standing(club).tier == "SILVER"
    panel = club.counter.members.panel()
    assert panel is not None
    assert panel.spent_minor == 49_950 + 200
