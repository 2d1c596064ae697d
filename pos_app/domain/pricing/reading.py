"""JSON -> RuleBundle: the public format of promotion rules, checked field by field.

resources/rules/RULES.md describes the format with an example of each kind. What is wrong refuses
the whole bundle (BUNDLE_WRONG with the path and what was expected there); what this program does
not know (a kind, a field, a word) leaves that rule out and is reported in ``RuleBundle.unknown``.
"""

import hashlib
import json
from collections.abc import Callable
from typing import TypeVar

from pos_app.domain.money import Rounding
from pos_app.domain.pricing.bundle import (
    DEFAULT_STEPS,
    FORMAT,
    Choose,
    Floor,
    PercentOf,
    PointsProgram,
    Policy,
    RuleBundle,
)
from pos_app.domain.pricing.fields import (
    Fields,
    Unknown,
    hours,
    local_ms,
    weekdays,
    wrong,
)
from pos_app.domain.pricing.kinds import KINDS, Sets
from pos_app.domain.pricing.rule import (
    WHOLE_PPM,
    Audience,
    Caps,
    ItemSet,
    Need,
    OnReturn,
    Rule,
    Window,
)
from pos_app.domain.pricing.spending import POINTS_RULE
from pos_app.errors import Refusal

MOST_RULES = 20_000
_Made = TypeVar("_Made")
LONGEST_BUNDLE = 16 * 1024 * 1024


def read_bundle(text: bytes) -> RuleBundle:
    """Read a bundle as it came: UTF-8 JSON.

    Refuses: BUNDLE_TOO_LARGE, BUNDLE_NOT_JSON, BUNDLE_OTHER_FORMAT, BUNDLE_WRONG.
    """
    if len(text) > LONGEST_BUNDLE:
        raise Refusal("BUNDLE_TOO_LARGE", most=LONGEST_BUNDLE)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Refusal("BUNDLE_NOT_JSON") from None
    return bundle_of(data, hashlib.sha256(text).hexdigest())


def bundle_of(data: object, digest: str) -> RuleBundle:
    """Read a bundle that has been parsed.

    Refuses: BUNDLE_OTHER_FORMAT, BUNDLE_WRONG.
    """
    fields = Fields("bundle", data)
    if fields.any("format") != FORMAT:
        raise Refusal("BUNDLE_OTHER_FORMAT", known=FORMAT)
    unknown: list[str] = []
    name, version = fields.text("id"), fields.whole("version", least=1)
    fields.text("currency", "")
    try:
        policy = _policy(Fields(fields.at("policy"), fields.any("policy", {})))
        sets = _sets(fields, unknown)
        floors = _all(fields, "floors", lambda entry: _floor(entry, sets))
    except Unknown as reason:
        # A policy, an exclusion or a floor we do not know could make prices too low, so nothing of
        # the bundle can be used.
        raise wrong(str(reason), "something that this program knows") from None
    points = _points_if_known(fields, sets, unknown)
    rules = []
    for at, entry in enumerate(fields.items("rules", least=0, most=MOST_RULES)):
        try:
            rules.append(read_rule(Fields(f"bundle.rules[{at}]", entry), sets))
        except Unknown as reason:
            unknown.append(str(reason))
    _check_names(rules)
    try:
        fields.done()
    except Unknown as reason:
        unknown.append(str(reason))
    rules.sort(key=lambda rule: (-rule.priority, rule.id))
    return RuleBundle(
        name, version, digest, tuple(rules), sets.all(), policy, floors, points, tuple(unknown)
    )


def _check_names(rules: list[Rule]) -> None:
    names = {POINTS_RULE}
    for rule in rules:
        if rule.id in names or rule.id.startswith("#"):
            raise wrong(f"bundle.rules.{rule.id}", "an id of its own")
        names.add(rule.id)


def _policy(fields: Fields) -> Policy:
    policy = Policy(
        choose=fields.choice("choose", Choose, Choose.BEST),
        rounding=fields.choice("rounding", Rounding, Rounding.HALF_UP),
        percent_of=fields.choice("percent_of", PercentOf, PercentOf.REMAINING),
        round_each_unit=fields.flag("round_each_unit"),
        overridden_too=fields.flag("overridden_too"),
        steps=fields.whole("steps", DEFAULT_STEPS),
    )
    fields.done()
    return policy


def _sets(fields: Fields, unknown: list[str]) -> Sets:
    sets = Sets(ItemSet(is_everything=True))
    sets.exclude(Fields("bundle.never", fields.any("never", {})))
    named = Fields("bundle.sets", fields.any("sets", {}))
    for name in named.names():
        try:
            sets.name(name, sets.read(Fields(named.at(name), named.any(name))))
        except Unknown as reason:
            unknown.append(str(reason))
            sets.name_unknown(name)
    return sets


