"""A sample receipt: how the store's texts will look, and whether the printer prints them.

It stands for no sale and says so; every store has it, also one that has not sold anything yet.
"""

from typing import Final

from pos_app.domain.money import Money
from pos_app.receipts.heads import Letterhead, amount, centred, finish, pair, store_head, text
from pos_app.receipts.paper import Paper, Part, Rule, Size

_LINES: Final = (("矿泉水 550ml", "Water 550 ml", 200), ("全麦面包", "Wholemeal bread", 1280))
_RULER: Final = "0123456789" * 5


def sample_receipt(head: Letterhead) -> Paper:
    """Set a receipt of two goods that nobody bought."""
    return Paper(head.words["sample"], finish(_parts(head), is_training=False, head=head))


def printer_page(head: Letterhead, at_ms: int, cells: int) -> Paper:
    """Set the page that tests a printer: the sample, the moment, and a full line of digits."""
    parts = _parts(head)
    parts += [Rule(), pair(head.moment(at_ms), str(head.store.workstation)), text(_RULER[:cells])]
    return Paper(head.words["test_page"], finish(parts, is_training=False, head=head))


def _parts(head: Letterhead) -> list[Part]:
    words, store = head.words, head.store
    parts = store_head(head)
    parts += [centred(f"* {words['sample']} *", is_bold=True), Rule()]
    total = Money(0, store.currency)
    for name_zh, name_en, minor in _LINES:
        price = Money(minor, store.currency)
        parts.append(amount(words.choose(name_zh, name_en), price))
        total += price
    parts.append(Rule())
    parts.append(amount(words["total"], total, is_bold=True, size=Size.DOUBLE))
    footer = words.choose(store.receipt_footer_zh, store.receipt_footer_en)
    if footer:
        parts += [Rule(), centred(footer)]
    return parts
