"""A till that has a shift open and three finished transactions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.trade import Trade


@pytest.fixture
def trade(tmp_path: Path) -> Iterator[Trade]:
    trade = Trade(tmp_path)
    trade.open_shift()
    first = trade.sell()
    trade.sell()
    trade.give_back(first.receipt)
    trade.pay_out(1500)
    yield trade
    trade.close()
