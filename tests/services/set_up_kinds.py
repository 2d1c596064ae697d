"""The set-up changed in every way that leaves its row in the journal."""

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.operators import Privilege, up_to_percent
from pos_app.services.backups import BackupPlan
from tests.builders import BOOK, BREAD, Rig, yuan


def set_up_in_every_way(rig: Rig) -> None:
    """A store manager's evening: a name, a right, a text, prices, a device, a backup."""
    manager = rig.counter.office
    manager.people.rename("op1001", "李小雯")
    manager.people.permit("senior", Privilege.DISCOUNT, up_to_percent(15))
    manager.store.change("lock_after_minutes", 5)
    manager.store.change("receipt_footer_en", "Good night")
    manager.devices.change("scale", {"device": "COM3"})
    manager.devices.change("scale", None)
    planned = manager.price_changes.plan(BREAD, yuan(350), BusinessDate("2026-11-23"))
    manager.price_changes.withdraw(planned.entry.change)
    manager.price_changes.plan(BOOK, yuan(1200))
    stick = rig.folder / "stick"
    stick.mkdir()
    plan = BackupPlan(folder=str(stick))
    copied = manager.backups.copy(manager.backups.admit(), plan, _go_on)
    manager.backups.note(copied)
    manager.backups.note(
        manager.backups.rehearse(manager.backups.admit(), plan, copied.run.file, _go_on)
    )
    manager.backups.note(manager.backups.copy(None, BackupPlan(folder=str(stick / "no")), _go_on))


def _go_on(_done: float) -> None:
    """Need no progress."""
