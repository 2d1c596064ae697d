"""What a restored disk gets back while somebody stands at the till."""

import pytest

from pos_app.errors import Refusal
from tests.builders import DAY, FLOAT, WATER, Rig


def test_a_shift_that_a_restored_disk_got_back_is_gone_on_with_and_not_opened_again(
    rig: Rig,
) -> None:
    rig.sign_on()
    session = rig.counter.shifts.open_day(DAY)
    rig.counter.shifts.open_shift(FLOAT)
    rig.counter._real.desk.session = session  # as it was before the cloud gave the shift back
    with pytest.raises(Refusal) as caught:
        rig.counter.shifts.open_shift(FLOAT)
    assert caught.value.code == "SHIFT_ALREADY_OPEN"
    rig.sell(WATER)
