"""What every piece of paper begins and ends with: whose it is, when, what it must not pass for."""

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shop import StoreProfile
from pos_app.receipts.paper import Align, Column, Cut, Feed, Line, Part, Picture, Rule, Size
from pos_app.receipts.texts import Words, moment, money


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The store, the language of the paper, the shop's time zone, its logo and its invitation.

    ``invitation`` gives the address by which whoever is no member can join, or nothing.
    """

    store: StoreProfile
    language: str
    utc_offset_minutes: int
    logo: Picture | None = None
    invitation: Callable[[CompletedTransaction], str] | None = None

    @property
    def words(self) -> Words:
        """The words of the paper's language."""
        return Words(self.language)

    def moment(self, wall_ms: int) -> str:
        """Write an instant in the shop's own time."""
        return moment(wall_ms, self.utc_offset_minutes)

    def reason(self, code: str) -> str:
        """Name a reason; a code that the store has dropped since stands for itself."""
        for reason in self.store.reasons:
            if reason.code == code:
                return self.words.choose(reason.name_zh, reason.name_en)
        return code


def centred(text: str, size: Size = Size.NORMAL, *, is_bold: bool = False) -> Line:
    """Set a text in the middle of the paper."""
    return Line((Column(text, Align.CENTER),), size, is_bold)


def text(*texts: str) -> Line:
    """Set texts from the left, a space between them, wrapped where they are too long."""
    return Line((Column(" ".join(entry for entry in texts if entry)),))


def pair(label: str, value: str, *, is_bold: bool = False, size: Size = Size.NORMAL) -> Line:
    """Set a label at the left edge and what it says at the right one."""
    return Line((Column(label, grows=True), Column(value, Align.RIGHT)), size, is_bold)


def amount(label: str, value: Money, *, is_bold: bool = False, size: Size = Size.NORMAL) -> Line:
    """Set a sum at the right edge."""
    return pair(label, money(value), is_bold=is_bold, size=size)


def store_head(head: Letterhead) -> list[Part]:
    """Say whose paper it is: logo, name, address, phone, tax registration."""
    words, store = head.words, head.store
    parts: list[Part] = [head.logo] if head.logo else []
    parts.append(centred(words.choose(store.name_zh, store.name_en), Size.TALL, is_bold=True))
    address = words.choose(store.address_zh, store.address_en)
    if address:
        parts.append(centred(address))
    if store.phone:
        parts.append(centred(f"{words['phone']} {store.phone}"))
    if store.tax_registration:
        parts.append(centred(f"{words['tax_registration']} {store.tax_registration}"))
    return parts


def marks(head: Letterhead, *, is_training: bool, copy: int = 0) -> list[Part]:
    """Say in large letters what the paper must not be taken for."""
    words = head.words
    parts: list[Part] = []
    if is_training:
        parts.append(centred(f"* {words['training']} *", Size.DOUBLE, is_bold=True))
        parts.append(centred(words["training_note"]))
    if copy:
        parts.append(centred(f"* {words['copy']} *", Size.DOUBLE, is_bold=True))
        parts.append(centred(words["copy_number"].replace("{number}", str(copy))))
    return parts


def slip_head(head: Letterhead, title: str, *, is_training: bool) -> list[Part]:
    """Begin a slip for the shop itself: store, marks, its title in large letters."""
    store = head.store
    parts: list[Part] = [centred(head.words.choose(store.name_zh, store.name_en))]
    parts += marks(head, is_training=is_training)
    parts.append(centred(title, Size.DOUBLE, is_bold=True))
    parts.append(Rule())
    return parts


def who_and_when(head: Letterhead, operator: str, at_ms: int, business_date: str) -> list[Part]:
    """Say at which till, by whom, when, and on which business date."""
    words = head.words
    return [
        pair(head.moment(at_ms), f"{words['till']} {head.store.workstation}"),
        pair(f"{words['business_day']} {business_date}", f"{words['operator']} {operator}"),
    ]


def signature(label: str) -> list[Part]:
    """Leave room to sign."""
    return [Feed(), text(f"{label} ________________")]


def finish(parts: list[Part], *, is_training: bool, head: Letterhead) -> tuple[Part, ...]:
    """End the paper; training says so at the bottom too, where a torn-off head would not."""
    if is_training:
        parts.append(centred(f"* {head.words['training']} *", is_bold=True))
    return (*parts, Cut())
