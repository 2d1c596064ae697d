"""The documented examples of rules, bundles of our own, and a check against the schema's words."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pos_app.commands.basket_file import Basket, read_basket
from pos_app.domain.pricing.bundle import RuleBundle
from pos_app.domain.pricing.reading import read_bundle

ROOT = Path(__file__).resolve().parents[3]
_FOLDER = ROOT / "resources" / "rules"
_BLOCKS = [
    json.loads(block)
    for block in re.findall(
        r"```json\n(.*?)```", (_FOLDER / "RULES.md").read_text(encoding="utf-8"), re.DOTALL
    )
]
EXAMPLES: dict[str, dict[str, Any]] = {block["kind"]: block for block in _BLOCKS if "kind" in block}
BASKET: dict[str, Any] = next(block for block in _BLOCKS if "lines" in block)
SCHEMA: dict[str, Any] = json.loads((_FOLDER / "rules.schema.json").read_text(encoding="utf-8"))


def a_bundle(*rules: Any, **more: Any) -> dict[str, Any]:
    return {"format": "ronghe-rules/1", "id": "b", "version": 1, "rules": list(rules)} | more


def a_rule(**fields: Any) -> dict[str, Any]:
    return {"id": "r", "kind": "percent_off", "percent": 10} | fields


def read(data: Any) -> RuleBundle:
    return read_bundle(json.dumps(data).encode())


def the_basket(**more: Any) -> Basket:
    return read_basket(json.dumps(BASKET | more).encode())


def breaks(value: Any, schema: Any = SCHEMA) -> str:
    """Say what of the schema a value breaks; empty when nothing. Only the words our schema uses."""
    if "$ref" in schema:
        target: Any = SCHEMA
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        return breaks(value, target)
    for word, is_kept in _WORDS.items():
        if word in schema and not is_kept(value, schema[word]):
            return f"{word} {value!r}"
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        return f"type {value!r}"
    return _breaks_inside(value, schema)


_WORDS: dict[str, Callable[[Any, Any], bool]] = {
    "oneOf": lambda value, each: sum(not breaks(value, one) for one in each) == 1,
    "const": lambda value, wanted: bool(value == wanted),
    "enum": lambda value, wanted: value in wanted,
    "not": lambda value, inner: bool(breaks(value, inner)),
}


def _breaks_inside(value: Any, schema: Any) -> str:
    if isinstance(value, dict):
        return _breaks_object(value, schema)
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            return f"items {value!r}"
        found = (breaks(entry, schema.get("items", {})) for entry in value)
        return next((broken for broken in found if broken), "")
    if isinstance(value, str):
        is_long = len(value) >= schema.get("minLength", 0)
        is_good = is_long and re.search(schema.get("pattern", ""), value)
        return "" if is_good else f"text {value!r}"
    if isinstance(value, int) and not isinstance(value, bool):
        least, most = schema.get("minimum", value), schema.get("maximum", value)
        return "" if least <= value <= most else f"number {value!r}"
    return ""


def _breaks_object(value: dict[str, Any], schema: Any) -> str:
    if len(value) < schema.get("minProperties", 0):
        return "too few properties"
    missing = [name for name in schema.get("required", ()) if name not in value]
    if missing:
        return f"missing {missing}"
    known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    for name, entry in value.items():
        if name in known:
            broken = breaks(entry, known[name])
        else:
            broken = f"unknown {name}" if others is False else breaks(entry, others)
        if broken:
            return broken
    return ""


def _is(value: Any, kind: str) -> bool:
    if kind == "integer":
        return type(value) is int
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
    return isinstance(value, kinds[kind])
