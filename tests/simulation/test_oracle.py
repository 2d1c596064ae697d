"""What may be missing at the cloud in the end, and nothing else."""

import pytest

from tests.simulation.oracle import Expected, Oracle, Printed

UNSENT, SENT = b"u" * 16, b"s" * 16
PRINTED_AT, LOST_AT = 100, 200


@pytest.fixture
def oracle() -> Oracle:
    """Two receipts were printed on one disk; the cloud has acknowledged one."""
    oracle, disk = Oracle(), Expected()
    for event_id in (UNSENT, SENT):
        oracle.note(Printed("T1", "r", event_id, 5, 1, 1, b"", PRINTED_AT), disk)
    return oracle


def lose(oracle: Oracle) -> None:
    oracle.lose({UNSENT, SENT}, {SENT}, LOST_AT)


def test_a_disk_that_is_lost_excuses_what_the_cloud_did_not_have(oracle: Oracle) -> None:
    assert oracle.missable == set()
    lose(oracle)
    assert oracle.missable == {UNSENT}


def test_a_cloud_put_back_to_before_the_loss_excuses_the_rest(oracle: Oracle) -> None:
    lose(oracle)
    oracle.cloud_goes_back(LOST_AT - 1, LOST_AT + 50)
    assert oracle.missable == {UNSENT, SENT}


def test_a_cloud_put_back_to_after_the_loss_excuses_nothing_more(oracle: Oracle) -> None:
    lose(oracle)
    oracle.cloud_goes_back(LOST_AT, LOST_AT + 50)
    assert oracle.missable == {UNSENT}


@pytest.mark.parametrize(
    ("at", "excused"), [(PRINTED_AT, {UNSENT, SENT}), (PRINTED_AT - 1, {UNSENT})]
)
def test_a_cloud_put_back_before_the_loss_may_have_forgotten_what_was_printed_by_then(
    oracle: Oracle, at: int, excused: set[bytes]
) -> None:
    oracle.cloud_goes_back(0, at)
    lose(oracle)
    assert oracle.missable == excused
