"""The parts of the set-up, each with its key and what is done there."""

from pos_app.ui.action_names import Scope
from pos_app.ui.rooms import RoomsView


class SettingsView(RoomsView):
    """Shows the parts. Which of them may be entered the keys know by themselves."""

    scope = Scope.SETTINGS

    def heading(self) -> str:
        """Say where one is."""
        return self.tr("Set-up")
