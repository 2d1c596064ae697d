"""The key of the changes' screen."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class ChangesAction(Enum):
    """The name by which it is asked for."""

    READ = auto()


SPECS = (
    ActionSpec(
        ChangesAction.READ,
        "F9",
        marked("Actions", "Read again"),
        frozenset({Scope.CHANGES}),
        Privilege.AUDIT,
    ),
)
