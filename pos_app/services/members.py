"""The member at the counter: identified, attached to the open transaction, shown, let go.

A code is verified offline and spent by the transaction that takes it; a card, a phone number or a
name says who and proves nothing. Till thread.
"""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from pos_app.domain import events
from pos_app.domain.catalog import Item
from pos_app.domain.codes.key_ring import Moment
from pos_app.domain.codes.payloads import DeviceMemberCode, MemberCode, Voucher, replay_key
from pos_app.domain.codes.verification import Place, verify
from pos_app.domain.identifiers import BusinessDate, OperatorId, TransactionId
from pos_app.domain.member import (
    Consent,
    IdentifiedBy,
    Member,
    MemberRef,
    MemberStanding,
    Tier,
    day_of,
    merged_consents,
    normalise_phone,
    standing_of,
)
from pos_app.domain.operators import ApprovalRequest, Privilege, check_permission
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.scan import MemberCardScan, OwnCodeScan
from pos_app.domain.transaction import RetailTransaction
from pos_app.errors import Refusal
from pos_app.services.desk import Desk
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.services.member_directory import MemberDirectory
from pos_app.services.member_panel import UNKNOWN_HERE, MemberPanel, panel_of
from pos_app.services.ports import CatalogFile
from pos_app.store import catalog, enrolments, open_transactions, tokens
from pos_app.store.database import Connection
from pos_app.store.points import points_known, purchases_since

MOST_SEARCHES: Final = 60
"""Of one operator in an hour: whoever tries numbers is stopped."""

MOST_USUAL: Final = 5
_HOUR_MS: Final = 3_600_000
_MS: Final = 1000

Code = MemberCode | DeviceMemberCode


@dataclass(frozen=True, slots=True, repr=False)
class MemberFound:
    """Somebody who was found and is not attached yet. No repr: nothing of it belongs in a log.

    ``member`` is None for a good code of somebody this till does not know. ``spent_minor`` is what
    they spent before this purchase, here since the cloud's figure included, and ``tier`` goes by
    it. ``notice`` is a code for the notice bar, or empty.
    """

    identified_by: IdentifiedBy
    ref: MemberRef
    member: Member | None
    spent_minor: int = 0
    tier: Tier | None = None
    code: Code | None = None
    notice: str = ""


