"""What the cashier sees of the member at hand; masked, and by what this till knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pos_app.domain.catalog import Item
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.member import (
    Consent,
    IdentifiedBy,
    Member,
    MemberStanding,
    NextTier,
    Purpose,
    Tier,
    TierLadder,
)


@dataclass(frozen=True, slots=True, repr=False)
class MemberPanel:
    """The member of the open transaction. No repr: nothing of it belongs in a log.

    ``is_known_here`` is unset for somebody whose code is good and whom this till does not know:
    then all but ``identified_by`` is empty, and their points are credited later. ``tier`` counts
    for prices now; ``tier_after`` and ``next_tier`` count this purchase. ``points`` are all that
    are known here, earned and spent since included; ``spent_minor`` is as of ``as_of_ms``. Name and
    last digits are empty once they were purged. ``may_spend`` is unset while the clock is in doubt:
    the code says who, and no more.
    """

    identified_by: IdentifiedBy
    is_known_here: bool = True
    name_masked: str = ""
    phone_last4: str = ""
    number: str = ""
    tier: Tier | None = None
    tier_after: Tier | None = None
    next_tier: NextTier | None = None
    spent_minor: int = 0
    points: int = 0
    as_of_ms: int = 0
    tags: tuple[str, ...] = ()
    last_visit: BusinessDate | None = None
    usual: tuple[Item, ...] = ()
    is_birthday: bool = False
    is_provisional: bool = False
    may_spend: bool = True
    entitlements: tuple[str, ...] = ()
    consents: Mapping[Purpose, Consent] = field(default_factory=dict)


UNKNOWN_HERE = MemberPanel(IdentifiedBy.CODE, is_known_here=False, may_spend=False)


def panel_of(
    standing: MemberStanding,
    member: Member | None,
    ladder: TierLadder,
    buying_minor: int,
    usual: tuple[Item, ...],
    consents: Mapping[Purpose, Consent],
) -> MemberPanel:
    """Put a panel together; ``member`` is None when no face is held for the standing any more.

    ``buying_minor`` is what this purchase will add towards the tier. ``points`` are as last heard.
    """
    spent = standing.spent_minor + max(buying_minor, 0)
    return MemberPanel(
        standing.identified_by,
        name_masked=member.name_masked if member else "",
        phone_last4=member.phone_last4 if member else "",
        number=member.number if member else "",
        tier=ladder.tier(standing.tier),
        tier_after=ladder.reached(spent, standing.tier),
        next_tier=ladder.missing_to_next(spent, standing.tier),
        spent_minor=standing.spent_minor,
        points=standing.points_known,
        as_of_ms=standing.as_of_ms,
        tags=member.tags if member else (),
        last_visit=member.last_visit if member else None,
        usual=usual,
        is_birthday=standing.is_birthday,
        is_provisional=standing.is_provisional,
        may_spend=standing.is_time_checked,
        entitlements=standing.entitlements,
        consents=consents,
    )
