"""Training begins with a day and a shift open and the person already there."""

from pos_app.domain.operators import Operator
from pos_app.services.desk import Desk, Session
from pos_app.services.shifts import Shifts

_PIECES = 10


def begin_training(desk: Desk, shifts: Shifts, operator: Operator) -> None:
    """Put the operator at the training till, with some of every note and coin in it."""
    desk.session = Session(operator=operator, is_training=True)
    status = shifts.status()
    shifts.open_day(status.suggested_date)
    shifts.open_shift(tuple((value, _PIECES) for value in desk.profile.denominations))
