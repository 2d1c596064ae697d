"""What head office asks of the ledgers: cases, quarantine, proofs, members, campaigns, cards.

Never spoken by a till. Ids are hex here, because people copy them.
What is asked has no field besides its own: a name misspelt would be a wish that nobody heard.
"""

import msgspec


class CaseSeen(msgspec.Struct, frozen=True):
    """A case. ``closed_as`` is empty while it is open."""

    store: str
    case: str
    code: str
    who: str
    state: str
    subject: str
    amount_minor: int
    opened_ms: int
    closed_as: str = ""
    terminal: str = ""


class Cases(msgspec.Struct, frozen=True):
    """The newest first; ``more``: there are older ones."""

    cases: tuple[CaseSeen, ...]
    more: bool = False


class CaseClose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``closed_as``: written_off, charged or reversed; of a case without a loss also done."""

    closed_as: str


class Quarantined(msgspec.Struct, frozen=True):
    """A row set aside, or (``reason`` empty) one that waits ``behind`` another.

    ``reason`` EFFECT_REFUSED: it was booked, but a ledger did not take what it does there; ``kind``
    is the effect's, ``first_ms`` 0.
    """

    store: str
    terminal: str
    epoch: int
    seq: int
    kind: str
    reason: str
    receipt: str
    attempts: int
    first_ms: int
    behind: str = ""


class Quarantine(msgspec.Struct, frozen=True):
    """What is set aside and what waits, the oldest first."""

    rows: tuple[Quarantined, ...]


class RowName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names a row of a journal."""

    terminal: str
    epoch: int
    seq: int


class Replayed(msgspec.Struct, frozen=True):
    """How many rows went in, of the one named and those behind it."""

    rows: int


class RowFound(msgspec.Struct, frozen=True):
    """A row behind a number that differs, and what it adds to it: by the journal, in the cloud.

    ``transaction``: its id, also of what is no sale. ``held``: why the cloud's tables do not have
    it: a code of the quarantine, or ROW_WAITS behind another. A row that no journal of the till
    has in that day stands where its table says.
    """

    transaction: str
    kind: str
    receipt: str
    epoch: int
    seq: int
    journal: int
    cloud: int
    held: str = ""


class DayFinding(msgspec.Struct, frozen=True):
    """A number of a day that is not the same on both sides; units as in wire/digests.py.

    ``key`` of points is the reason alone: whose they are is nobody's business here. ``journal``:
    what the till's own signed rows come to, None where they were not read again. ``wrong``: who
    says something else than they do: cloud, till, both, or nothing where that cannot be told.
    ``rows``: the first of ``rows_in_all`` that the cloud's tables have otherwise.
    """

    section: str
    key: str
    till: int
    cloud: int
    journal: int | None = None
    wrong: str = ""
    rows: tuple[RowFound, ...] = ()
    rows_in_all: int = 0


class SheetFinding(msgspec.Struct, frozen=True):
    """A day sheet that is not what the till's own journal says; words as in wire/sheets.py."""

    transactions: int
    takings_minor: int
    known: int
    known_minor: int


class TillDay(msgspec.Struct, frozen=True):
    """One till's day. ``reason`` is a code; ``at_ms``: when it was compared last, 0 never.

    ``sheet``: where the reports of the store's other tills are told something wrong of it. That is
    no part of the proof.
    """

    terminal: str
    workstation: str
    is_proved: bool
    reason: str
    quarantined: int
    last_seen_ms: int
    at_ms: int
    differences: tuple[DayFinding, ...] = ()
    sheet: SheetFinding | None = None


class StoreDay(msgspec.Struct, frozen=True):
    """One store's day, proved when every till of it is."""

    store: str
    is_proved: bool
    tills: tuple[TillDay, ...]


class DayReport(msgspec.Struct, frozen=True):
    """One day of a tenant."""

    day: str
    stores: tuple[StoreDay, ...]


class CampaignFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A campaign. ``definition`` is JSON as text; ``cap`` and what follows are of class C.

    ``low_water`` is at most ``grant_size``; a grant lives a minute at least, and 400 days at most.
    """

    definition: str
    cap: int = 0
    grant_size: int = 0
    low_water: int = 0
    grant_life_ms: int = 86_400_000
    until_ms: int = 0


class CampaignSeen(msgspec.Struct, frozen=True):
    """A campaign with what is out of its cap."""

    number: int
    coupon_class: str
    definition: str
    is_withdrawn: bool
    cap: int
    granted: int


class CouponFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A coupon of a member: its campaign, kind and value, its dates; see reference.WalletCoupon."""

    member: str
    campaign: int
    kind: int
    value: int
    from_ms: int
    until_ms: int
    min_spend: int = 0
    stores: tuple[int, ...] = ()
    max_uses: int = 1


class CouponRevocation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Calls a coupon back until a moment after which it would be refused anyway."""

    campaign: int
    until_ms: int


class Exposure(msgspec.Struct, frozen=True):
    """What coupons may still cost undetected, and what they have cost.

    ``bound_minor``: the limits of all tills that may take coupons alone, added up; of those not
    heard of lately alone ``silent_minor``.
    """

    tills: int
    silent_tills: int
    bound_minor: int
    silent_minor: int
    lost_minor: int
    open_cases: int


class MemberFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member as head office brings them. ``member``: 32 hex digits; name and phone whole."""

    number: str
    store: str
    name: str = ""
    phone: str = ""
    tier: str = ""
    points: int = 0
    language: str = "zh"
    cards: tuple[str, ...] = ()


class MemberSeen(msgspec.Struct, frozen=True):
    """A member as tills may know them."""

    member: str
    number: str
    masked_name: str
    last4: str
    tier: str
    state: str
    balance: int


class CardFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A gift card to be sold: the token of its number, its last four, what is on it."""

    token: str
    mask: str
    currency: str
    amount_minor: int


class OrderFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An order to come to a store; ``who`` is masked already. Lines: sku, name, quantity."""

    number: str
    how: str
    due: str
    total: int
    paid: int
    lines: tuple[tuple[str, str, int], ...]
    who: str = ""
    state: str = "ready"


class CouponAuthority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which till of a store decides for coupons bound to it; ``number`` rises with each move."""

    terminal: str
    number: int = 0
