"""Payment codes and bank cards, by shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.pay_code import PayProvider, find_providers, is_card_number


@pytest.mark.parametrize(
    ("text", "provider"),
    [
        ("134567890123456789", PayProvider.WECHAT),
        ("160567890123456789", PayProvider.WECHAT),
        ("2800000000000000", PayProvider.ALIPAY),
        ("300000000000000000000000", PayProvider.ALIPAY),
        ("fp" + "0aB~!" * 6 + "xyz", PayProvider.ALIPAY),
        ("6220000000000000000", PayProvider.UNIONPAY),
    ],
)
def test_each_wallet_is_known_by_its_shape(text: str, provider: PayProvider) -> None:
    assert find_providers(text) == (provider,)


@pytest.mark.parametrize(
    "text",
    [
        "13456789012345678",
        "1345678901234567890",
        "161567890123456789",
        "280000000000000",
        "2400000000000000",
        "622000000000000000",
        "１３４５６７８９０１２３４５６７８９",
        "6901234567892",
        "fp" + "x" * 32,
        "",
    ],
)
def test_near_misses_are_not_payment_codes(text: str) -> None:
    assert find_providers(text) == ()


digits = st.integers(1, 40).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n))
likely = st.tuples(st.sampled_from(["1", "16", "25", "30", "62", "fp"]), digits).map("".join)


@given(digits | likely | st.text(max_size=40))
def test_two_shapes_never_fit_one_text(text: str) -> None:
    assert len(find_providers(text)) <= 1


@pytest.mark.parametrize("text", ["378282246310005", "4111111111111111", "6799990100000000019"])
def test_card_numbers_are_known(text: str) -> None:
    assert is_card_number(text)


@pytest.mark.parametrize("text", ["4111111111111112", "411111111111111", "6901234567892", "x"])
def test_other_numbers_are_not_card_numbers(text: str) -> None:
    assert not is_card_number(text)
