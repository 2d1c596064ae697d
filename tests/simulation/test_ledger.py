"""What the world takes for spent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.settlement import CompletedTransaction
from tests.builders import BOOK, MANAGER, Rig, make_rig, make_template
from tests.services.test_points import BUNDLE, allow, attach, put_bundle
from tests.simulation.cloud import keys_of_the_cloud
from tests.simulation.ledger import Ledger, Slip
from tests.simulation.oracle import Expected
from tests.simulation.world import World


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Rig]:
    rig = make_rig(make_template(tmp_path), tmp_path / "till")
    rig.open_for(MANAGER)
    put_bundle(rig, BUNDLE)
    yield rig
    rig.close()


def test_points_that_a_return_puts_back_are_spent_by_nobody(shop: Rig) -> None:
    ledger, disk = Ledger(keys_of_the_cloud(World(0))), Expected()

    def note(completed: CompletedTransaction) -> Slip:
        return ledger.note("T1", completed, disk, 0, lambda: ())

    allow(shop, grant_no=7)
    shop.ring(BOOK, BOOK, BOOK, BOOK)
    attach(shop)
    shop.counter.points.spend(400)
    sold = shop.pay_cash()
    assert note(sold).grants == {7: 400}
    shop.counter.returns.return_all(sold.receipt, "FAULTY")
    back = note(shop.pay_cash())
    assert sum(back.points.values()) > 0
    assert not back.grants
