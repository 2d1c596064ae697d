"""When somebody signs off from Windows or turns the machine off, the till is closed in order."""

import subprocess
import sys
from pathlib import Path

from pos_app.assembly import open_counter
from pos_app.clock import SystemClock
from pos_app.config import Config
from tests.builders import CHEAP
from tests.ui import session_child
from tests.ui.shop import CASHIER, FLOAT, MANAGER, make_template


def test_the_end_of_the_session_in_the_middle_of_a_sale_loses_nothing(
    tmp_path: Path, root: Path
) -> None:
    clock = SystemClock()
    config = Config(data=make_template(tmp_path, clock))
    till = open_counter(config, clock, pin_cost=CHEAP)
    sign_on, shifts = till.counter.sign_on, till.counter.shifts
    sign_on.sign_on(*MANAGER)
    shifts.open_day(shifts.status().suggested_date)
    sign_on.sign_off()
    sign_on.sign_on(*CASHIER)
    shifts.open_shift(FLOAT)
    sign_on.sign_off()
    till.close()
    words = [sys.executable, "-m", "tests.ui.session_child", str(config.data)]
    ended = subprocess.run(words, cwd=root, check=False, timeout=120)
    assert ended.returncode == session_child.RUNG_UP
    till = open_counter(config, clock, pin_cost=CHEAP)
    try:
        assert till.notices == ()
        till.counter.sign_on.sign_on(*CASHIER)
        basket = till.counter.checkout.basket()
        assert basket is not None
        assert basket.transaction.lines[0].quantity.thousandths == 2000
    finally:
        till.close()
