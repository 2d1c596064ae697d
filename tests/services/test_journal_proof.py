"""The journal is verified from the manager's desk, by whoever may read it."""

from pos_app.domain.operators import Privilege
from tests.builders import AUDITOR, MANAGER, WATER, Rig


def _nothing(_done: float) -> None:
    pass


def test_a_manager_verifies_the_journal_of_a_till_that_sells(managed: Rig) -> None:
    managed.sell(WATER)
    manager = managed.counter.office
    admission = manager.admissions.admit(Privilege.AUDIT, "journal")
    verdict = manager.journal_proof.verify(admission, _nothing)
    assert (verdict.sales, verdict.difference) == (1, None)


def test_a_cashier_reads_the_journal_with_an_approval_which_it_then_holds(shop: Rig) -> None:
    admissions = shop.counter.office.admissions
    with shop.refuses("APPROVAL_NEEDED") as caught:
        admissions.admit(Privilege.AUDIT, "journal")
    approval = shop.counter.approvals.approve(caught.value.request, *MANAGER)
    admissions.admit(Privilege.AUDIT, "journal", approval)
    assert shop.bodies("override")[-1]["d"]["privilege"] == "audit"


def test_an_auditor_needs_nobody_beside_them(rig: Rig) -> None:
    rig.counter.sign_on.sign_on(*AUDITOR)
    rig.counter.office.admissions.admit(Privilege.AUDIT, "journal")
    assert rig.bodies("override") == []
