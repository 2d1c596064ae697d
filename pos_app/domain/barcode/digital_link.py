"""GS1 Digital Link: a web address with a GS1 key, its qualifiers and attributes, on any domain.

Compressed addresses are not read: without the key's identifier in the path they are web addresses
like any other.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from pos_app.domain.barcode.element_string import judge
from pos_app.domain.barcode.elements import Element, Problem, Reading
from pos_app.domain.barcode.identifiers import Identifier, find_identifier
from pos_app.domain.barcode.numbers import is_digits

_ADDRESS = re.compile(r"(https?|HTTPS?)://([^/]*)(/[^?#]*)(?:\?([^#]*))?(?:#.*)?", re.DOTALL)
_NOT_IN_ADDRESSES = re.compile(r"[^-A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%]")
_NOT_IN_DOMAINS = re.compile(r"[_~?#@!$&'()*+,;=%]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_GTIN = "01"
_GTIN_DIGITS = 14
_SHORT_GTIN_DIGITS = (8, 12, 13)

# The keys that may open the path, each with the qualifiers that may follow in this order.
_PATHS: dict[str, tuple[tuple[str, ...], ...]] = {
    "00": ((),),
    "01": (("22", "10", "21"), ("235",)),
    "253": ((),),
    "255": ((),),
    "401": ((),),
    "402": ((),),
    "414": (("254",), ("7040",)),
    "415": (("8020",),),
    "417": (("7040",),),
    "8003": ((),),
    "8004": (("7040",),),
    "8006": (("22", "10", "21"),),
    "8010": (("8011",),),
    "8013": ((),),
    "8017": (("8019",),),
    "8018": (("8019",),),
}
_PATH_ONLY = frozenset(
    ("03", "21", "22", "235", "254", "7040", "7041", "8011", "8014", "8019", "8020", "8200")
)
# Out of use since version 1.2 of the standard; old packs still carry them.
_NAMES = {
    "cpid": "8010",
    "cpsn": "8011",
    "cpv": "22",
    "gcn": "255",
    "gdti": "253",
    "giai": "8004",
    "ginc": "401",
    "gln": "414",
    "glnx": "254",
    "gmn": "8013",
    "grai": "8003",
    "gsin": "402",
    "gsrn": "8018",
    "gsrnp": "8017",
    "gtin": "01",
    "itip": "8006",
    "lot": "10",
    "party": "417",
    "refno": "8020",
    "ser": "21",
    "srin": "8019",
    "sscc": "00",
}


@dataclass(frozen=True, slots=True)
class LinkRules:
    """What older versions of the standard allowed: GTINs without leading zeros, and names."""

    allow_short_gtin: bool = False
    allow_names: bool = False


STRICT = LinkRules()
AT_THE_TILL = LinkRules(allow_short_gtin=True, allow_names=True)


def read_digital_link(address: str, rules: LinkRules = STRICT) -> Reading:
    """Read key, qualifiers and attributes; the elements of the path come first."""
    match = _ADDRESS.fullmatch(address)
    if match is None or not match[2]:
        return Reading((), (Problem.ADDRESS,))
    problems = []
    if _NOT_IN_ADDRESSES.search(address) or _NOT_IN_DOMAINS.search(match[2]):
        problems.append(Problem.ADDRESS)
    path = _read_path(match[3], rules)
    if not path:
        return Reading((), (*problems, Problem.NO_KEY))
    keys = tuple(element.ai for element in path)
    if not _may_stand_in_path(keys):
        problems.append(Problem.QUALIFIERS)
    attributes, more = _read_query(match[4] or "", keys, rules)
    return Reading((*path, *attributes), (*problems, *more))


def _read_path(path: str, rules: LinkRules) -> tuple[Element, ...]:
    """Read pairs from the last key in the path on; what stands before it is the owner's affair."""
    segments = path.split("/")[1:]
    pairs: list[tuple[Identifier, str]] = []
    for at in range(len(segments) - 2, -1, -2):
        identifier = _find(segments[at], rules)
        if identifier is None:
            return ()
        pairs.insert(0, (identifier, segments[at + 1]))
        if identifier.ai in _PATHS:
            return tuple(_judge(known, value, rules) for known, value in pairs)
    return ()


def _read_query(
    query: str, keys: tuple[str, ...], rules: LinkRules
) -> tuple[list[Element], list[Problem]]:
    elements: list[Element] = []
    problems: list[Problem] = []
    seen = set(keys)
    for parameter in query.split("&"):
        name, equals, value = parameter.partition("=")
        identifier = find_identifier(name)
        if not equals or (identifier is None and not is_digits(name)):
            continue  # not GS1's: tracking marks and the like
        if identifier is None:
            problems.append(Problem.UNKNOWN_PARAMETER)
            continue
        element = _judge(identifier, value.replace("+", " "), rules)
        if element.ai in seen:
            problems.append(Problem.REPEATED)
        elif element.ai in _PATH_ONLY or _belongs_in_path(element.ai, keys):
            problems.append(Problem.NOT_AN_ATTRIBUTE)
        seen.add(element.ai)
        elements.append(element)
    return elements, problems


def _find(name: str, rules: LinkRules) -> Identifier | None:
    if rules.allow_names and name in _NAMES:
        return find_identifier(_NAMES[name])
    return find_identifier(name)


def _judge(identifier: Identifier, escaped: str, rules: LinkRules) -> Element:
    if _BAD_ESCAPE.search(escaped):
        return Element(identifier.ai, escaped, Problem.ESCAPE)
    value = unquote_to_bytes(escaped).decode("utf-8", errors="replace")
    if (
        rules.allow_short_gtin
        and identifier.ai == _GTIN
        and is_digits(value)
        and len(value) in _SHORT_GTIN_DIGITS
    ):
        value = value.zfill(_GTIN_DIGITS)
    return judge(identifier, value)


def _may_stand_in_path(keys: tuple[str, ...]) -> bool:
    """Ask whether the qualifiers are a selection of one allowed sequence, in its order."""
    for allowed in _PATHS[keys[0]]:
        rest = iter(allowed)
        if all(qualifier in rest for qualifier in keys[1:]):
            return True
    return False


def _belongs_in_path(ai: str, keys: tuple[str, ...]) -> bool:
    places = range(1, len(keys) + 1)
    return any(_may_stand_in_path((*keys[:at], ai, *keys[at:])) for at in places)
