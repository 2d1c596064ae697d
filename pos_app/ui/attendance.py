"""Turns a session into what the header says and which keys work."""

from pos_app.domain.operators import Level, Privilege
from pos_app.domain.shop import StoreProfile
from pos_app.services.desk import Session
from pos_app.ui import language
from pos_app.ui.main_window import MainWindow
from pos_app.ui.ports import Standing


class WindowAttendance:
    """Meets ``ports.Attendance`` for the one window."""

    def __init__(self, window: MainWindow, profile: StoreProfile) -> None:
        self._window = window
        self._profile = profile
        self._session: Session | None = None
        self.note(None)

    @property
    def session(self) -> Session | None:
        """The session as last noted."""
        return self._session

    def note(self, session: Session | None) -> None:
        """Take a new session."""
        self._session = session
        self._window.actions_table.set_privileges(_privileges(session))
        self.refresh()

    def on_profile_changed(self, profile: StoreProfile) -> None:
        """Say the store's new name."""
        self._profile = profile
        self.refresh()

    def refresh(self) -> None:
        """Say it again, such as after a change of language."""
        profile, session = self._profile, self._session
        shift = session.shift if session else None
        self._window.show_standing(
            Standing(
                store_name=language.name_of(profile),
                till_name=str(profile.workstation),
                business_date=str(session.business_date or "") if session else "",
                shift_name=str(shift.number) if shift else "",
                operator_name=session.operator.name if session else "",
                is_training=session.is_training if session else False,
                is_locked=session.is_locked if session else False,
            )
        )


def _privileges(session: Session | None) -> frozenset[Privilege]:
    """List what the operator may do, alone or with an approval."""
    if session is None or session.is_locked:
        return frozenset()
    permissions = session.operator.role.permissions
    return frozenset(name for name, held in permissions.items() if held.level is not Level.NO)