def _floor(fields: Fields, sets: Sets) -> Floor:
    items = sets.take(fields, "items")
    if fields.has("percent"):
        floor = Floor(items, rate_ppm=fields.rate("percent", most_percent=100))
    else:
        floor = Floor(items, price=fields.whole("price"))
    fields.done()
    return floor


def _points_if_known(fields: Fields, sets: Sets, unknown: list[str]) -> PointsProgram:
    try:
        return _points(Fields("bundle.points", fields.any("points", {})), sets)
    except Unknown as reason:
        unknown.append(str(reason))
        return PointsProgram()


def _points(fields: Fields, sets: Sets) -> PointsProgram:
    earn = Fields(fields.at("earn"), fields.any("earn", {}))
    spend = Fields(fields.at("spend"), fields.any("spend", {}))
    earns, spends = bool(earn.names()), bool(spend.names())
    program = PointsProgram(
        earn_points=earn.whole("points", least=1) if earns else 0,
        earn_per=earn.whole("per", least=1) if earns else 0,
        earn_items=sets.take(earn, "items") if earns else 0,
        spend_block=spend.whole("points", least=1) if spends else 0,
        block_worth=spend.whole("off", least=1) if spends else 0,
        most_ppm=spend.rate("most_percent", most_percent=100)
        if spend.has("most_percent")
        else WHOLE_PPM,
        months=fields.whole("months", 0),
    )
    earn.done()
    spend.done()
    fields.done()
    return program


def read_rule(fields: Fields, sets: Sets) -> Rule:
    """Read one rule; ``sets`` takes up the sets it names.

    Raises Unknown for what this program does not know. Refuses: BUNDLE_WRONG.
    """
    name = fields.any("name", {})
    kind = fields.text("kind")
    make = KINDS.get(kind)
    if make is None:
        raise Unknown(f"{fields.at('kind')}={kind}")
    where = Fields(fields.at("where"), fields.any("where", {}))
    names = Fields(fields.at("name"), name)
    stacks = fields.flag("stacks")
    benefit, phase = make(fields, sets, stacks=stacks)
    rule = Rule(
        id=fields.text("id"),
        name_zh=names.text("zh", ""),
        name_en=names.text("en", ""),
        benefit=benefit,
        phase=phase,
        priority=_priority(fields),
        needs=_all(fields, "needs", lambda entry: _need(entry, sets)),
        window=_window(Fields(fields.at("when"), fields.any("when", {}))),
        stores=where.texts("stores"),
        channels=where.texts("channels"),
        audience=_audience(Fields(fields.at("who"), fields.any("who", {}))),
        caps=_caps(Fields(fields.at("caps"), fields.any("caps", {}))),
        exclusivity=fields.text("exclusivity", ""),
        is_exclusive=fields.flag("exclusive"),
        campaign=fields.optional("coupon"),
        entitlement=fields.text("entitlement", ""),
        on_return=fields.choice("on_return", OnReturn, OnReturn.KEEP),
    )
    where.done()
    names.done()
    fields.done()
    return rule


def _priority(fields: Fields) -> int:
    value = fields.any("priority", 0)
    if type(value) is not int or abs(value) > 1_000_000:
        raise wrong(fields.at("priority"), "whole number")
    return value


def _all(fields: Fields, key: str, make: Callable[[Fields], _Made]) -> tuple[_Made, ...]:
    entries = fields.items(key, least=0)
    return tuple(make(Fields(f"{fields.at(key)}[{at}]", entry)) for at, entry in enumerate(entries))


def _need(fields: Fields, sets: Sets) -> Need:
    need = Need(
        items=sets.take(fields, "items"),
        spend=fields.whole("spend", 0),
        count=fields.whole("count", 0),
        count_of_one_line=fields.whole("count_of_one_line", 0),
        of_shelf_price=fields.flag("of_shelf_price"),
    )
    fields.done()
    return need


def _window(fields: Fields) -> Window:
    window = Window(
        starts_ms=local_ms(fields.any("from"), fields.at("from")),
        ends_ms=local_ms(fields.any("until"), fields.at("until")),
        days=weekdays(fields.any("days", []), fields.at("days")),
        hours=hours(fields.any("hours", []), fields.at("hours")),
    )
    fields.done()
    return window


def _audience(fields: Fields) -> Audience:
    audience = Audience(
        members_only=fields.flag("members"),
        tiers=fields.texts("tiers"),
        segments=fields.texts("segments"),
        birthday=fields.flag("birthday"),
        first_purchase=fields.flag("first_purchase"),
    )
    fields.done()
    return audience


def _caps(fields: Fields) -> Caps:
    caps = Caps(
        most_off=fields.optional("most_off"),
        most_times=fields.optional("most_times"),
        uses_in_total=fields.optional("uses_in_total"),
        uses_per_member=fields.optional("uses_per_member"),
        budget=fields.optional("budget"),
    )
    fields.done()
    return caps
