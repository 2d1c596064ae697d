"""A made-up catalogue of any size: names from 3,000 brands, 11 flavours and 1,500 kinds."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from pos_app.domain.gtin import check_digit

FLAVOURS = (
    "lemon", "peach", "original", "spicy", "honey", "mint", "cherry", "vanilla", "cocoa", "salted",
    "ginger",
)  # fmt: skip
SIZES = ("250ml", "330ml", "500ml", "550ml", "1l", "1.5l", "2l", "100g", "250g", "500g")
COLUMNS = (
    "sku", "gtin", "name_zh", "name_en", "category", "tax_group", "unit", "price", "popularity",
)  # fmt: skip


class Goods:
    """The same goods for the same seed, one by one, so that a million need no memory."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self.count = count
        self._random = random.Random(seed)
        level_1 = [
            bytes([high, low]).decode("gb2312")
            for high in range(0xB0, 0xD7)
            for low in range(0xA1, 0xFF)
        ]
        self._characters = self._random.sample(level_1, 2500)
        self._brands = [(self._chinese(2, 4), self._english()) for _ in range(3000)]
        self._flavours = [(self._chinese(2, 2), flavour) for flavour in FLAVOURS]
        self._kinds = [(self._chinese(2, 3), self._english()) for _ in range(1500)]

    def names(self) -> Iterator[tuple[str, str]]:
        """Chinese and English names, in order."""
        pick = random.Random(self.count)
        for _ in range(self.count):
            brand, flavour = pick.choice(self._brands), pick.choice(self._flavours)
            kind, size = pick.choice(self._kinds), pick.choice(SIZES)
            english = f"{brand[1]} {flavour[1]} {kind[1]}".title()
            yield f"{brand[0]}{flavour[0]}{kind[0]} {size}", f"{english} {size}"

    def gtin(self, at: int) -> str:
        """The barcode of one of them, under the prefix that is kept for examples."""
        body = f"952{at:09d}"
        return body + check_digit(body)

    def write(self, path: Path) -> None:
        """Write them as an item list; the best sellers stand anywhere in it."""
        ranks = list(range(1, self.count + 1))
        self._random.shuffle(ranks)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for at, (chinese, english) in enumerate(self.names()):
                price = f"{1 + at % 97}.{at % 10}0"
                group = ("食品/饮料", "V13", "EA")
                writer.writerow(
                    [f"B{at}", self.gtin(at), chinese, english, *group, price, ranks[at]]
                )

    def _chinese(self, shortest: int, longest: int) -> str:
        size = self._random.randint(shortest, longest)
        return "".join(self._random.choice(self._characters) for _ in range(size))

    def _english(self) -> str:
        pairs = self._random.randint(2, 4)
        return "".join(
            self._random.choice("bcdfghklmnprstw") + self._random.choice("aeiou")
            for _ in range(pairs)
        )
