"""The paper adds up: whoever takes a pencil to a receipt gets what was paid."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import settlement
from pos_app.domain.money import Money
from pos_app.domain.pricing.engine import price
from pos_app.domain.transaction import Discount, RetailTransaction
from pos_app.receipts.layout import receipt
from pos_app.receipts.paper import Qr, Roll, Row, set_paper
from tests.receipts import samples
from tests.receipts.samples import WANG

ITEMS = [
    samples.WATER,
    samples.APPLES,
    samples.LONG,
    samples.BOOK,
    samples.DELIVERY,
    samples.EXPORT,
]


@st.composite
def dealings(draw: st.DrawFn) -> RetailTransaction:
    dealing = samples.open_dealing()
    for item in draw(st.lists(st.sampled_from(ITEMS), min_size=1, max_size=6)):
        thousandths = draw(st.integers(1, 20_000) if item.unit.is_measured else st.just(1000))
        dealing = samples.sell(dealing, item, thousandths)
    for line in dealing.lines:
        if draw(st.booleans()):
            rate = draw(st.integers(1, 500_000))
            dealing = dealing.discount_line(
                line.number, Discount("member_day", WANG, rate_ppm=rate)
            )
    if draw(st.booleans()):
        amount = Money(draw(st.integers(1, 2_000)))
        dealing = dealing.discount(Discount("member_day", WANG, amount=amount))
    return dealing


def _cents(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def _amounts(rows: list[str]) -> list[int]:
    """Read the last amount of each row that has one; a tax mark may follow it."""
    found = []
    for row in rows:
        words = row.split()
        if words and len(words[-1]) == 1 and words[-1].isalpha():
            words.pop()
        if words and words[-1][-3:-2] == ".":
            found.append(_cents(words[-1]))
    return found


def _sections(rows: list[str]) -> list[list[str]]:
    sections: list[list[str]] = [[]]
    for row in rows:
        if set(row) == {"-"}:
            sections.append([])
        else:
            sections[-1].append(row)
    return sections


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@given(dealing=dealings())
def test_lines_and_steps_on_paper_add_up_to_what_was_paid(
    language: str, dealing: RetailTransaction
) -> None:
    priced = price(dealing)
    policy = samples.STORE.cash_rounding
    due = settlement.cash_due(priced, policy)
    if not due:
        return
    completed = samples.finish(priced, settlement.take_cash(priced, due, policy))
    placed = set_paper(receipt(completed, samples.letterhead(language)), Roll.MM80)
    rows = [row.text for row in placed if isinstance(row, Row)]
    _, _, items, sums, taxes, *_ = _sections(rows)

    lines = sum(_amounts([row for row in items if " × " not in row]))
    sharing = [line for line in priced.lines if any(m.is_share for m in line.modifiers)]
    shared = sum(m.amount.minor for line in sharing for m in line.modifiers if m.is_share)
    assert lines - shared + priced.tax_added.minor == priced.total.minor
    values = {row.split()[0]: _cents(row.split()[-1]) for row in sums if "." in row.split()[-1]}
    words = samples.letterhead(language).words
    total = values[words["total"]]
    assert total == priced.total.minor
    assert total + completed.rounding.minor == values[words["cash"]] == completed.paid.minor
    gross = sum(_cents(row.split()[-1]) for row in taxes[1:])
    net = sum(_cents(row.split()[-3]) for row in taxes[1:])
    tax = sum(_cents(row.split()[-2]) for row in taxes[1:])
    assert net + tax == gross == priced.total.minor


def test_only_every_hundredth_receipt_is_an_anchor() -> None:
    for number, is_anchor in ((99, False), (100, True), (200, True), (201, False)):
        completed = samples.cash_sale(number)
        text = str(receipt(completed, samples.letterhead("en")))
        assert ("E1 #3 6655 B844 8674 5E4C" in text) is is_anchor


def test_a_practice_receipt_carries_no_code_that_could_be_scanned_back() -> None:
    trained = replace(samples.cash_sale(100), is_training=True)
    text = str(receipt(trained, samples.letterhead("en")))
    assert "Qr(" not in text
    assert "6655" not in text


ADDRESS = "https://member.example.com/join?c=till&d=20778&o=op1001&s=S12&t=T03&g=" + "k" * 86


def test_who_may_join_finds_the_invitation_below_everything_else() -> None:
    head = replace(samples.letterhead("en"), invitation=lambda _completed: ADDRESS)
    parts = receipt(samples.cash_sale(1), head).parts
    assert parts[-2] == Qr(ADDRESS)
    assert "Scan to become a member" in str(parts[-3])


def test_an_invitation_that_is_empty_leaves_no_line_about_it() -> None:
    head = replace(samples.letterhead("en"), invitation=lambda _completed: "")
    assert receipt(samples.cash_sale(1), head) == receipt(
        samples.cash_sale(1), samples.letterhead("en")
    )
