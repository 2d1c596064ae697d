"""Who a member is to the till: a pseudonym in the records, a masked face on the panel.

Owns tiers, consents, masks and the one form of a phone number. The till never keeps a full phone
number, an address or a date of birth. Keyed hashes of phones and members are vault/pseudonyms.py's;
what a standing earns is the pricing's.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from pos_app.domain.identifiers import BusinessDate
from pos_app.errors import Refusal

MemberId = NewType("MemberId", bytes)
"""The cloud's 16 bytes. In reference.db alone: neither a record nor a log ever carries it."""

MEMBER_ID_BYTES: Final = 16
HANDLE_BYTES: Final = 8
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class MemberRef:
    """A member as every record names them: a pseudonym that is good for one UTC day."""

    handle: bytes
    day: int

    def __post_init__(self) -> None:
        assert len(self.handle) == HANDLE_BYTES


def day_of(at_ms: int) -> int:
    """Give the UTC day a handle belongs to, counted from 1970-01-01."""
    return at_ms // _DAY_MS


# ---- tiers


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of the ladder; it is reached by having spent at least ``min_spend_minor``."""

    code: str
    name_zh: str
    name_en: str
    min_spend_minor: int


@dataclass(frozen=True, slots=True)
class NextTier:
    """The next step, and what is still to be spent for it (1 or more)."""

    tier: Tier
    missing_minor: int


@dataclass(frozen=True, slots=True)
class TierLadder:
    """A retailer's tiers in rising order of spend; empty where there are none."""

    tiers: tuple[Tier, ...] = ()

    def __post_init__(self) -> None:
        spends = [tier.min_spend_minor for tier in self.tiers]
        assert spends == sorted(set(spends)), "each step costs more than the one below"

    def tier(self, code: str) -> Tier | None:
        """Find a step by its code; a tier from a newer ladder is unknown."""
        return next((tier for tier in self.tiers if tier.code == code), None)

    def reached(self, spent_minor: int, held: str = "") -> Tier | None:
        """Give the tier of somebody who has spent this much; the current purchase counts.

        ``held`` is the tier the cloud gave: it is never lowered here, because only the cloud knows
        when a year ends and what was given as a favour.
        """
        by_spend = [tier for tier in self.tiers if tier.min_spend_minor <= spent_minor]
        known = self.tier(held)
        return max(
            [*by_spend, *([known] if known else [])],
            key=lambda tier: tier.min_spend_minor,
            default=None,
        )

    def missing_to_next(self, spent_minor: int, held: str = "") -> NextTier | None:
        """Say what is missing to the step above the one reached; None at the top."""
        reached = self.reached(spent_minor, held)
        for tier in self.tiers:
            if reached is None or tier.min_spend_minor > reached.min_spend_minor:
                return NextTier(tier, tier.min_spend_minor - spent_minor)
        return None


# ---- consent


