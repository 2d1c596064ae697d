"""A PIN's verifier grows with the times: at a sign-on that succeeded, and only then."""

import pytest

from pos_app.assembly import open_counter
from pos_app.config import Config
from pos_app.errors import Refusal
from pos_app.vault.pins import PinCost
from tests.builders import CASHIER, Rig


def verifier(rig: Rig) -> str:
    with rig.database.read() as connection:
        statement = "SELECT verifier FROM operator WHERE number = ?"
        return str(connection.exec_driver_sql(statement, (CASHIER[0],)).scalar_one())


def test_a_right_pin_renews_a_verifier_of_another_cost(rig: Rig) -> None:
    rig.sign_on()
    old = verifier(rig)
    rig.sign_on()
    assert verifier(rig) == old
    rig.close()
    dearer = PinCost(rounds=2, memory_kib=16, lanes=1)
    rig.till = open_counter(Config(data=rig.folder), rig.clock, set_up=rig.set_up, pin_cost=dearer)
    with pytest.raises(Refusal):
        rig.counter.sign_on.sign_on(CASHIER[0], "735182")
    assert verifier(rig) == old
    rig.counter.sign_on.sign_on(*CASHIER)
    assert "m=16,t=2,p=1" in verifier(rig)
    rig.sign_on()