class Members:
    """Knows who buys."""

    def __init__(
        self,
        desk: Desk,
        catalog_file: CatalogFile,
        directory: MemberDirectory,
        issuer: IssuerTrust,
    ) -> None:
        self._desk = desk
        self._catalog = catalog_file
        self._directory = directory
        self._issuer = issuer
        self._at_hand: tuple[MemberRef, Member] | None = None
        self._searches: dict[OperatorId, deque[int]] = defaultdict(deque)

    # ---- finding

    def identify(self, scan: OwnCodeScan | MemberCardScan) -> MemberFound:
        """Find out who showed a member code or a plain card. Changes nothing.

        A good code of somebody unknown here is found with ``member`` None and the notice
        MEMBER_UNKNOWN_HERE; with the clock in doubt the notice is MEMBER_ONLY_IDENTIFIED.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED; for a code what verification.verify
        refuses, COUPON_CODE_HERE, PM1_REPLAYED; for a card MEMBER_NOT_FOUND; MEMBER_WITHOUT_HANDLE.
        """
        self._check_operator()
        if isinstance(scan, OwnCodeScan):
            return self._by_code(scan.text)
        member = self._directory.find_by_number(scan.number)
        if member is None:
            raise Refusal("MEMBER_NOT_FOUND")
        return self._found(member, IdentifiedBy.CARD)

    def find(self, text: str) -> tuple[MemberFound, ...]:
        """Look for what was typed: a whole phone number, a card or member number, or initials.

        Masked, at least one, at most ``member_directory.MOST_HITS``. Initials, two letters or more,
        find whom the store has put initials for.

        Atomicity: a journal row of the search, with how many were found and not who.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, MEMBER_SEARCHES_TOO_MANY,
        MEMBER_NOT_FOUND, MEMBER_WITHOUT_HANDLE.
        """
        operator = self._check_operator()
        self._count_search(operator)
        by, members = self._look_for(text.strip())
        desk = self._desk
        with desk.till.write() as connection:
            desk.record(connection, events.MemberSearched(by.value, len(members)))
        if not members:
            raise Refusal("MEMBER_NOT_FOUND")
        return tuple(self._found(member, by) for member in members)

    def found(self, member: Member, by: IdentifiedBy, ref: MemberRef) -> MemberFound:
        """Join a member with the name for records, and with the tier they have reached."""
        member_key = self._directory.member_key(member.id)
        with self._desk.till.read() as connection:
            here = purchases_since(connection, member_key, member.as_of_ms)
        spent_minor = member.spent_minor + here
        tier = self._directory.tiers().reached(spent_minor, member.tier)
        return MemberFound(by, ref, member, spent_minor, tier)

    # ---- the open transaction

    def take(
        self, found: MemberFound, also: Callable[[Connection], None] | None = None
    ) -> PricedTransaction:
        """Attach who was found to the open transaction, beginning one where none is open.

        Whoever was attached before is let go. Prices are worked out anew at once.

        Atomicity: the transaction, that a code is used by it, and what ``also`` writes, in one
        commit. The same code in the same transaction changes nothing.

        Refuses: what Desk.transaction_or_new refuses, TENDER_STARTED, PM1_REPLAYED.
        """
        desk = self._desk
        transaction = desk.transaction_or_new()
        changed = self._with(transaction, found)
        if changed == transaction and desk.basket is not None and self._is_used_here(found):
            return desk.basket

        def write(connection: Connection) -> None:
            if found.code is not None:
                self._use(connection, found.code, transaction.id)
            if also is not None:
                also(connection)

        basket = desk.save(changed, also=write)
        self._at_hand = (found.ref, found.member) if found.member else None
        return basket

    def accept(self, scan: OwnCodeScan | MemberCardScan) -> tuple[PricedTransaction, str]:
        """Identify and attach at once, as a scan on the sale screen does; also gives the notice.

        MEMBER_CHANGED when somebody else was attached before: what was theirs counts no more.

        Refuses: what ``identify`` and ``take`` refuse.
        """
        found = self.identify(scan)
        before = self._desk.basket.transaction.member if self._desk.basket else None
        basket = self.take(found)
        now = basket.transaction.member
        if before is None or (now is not None and now.member_key == before.member_key):
            return basket, found.notice
        return basket, found.notice or "MEMBER_CHANGED"

    def leave(self, also: Callable[[Connection], None] | None = None) -> PricedTransaction | None:
        """Let the member go; a transaction that was begun for them alone ends with it, unrecorded.

        Atomicity: the transaction and what ``also`` writes, in one commit.

        Refuses: what Desk.transaction refuses, TENDER_STARTED.
        """
        desk = self._desk
        transaction = desk.transaction().with_member(None)
        self._at_hand = None
        if transaction.lines or transaction.coupons:
            return desk.save(transaction, also=also)
        with desk.till.write() as connection:
            open_transactions.drop(connection, transaction.id)
            if also is not None:
                also(connection)
        desk.basket = None
        return None

    def panel(self) -> MemberPanel | None:
        """Show who buys; None when it is nobody in particular.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        desk = self._desk
        desk.require_session()
        basket = desk.basket
        if basket is None or basket.transaction.member_ref is None:
            return None
        standing = basket.transaction.member
        if standing is None:
            return UNKNOWN_HERE
        member = self.member_at_hand()
        panel = panel_of(
            standing,
            member,
            self._directory.tiers(),
            basket.payable.minor,
            self._items(member.usual_skus if member else ()),
            # Two records of one person, with a cut between them perhaps: a refusal in either holds.
            merged_consents(member.consents if member else (), self._answers(standing.ref)),
        )
        return replace(panel, points=self._points_now(standing))

    def _points_now(self, standing: MemberStanding) -> int:
        with self._desk.till.read() as connection:
            known = points_known(connection, standing.member_key, standing.as_of_ms)
        return known.balance(standing.points_known)

    def member_at_hand(self) -> Member | None:
        """Give the member of the open transaction; None when none is attached or held any more."""
        basket = self._desk.basket
        standing = basket.transaction.member if basket else None
        if standing is None:
            return None
        found = self._directory.find_by_ref(standing.ref)
        if found is not None or self._at_hand is None:
            return found
        # New handles may have come since they were identified: the old one leads nowhere then.
        ref, member = self._at_hand
        return member if ref == standing.ref else None

    # ---- within

    def _check_operator(self) -> OperatorId:
        operator = self._desk.require_session().operator
        check_permission(operator, ApprovalRequest(Privilege.SELL, "member"))
        return operator.id

    def _by_code(self, text: str) -> MemberFound:
        desk, time = self._desk, self._desk.time
        moment = Moment(time.now_ms(), time.is_sure)
        place = Place(desk.profile.store_number, desk.profile.currency)
        code = verify(text, self._issuer.ring, moment, place)
        if isinstance(code, Voucher):
            raise Refusal("COUPON_CODE_HERE")
        with desk.till.read() as connection:
            self._check_unused(code, tokens.used_by(connection, replay_key(code)))
        ref = MemberRef(code.handle, code.day)
        member = self._directory.find_by_ref(ref)
        notice = "" if code.is_time_checked else "MEMBER_ONLY_IDENTIFIED"
        if member is None:
            return MemberFound(
                IdentifiedBy.CODE, ref, None, code=code, notice="MEMBER_UNKNOWN_HERE"
            )
        return replace(self.found(member, IdentifiedBy.CODE, ref), code=code, notice=notice)

    def _look_for(self, text: str) -> tuple[IdentifiedBy, tuple[Member, ...]]:
        try:
            member = self._directory.find_by_phone(normalise_phone(text))
        except Refusal:  # no phone number
            member = None
        if member is not None:
            return IdentifiedBy.PHONE, (member,)
        if text.isascii() and text.isalpha():
            return IdentifiedBy.NAME, self._directory.find_by_initials(text)
        member = self._directory.find_by_number(text)
        return IdentifiedBy.CARD, (member,) if member else ()

    def _found(self, member: Member, by: IdentifiedBy) -> MemberFound:
        ref = self._directory.ref_of(member, day_of(self._desk.time.now_ms()))
        if ref is None:
            raise Refusal("MEMBER_WITHOUT_HANDLE")
        return self.found(member, by, ref)

    def _with(self, transaction: RetailTransaction, found: MemberFound) -> RetailTransaction:
        if found.member is None:
            return transaction.with_member_unknown_here(found.ref)
        standing = self._standing(found, found.member, transaction.business_date)
        if transaction.member == standing:
            return transaction  # with the points they asked to spend
        return transaction.with_member(standing)

    def _standing(self, found: MemberFound, member: Member, today: BusinessDate) -> MemberStanding:
        standing = standing_of(
            member, found.ref, self._directory.member_key(member.id), found.identified_by, today
        )
        return replace(
            standing,
            tier=found.tier.code if found.tier else member.tier,
            spent_minor=found.spent_minor,
            is_time_checked=found.code is None or found.code.is_time_checked,
        )

    def _is_used_here(self, found: MemberFound) -> bool:
        """Tell whether nothing is left to be written of a code."""
        if found.code is None:
            return True
        assert self._desk.basket is not None
        with self._desk.till.read() as connection:
            holder = tokens.used_by(connection, replay_key(found.code))
        return holder == self._desk.basket.transaction.id

    def _use(self, connection: Connection, code: Code, transaction: TransactionId) -> None:
        """Note in the commit of the transaction that it takes this code.

        Refuses: PM1_REPLAYED, which rolls the commit back.
        """
        time = self._desk.time
        if time.is_sure:
            tokens.forget_old(connection, time.now_ms())
        _, last_s = code.window
        holder = tokens.remember(connection, replay_key(code), transaction, last_s * _MS)
        if holder != transaction:
            raise _replayed(code)

    def _check_unused(self, code: Code, holder: TransactionId | None) -> None:
        basket = self._desk.basket
        if holder is not None and (basket is None or basket.transaction.id != holder):
            raise _replayed(code)

    def _count_search(self, operator: OperatorId) -> None:
        """Let an operator search so often in an hour.

        Refuses: MEMBER_SEARCHES_TOO_MANY.
        """
        now_ms, searches = self._desk.clock.mono_ms(), self._searches[operator]
        while searches and now_ms - searches[0] >= _HOUR_MS:
            searches.popleft()
        if len(searches) >= MOST_SEARCHES:
            raise Refusal("MEMBER_SEARCHES_TOO_MANY", most=MOST_SEARCHES)
        searches.append(now_ms)

    def _items(self, skus: tuple[str, ...]) -> tuple[Item, ...]:
        """Look usual goods up; what the shop does not sell any more is left out."""
        with self._catalog.read() as connection:
            found = [catalog.find_by_sku(connection, sku) for sku in skus]
        return tuple(item for item in found if item is not None)[:MOST_USUAL]

    def _answers(self, ref: MemberRef) -> tuple[Consent, ...]:
        with self._desk.till.read() as connection:
            return enrolments.answers_of(connection, ref)


def _replayed(code: Code) -> Refusal:
    return Refusal("PM1_REPLAYED", kid=code.key_id.hex(), type=code.type.value)
