"""Members: tiers by spend, consents that only narrow, masks, one form of a phone number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.member import (
    BirthdayWindow,
    Consent,
    IdentifiedBy,
    Member,
    MemberId,
    MemberRef,
    Purpose,
    Tier,
    TierLadder,
    day_of,
    find_card_number,
    mask_name,
    mask_phone,
    merged_consents,
    normalise_phone,
    standing_consents,
    standing_of,
)
from pos_app.errors import Refusal

BRONZE = Tier("BRONZE", "铜卡", "Bronze", 0)
SILVER = Tier("SILVER", "银卡", "Silver", 10_000)
GOLD = Tier("GOLD", "金卡", "Gold", 20_000)
LADDER = TierLadder((BRONZE, SILVER, GOLD))
ANN = MemberId(bytes(range(16)))
REF = MemberRef(b"12345678", 20_778)

moments = st.integers(0, 5)
answers = st.lists(
    st.builds(
        Consent,
        st.sampled_from(Purpose),
        st.booleans(),
        st.just("2026-1"),
        st.just("zh"),
        moments,
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("before", "purchase", "reached"),
    [
        (0, 6_000, BRONZE),
        (0, 10_000, SILVER),
        (0, 25_000, GOLD),
        (8_000, 3_000, SILVER),
        (18_000, 3_000, GOLD),
        (22_000, 5_000, GOLD),
        (19_999, 0, SILVER),
        (20_000, 0, GOLD),
    ],
)
def test_the_current_purchase_counts_towards_the_tier(
    before: int, purchase: int, reached: Tier
) -> None:
    assert LADDER.reached(before + purchase) == reached


def test_a_tier_the_cloud_gave_is_not_lowered_at_the_till() -> None:
    assert LADDER.reached(0, held="GOLD") == GOLD
    assert LADDER.reached(25_000, held="BRONZE") == GOLD
    assert LADDER.reached(0, held="FROM_A_NEWER_LADDER") == BRONZE


def test_what_is_missing_leads_to_the_next_step_and_at_the_top_nothing_is() -> None:
    step = LADDER.missing_to_next(8_000)
    assert step is not None
    assert (step.tier, step.missing_minor) == (SILVER, 2_000)
    favoured = LADDER.missing_to_next(8_000, held="SILVER")
    assert favoured is not None
    assert (favoured.tier, favoured.missing_minor) == (GOLD, 12_000)
    assert LADDER.missing_to_next(20_000) is None
    assert TierLadder().missing_to_next(5) is None
    assert TierLadder().reached(5, "GOLD") is None


@given(st.integers(0, 30_000))
def test_spending_what_is_missing_reaches_the_next_tier_and_a_fen_less_does_not(
    spent: int,
) -> None:
    step = LADDER.missing_to_next(spent)
    if step is None:
        assert LADDER.reached(spent) == GOLD
    else:
        assert step.missing_minor > 0
        assert LADDER.reached(spent + step.missing_minor) == step.tier
        assert LADDER.reached(spent + step.missing_minor - 1) == LADDER.reached(spent)


def test_a_ladder_that_does_not_rise_is_our_mistake() -> None:
    with pytest.raises(AssertionError):
        TierLadder((SILVER, BRONZE))


@given(answers, st.data())
def test_the_order_in_which_answers_arrive_does_not_matter(
    given_: list[Consent], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(given_))
    assert standing_consents(shuffled) == standing_consents(given_)


@given(answers)
def test_of_two_answers_at_one_time_the_refusal_stands(given_: list[Consent]) -> None:
    for purpose, answer in standing_consents(given_).items():
        latest = [one for one in given_ if one.purpose is purpose and one.at_ms == answer.at_ms]
        assert answer.at_ms == max(one.at_ms for one in given_ if one.purpose is purpose)
        assert answer.is_granted == all(one.is_granted for one in latest)


@given(answers, answers)
def test_a_merge_grants_nothing_that_either_side_refused(
    one: list[Consent], other: list[Consent]
) -> None:
    merged = merged_consents(one, other)
    sides = (standing_consents(one), standing_consents(other))
    assert set(merged) == set(sides[0]) | set(sides[1])
    for purpose, answer in merged.items():
        asked = [side[purpose].is_granted for side in sides if purpose in side]
        assert answer.is_granted == all(asked)


def test_who_was_never_asked_has_not_consented() -> None:
    member = Member(ANN, 0, consents=(Consent(Purpose.MEMBERSHIP, True, "1", "zh", 1),))
    assert member.allows(Purpose.MEMBERSHIP)
    assert not member.allows(Purpose.PROFILING)


def test_a_birthday_counts_from_the_first_to_the_last_day_of_its_window() -> None:
    window = BirthdayWindow(BusinessDate("2026-12-28"), BusinessDate("2027-01-03"))
    days = ["2026-12-27", "2026-12-28", "2027-01-01", "2027-01-03", "2027-01-04"]
    assert [window.includes(BusinessDate(day)) for day in days] == [False, True, True, True, False]


def test_a_standing_has_what_prices_need_and_nothing_that_names_a_person() -> None:
    window = BirthdayWindow(BusinessDate("2026-11-21"), BusinessDate("2026-11-21"))
    member = Member(
        ANN,
        7,
        number="88001234",
        name_masked="张*",
        phone_last4="1234",
        tier="GOLD",
        spent_minor=5,
        points=90,
        tags=("爱喝茶",),
        segments=("vip", "new"),
        birthday=window,
    )
    today = BusinessDate("2026-11-21")
    standing = standing_of(member, REF, b"k" * 16, IdentifiedBy.CARD, today)
    assert (standing.ref, standing.tier, standing.segments) == (REF, "GOLD", ("new", "vip"))
    assert standing.is_birthday
    assert (standing.points_known, standing.as_of_ms) == (90, 7)
    later = standing_of(member, REF, b"k" * 16, IdentifiedBy.CARD, BusinessDate("2026-11-22"))
    assert not later.is_birthday
    fields = {name: getattr(standing, name) for name in standing.__slots__}
    assert not {"张*", "1234", "88001234", ANN} & {
        value for value in fields.values() if isinstance(value, str | bytes)
    }


def test_nothing_of_a_member_is_in_a_repr() -> None:
    member = Member(ANN, 0, name_masked="张*", phone_last4="1234")
    standing = standing_of(member, REF, b"k" * 16, IdentifiedBy.NAME, BusinessDate("2026-11-21"))
    assert "张" not in repr(member)
    assert "1234" not in repr(member) + repr(standing)


def test_a_handle_belongs_to_a_utc_day() -> None:
    assert day_of(1_795_262_400_000) == 20_778
    assert day_of(20_778 * 86_400_000 - 1) == 20_777


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张三丰", "张*"),
        ("张", "张*"),
        ("欧阳娜娜", "欧阳*"),
        ("欧阳修", "欧阳*"),
        ("欧阳", "欧*"),
        (" Ann Lee", "A*"),
        ("Ａｎｎ", "A*"),
        ("\u202a王小明", "王*"),
        ("", ""),
        (" \u200b", ""),
    ],
)
def test_a_name_is_masked_to_its_family_name_or_first_letter(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@given(st.text(max_size=30))
def test_a_mask_leaves_two_characters_at_most_and_never_tells_the_length(name: str) -> None:
    masked = mask_name(name)
    assert masked == "" or (masked.endswith("*") and len(masked) <= 3)


@pytest.mark.parametrize(
    "typed",
    [
        "13800001234",
        "138 0000 1234",
        "138-0000-1234",
        "+8613800001234",
        "+86 138 0000 1234",
        "8613800001234",
        "008613800001234",
        "（86）13800001234",
        "１３８００００１２３４",
        "＋８６１３８００００１２３４",
        "\u202d13800001234\u202c",
        "\t13800001234\n",
    ],
)
def test_a_chinese_mobile_number_has_one_form_however_it_is_typed(typed: str) -> None:
    assert normalise_phone(typed) == "+8613800001234"


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("+852 5123 4567", "+85251234567"),
        ("0044 20 7946 0958", "+442079460958"),
        ("+1 (212) 555-0100", "+12125550100"),
    ],
)
def test_numbers_of_other_countries_keep_their_code(typed: str, normal: str) -> None:
    assert normalise_phone(typed) == normal


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1380000123",
        "138000012345",
        "12800001234",
        "010-62345678",
        "+86 10 62345678",
        "+8612800001234",
        "88001234",
        "+0123456789",
        "+1234567890123456",
        "138O0001234",
        "PM1QRDK",
        "٠١٢٣٤٥٦٧٨٩١",
    ],
)
def test_what_is_no_phone_number_is_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        normalise_phone(typed)
    assert refused.value.code == "PHONE_WRONG"
    assert not refused.value.facts


@given(st.text(max_size=30))
def test_a_phone_number_is_refused_or_has_a_form_that_stays(text: str) -> None:
    try:
        normal = normalise_phone(text)
    except Refusal:
        return
    assert normalise_phone(normal) == normal
    assert normal.isascii()
    assert 9 <= len(normal) <= 16


def test_a_typed_number_is_shown_with_its_middle_hidden() -> None:
    assert mask_phone("+8613800001234") == "138****1234"
    assert mask_phone("+442079460958") == "****0958"


def test_a_card_number_has_one_form() -> None:
    assert find_card_number(" 8800 1234 ") == "88001234"
    assert find_card_number("vip-0007") == "VIP0007"
    assert find_card_number("８８００１２３４") == "88001234"
    assert find_card_number("12") is None
    assert find_card_number("8800/1234") is None
