"""What both sides add up for the nightly proof is said in one way."""

from sync.wire.digests import receipt_set, tidy


def test_the_set_of_receipts_means_nothing_by_its_order_and_something_by_each() -> None:
    one, two = "S12-T03-000001", "S12-T03-000002"
    assert receipt_set([one, two]) == receipt_set([two, one])
    assert (
        len({receipt_set([]), receipt_set([one]), receipt_set([two]), receipt_set([one, two])}) == 4
    )
    assert 0 <= receipt_set([one] * 9) < 1 << 52
    # SHA-256 of the bytes, big-endian, its low 52 bits: written down, so that it stays.
    assert receipt_set(["S12-T03-000001"]) == 0xD37CAF406AF03


def test_what_is_nothing_is_left_out_but_for_what_is_always_said() -> None:
    said = tidy({"tender": {"cash": 0, "card": 5}, "coupon": {"c": 0}, "count": {"sale": 2}})
    assert said == {
        "count": {"sale": 2, "return": 0, "post_void": 0, "lines": 0},
        "total": {"total": 0, "discount": 0, "tax_added": 0, "rounding": 0, "lines": 0},
        "tender": {"card": 5},
    }
