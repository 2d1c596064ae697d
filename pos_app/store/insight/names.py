"""What the sums of insight.db are keyed by, as small numbers: turns, goods, categories, members.

A name is written once and remembered for the length of one fold; what a fold that failed has
remembered is worth nothing.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from pos_app.domain.quantity import Unit
from pos_app.store.database import Connection

_TURN: Final = """SELECT id FROM turn
 WHERE (business_date, till, shift, operator) = (?, ?, ?, ?)"""
_PUT_TURN: Final = """INSERT INTO turn (business_date, till, shift, operator, name)
 VALUES (?, ?, ?, ?, ?) RETURNING id"""
_CATEGORY: Final = "SELECT id FROM category WHERE path = ?"
_PUT_CATEGORY: Final = "INSERT INTO category (path, depth) VALUES (?, ?) RETURNING id"
_ITEM: Final = "SELECT id FROM item WHERE (sku, category) = (?, ?)"
_PUT_ITEM: Final = """INSERT INTO item (sku, category, name_zh, name_en) VALUES (?, ?, ?, ?)
 RETURNING id"""
_NAME_ITEM: Final = """UPDATE item SET
 name_zh = iif(:last >= coalesce(last_sold, ''), :name_zh, name_zh),
 name_en = iif(:last >= coalesce(last_sold, ''), :name_en, name_en),
 first_sold = min(coalesce(first_sold, :first), :first),
 last_sold = max(coalesce(last_sold, :last), :last) WHERE id = :id"""
_MEMBER: Final = "SELECT id FROM member WHERE key = ?"
_SHARED: Final = "SELECT id FROM member WHERE shared = ?"
_PUT_SHARED: Final = "INSERT INTO member (shared) VALUES (?) RETURNING id"
_PUT_MEMBER: Final = "INSERT INTO member (key) VALUES (?) RETURNING id"
_DIGEST_BYTES: Final = 16
_PUT_RULE: Final = """INSERT INTO rule (id, name_zh, name_en) VALUES (?, ?, ?)
 ON CONFLICT DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en"""


@dataclass(frozen=True, slots=True)
class ItemName:
    """Goods as a line was sold: ``sections`` are the categories it stands in, the widest first.

    The last of them stands for goods in no narrower category than the one before it.
    """

    id: int
    path: tuple[str, ...]
    sections: tuple[int, ...]
    is_measured: bool
    name_zh: str
    name_en: str


class Names:
    """Those of one insight.db. Thread: the one that writes it."""

    def __init__(self, cube: Connection, till_name: str) -> None:
        self._cube = cube
        self.till = till_name
        self._turns: dict[tuple[str, int, str], int] = {}
        self._categories: dict[tuple[str, ...], int] = {}
        self._items: dict[tuple[str, str], ItemName] = {}
        self._members: dict[bytes, int] = {}
        self._sold: dict[int, tuple[ItemName, str, str]] = {}

    def turn(self, day: str, shift: int, operator: str, name: str) -> int:
        """Give the number of a turn; the operator's ``name`` is asked for the first time only."""
        key = (day, shift, operator)
        found = self._turns.get(key)
        if found is None:
            row = (day, self.till, shift, operator)
            found = self._number(_TURN, row, _PUT_TURN, (*row, name))
            self._turns[key] = found
        return found

    def item(self, sku: str, told: str) -> ItemName:
        """Give goods by what a line told of them: category, unit and names, as JSON."""
        key = (sku, told)
        found = self._items.get(key)
        if found is None:
            category, unit, name_zh, name_en = json.loads(told)
            path = tuple(category or ())
            measured = unit != Unit.EACH.value
            found = self.goods(sku, path, (name_zh, name_en), is_measured=measured)
            self._items[key] = found
        return found

    def goods(
        self, sku: str, path: tuple[str, ...], names: tuple[str, str], *, is_measured: bool
    ) -> ItemName:
        """Give goods of a category."""
        sections = tuple(self.category(path[:depth]) for depth in range(len(path) + 1))
        # No category has an empty name: it stands for goods of the level itself.
        sections = (*sections, self.category((*path, "")))
        row = (sku, sections[-2])
        number = self._number(_ITEM, row, _PUT_ITEM, (*row, *names))
        return ItemName(number, path, sections, is_measured, *names)

    def sold(self, item: ItemName, day: str) -> None:
        """Note under which names goods were sold last, and between which days."""
        _, first, last = self._sold.get(item.id, (item, day, day))
        self._sold[item.id] = (item, min(first, day), max(last, day))

    def category(self, path: tuple[str, ...]) -> int:
        """Give the number of a category."""
        found = self._categories.get(path)
        if found is None:
            text = path_text(path)
            found = self._number(_CATEGORY, (text,), _PUT_CATEGORY, (text, len(path)))
            self._categories[path] = found
        return found

    def member(self, key: bytes) -> int:
        """Give the number of a member by the till's own lasting name of them.

        The name itself is not kept here: a digest tells two members apart, and there is nothing to
        delete when one of them is erased.
        """
        found = self._members.get(key)
        if found is None:
            digest = digest_of(key)
            found = self._number(_MEMBER, (digest,), _PUT_MEMBER, (digest,))
            self._members[key] = found
        return found

    def members_met(self) -> dict[bytes, bytes]:
        """Give by digest the till's own names of the members of this fold; nobody keeps them."""
        return {digest_of(key): key for key in self._members}

    def shared_member(self, name: bytes) -> int:
        """Give the number of a member by the name that the store's tills share."""
        return self._number(_SHARED, (name,), _PUT_SHARED, (name,))

    def rule(self, rule: str, name_zh: str, name_en: str) -> None:
        """Keep a rule's names as they were used last."""
        self._cube.exec_driver_sql(_PUT_RULE, (rule, name_zh, name_en))

    def write(self) -> None:
        """Write what was learnt of goods."""
        rows = [
            {
                "id": number,
                "name_zh": item.name_zh,
                "name_en": item.name_en,
                "first": first,
                "last": last,
            }
            for number, (item, first, last) in self._sold.items()
        ]
        if rows:
            self._cube.exec_driver_sql(_NAME_ITEM, rows)
        self._sold.clear()

    def _number(self, find: str, key: tuple[Any, ...], put: str, whole: tuple[Any, ...]) -> int:
        driver = self._cube.connection.cursor()
        row = driver.execute(find, key).fetchone() or driver.execute(put, whole).fetchone()
        return int(row[0])


def digest_of(key: bytes) -> bytes:
    """Give what the sums tell a member by, of the till's own lasting name of them."""
    return hashlib.blake2b(key, digest_size=_DIGEST_BYTES, person=b"insight").digest()


def path_text(path: tuple[str, ...]) -> str:
    """Write a category's path as it is kept."""
    return json.dumps(path, ensure_ascii=False, separators=(",", ":"))
