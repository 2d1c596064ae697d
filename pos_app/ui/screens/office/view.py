"""The manager's desk: a key for each room, and in a line what is done there."""

from pos_app.ui.action_names import Scope
from pos_app.ui.rooms import RoomsView


class OfficeView(RoomsView):
    """Shows the rooms of the desk."""

    scope = Scope.OFFICE

    def heading(self) -> str:
        """Say where one is."""
        return self.tr("Manager's desk")