class Purpose(StrEnum):
    """What personal data may be used for; each is asked by itself."""

    MEMBERSHIP = "membership"
    MARKETING = "marketing"
    PROFILING = "profiling"
    SHARING = "sharing"


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer to one notice, given or withdrawn. Answers are only ever added.

    ``notice_version`` names the text that was shown and ``language`` the one it was read in.
    ``at_ms`` is trusted time.
    """

    purpose: Purpose
    is_granted: bool
    notice_version: str
    language: str
    at_ms: int


def standing_consents(answers: Iterable[Consent]) -> dict[Purpose, Consent]:
    """Give the answer in force for each purpose: the latest; of two at one time, the refusal."""
    standing: dict[Purpose, Consent] = {}
    for answer in sorted(answers, key=lambda one: (one.at_ms, not one.is_granted)):
        standing[answer.purpose] = answer
    return standing


def merged_consents(one: Iterable[Consent], other: Iterable[Consent]) -> dict[Purpose, Consent]:
    """Join the answers of two memberships that turned out to be one person: a refusal wins.

    Whoever was never asked under one of them has given no second answer there; the other counts.
    """
    merged = standing_consents(one)
    for purpose, answer in standing_consents(other).items():
        known = merged.get(purpose, answer)
        merged[purpose] = min(known, answer, key=lambda each: each.is_granted)
    return merged


# ---- the member


@dataclass(frozen=True, slots=True)
class BirthdayWindow:
    """The days, first to last, on which the birthday counts.

    Why not the birthday: the till must not hold it. The cloud makes the window by the retailer's
    rule (the day, the week, the month) with the member's consent, sends it shortly before and takes
    it back after, so that a stolen till tells neither the year nor, of most members, the month.
    """

    first: BusinessDate
    last: BusinessDate

    def includes(self, date: BusinessDate) -> bool:
        """Tell whether a day lies within; dates of the store, as on its calendar."""
        return self.first <= date <= self.last


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """What the member panel shows. It has no repr: nothing of it belongs in a log.

    ``tier``, ``spent_minor`` (towards the tier) and ``points`` are as the cloud knew them at
    ``as_of_ms``. ``name_masked`` and ``phone_last4`` are empty once they have been purged.
    ``segments`` are for rules, ``tags`` for people; ``usual_skus`` come with the consent to
    profiling alone. ``is_provisional``: enrolled here, not yet confirmed by the cloud.
    ``entitlements`` are rights that rules ask for: a gift for checking in, a sample.
    """

    id: MemberId
    as_of_ms: int
    number: str = ""
    name_masked: str = ""
    phone_last4: str = ""
    tier: str = ""
    spent_minor: int = 0
    points: int = 0
    tags: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    last_visit: BusinessDate | None = None
    usual_skus: tuple[str, ...] = ()
    birthday: BirthdayWindow | None = None
    consents: tuple[Consent, ...] = ()
    is_provisional: bool = False
    entitlements: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        assert len(self.id) == MEMBER_ID_BYTES

    def allows(self, purpose: Purpose) -> bool:
        """Tell whether the consent in force covers a purpose; who was not asked did not consent."""
        answer = standing_consents(self.consents).get(purpose)
        return answer is not None and answer.is_granted


class IdentifiedBy(StrEnum):
    """How somebody showed who they are: what may be spent depends on it."""

    CODE = "code"  # a live member code: the person holds the phone
    CARD = "card"
    PHONE = "phone"
    NAME = "name"
    ENROLMENT = "enrolment"


@dataclass(frozen=True, slots=True, repr=False)
class MemberStanding:
    """The part of a member that prices see and an open transaction keeps; no name, no phone.

    ``member_key`` is this till's own lasting pseudonym, for uses per member and points. It is in
    no journal row and leaves the till never; ``ref`` is what the records carry.
    ``is_time_checked`` is unset where a code was taken while the clock was in doubt: it says who,
    and nothing may be spent on it.
    """

    ref: MemberRef
    member_key: bytes
    identified_by: IdentifiedBy
    tier: str = ""
    spent_minor: int = 0
    segments: tuple[str, ...] = ()
    is_birthday: bool = False
    points_known: int = 0
    as_of_ms: int = 0
    is_provisional: bool = False
    entitlements: tuple[str, ...] = ()
    is_time_checked: bool = True


def standing_of(
    member: Member,
    ref: MemberRef,
    member_key: bytes,
    identified_by: IdentifiedBy,
    today: BusinessDate,
) -> MemberStanding:
    """Take from a member what may travel with a transaction."""
    return MemberStanding(
        ref=ref,
        member_key=member_key,
        identified_by=identified_by,
        tier=member.tier,
        spent_minor=member.spent_minor,
        segments=tuple(sorted(member.segments)),
        is_birthday=member.birthday is not None and member.birthday.includes(today),
        points_known=member.points,
        as_of_ms=member.as_of_ms,
        is_provisional=member.is_provisional,
        entitlements=tuple(sorted(member.entitlements)),
    )


# ---- names, phones, cards

_SURNAMES_OF_TWO: Final = """
    欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
    濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马
    公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌
    微生 梁丘 左丘 东门 西门 第五
"""
_TWO_SYLLABLE_SURNAMES: Final = frozenset(_SURNAMES_OF_TWO.split())
_SHORTEST_WITH_SUCH_SURNAME: Final = 3
_ONE_MASK: Final = "*"
"""Always one, so that it does not tell how long the name is."""

_CHINA: Final = "+86"
_MOBILE_IN_CHINA: Final = re.compile(r"1[3-9][0-9]{9}")
_E164: Final = re.compile(r"\+[1-9][0-9]{7,14}")
_BETWEEN_DIGITS: Final = re.compile(r"[\s\-().·]")
_INVISIBLE: Final = ("Cc", "Cf")
_CARD_NUMBER: Final = re.compile(r"[0-9A-Z]{4,24}")
LAST_DIGITS: Final = 4


def mask_name(name: str) -> str:
    """Leave the family name or the first letter: 张三丰 gives 张*, 欧阳修 欧阳*, Ann Lee A*."""
    plain = _visible(name).strip()
    if not plain:
        return ""
    is_long = len(plain) >= _SHORTEST_WITH_SUCH_SURNAME and plain[:2] in _TWO_SYLLABLE_SURNAMES
    return (plain[:2] if is_long else plain[0]) + _ONE_MASK


def normalise_phone(text: str) -> str:
    """Bring a typed phone number to E.164: ``+8613800001234``.

    Full-width digits, spaces, hyphens, brackets and marks that come with copied text do not count.
    Without a country code it is a mobile number in China; numbers of other countries begin with +
    or 00.

    Refuses: PHONE_WRONG.
    """
    plain = _BETWEEN_DIGITS.sub("", _visible(text))
    if plain.startswith("00"):
        plain = "+" + plain[2:]
    national = plain.removeprefix(_CHINA)
    if national == plain and len(plain) == len(_CHINA) - 1 + 11:
        national = plain.removeprefix(_CHINA[1:])
    if _MOBILE_IN_CHINA.fullmatch(national):
        return _CHINA + national
    if plain.startswith(_CHINA) or not _E164.fullmatch(plain):
        raise Refusal("PHONE_WRONG")
    return plain


def mask_phone(e164: str) -> str:
    """Show a number that was just typed: 138****1234; of other countries the last four digits."""
    national = e164.removeprefix(_CHINA)
    if national == e164:
        return "****" + e164[-LAST_DIGITS:]
    return f"{national[:3]}****{national[-LAST_DIGITS:]}"


def find_card_number(text: str) -> str | None:
    """Bring the number of a plain card to one form; None when no card's number looks like this."""
    plain = _BETWEEN_DIGITS.sub("", _visible(text)).upper()
    return plain if _CARD_NUMBER.fullmatch(plain) else None


def _visible(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if unicodedata.category(letter) not in _INVISIBLE)
