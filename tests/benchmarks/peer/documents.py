"""Documents like those of the peer's published figures: sales of five lines, 2 kB; products."""

from collections.abc import Iterator
from typing import Any

Documents = Iterator[tuple[str, dict[str, Any]]]
_LINES = 5


def sales(count: int) -> Documents:
    """Sales of five lines, about 2 kB each."""
    for number in range(count):
        yield (
            f"sale-{number:08d}",
            {
                "business_date": "2026-11-21",
                "kind": "sale",
                "lines": [_line(number, place) for place in range(_LINES)],
                "operator": "1001",
                "receipt": f"0012-{number:06d}",
                "tenders": [{"kind": "cash", "amount_minor": 9_950}],
                "total_minor": 9_950,
            },
        )


def _line(number: int, place: int) -> dict[str, Any]:
    return {
        "amount_minor": 1_990,
        "gtin": f"{6_900_000_000_000 + number * _LINES + place:014d}",
        "line": place,
        "modifiers": [
            {"amount_minor": -199, "kind": "promotion", "rule": f"rule-{place}", "text": "会员九折"}
        ],
        "name_en": "Sparkling mineral water, natural, glass bottle, 500 ml",
        "name_zh": "天然含气矿泉水玻璃瓶装五百毫升",
        "quantity": 1_000,
        "sku": f"{number * _LINES + place:08d}",
        "tax_group": "V13",
        "trace": "a" * 16,
        "unit_price_minor": 1_990,
    }


def products(count: int) -> Documents:
    """Products of about 190 bytes each."""
    for number in range(count):
        yield (
            f"{number:08d}",
            {
                "gtin": f"{6_900_000_000_000 + number:014d}",
                "name_en": f"Sparkling mineral water {number}",
                "name_zh": f"含气矿泉水{number}号",
                "price_minor": 100 + number % 9_900,
                "tax_group": "V13",
                "unit": "EA",
            },
        )
