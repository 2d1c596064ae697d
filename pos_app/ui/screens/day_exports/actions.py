"""The keys of the day exports' screen."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class DayExportAction(Enum):
    """The names by which its keys are asked for."""

    PDF = auto()
    XLSX = auto()
    CSV = auto()
    ARCHIVE = auto()
    FOLDER = auto()
    WRITE_NOW = auto()
    KEEP = auto()


_N, _P = DayExportAction, Privilege.EXPORT
_HERE = frozenset({Scope.DAY_EXPORTS})

SPECS = (
    ActionSpec(_N.PDF, "F1", marked("Actions", "PDF"), _HERE, _P),
    ActionSpec(_N.XLSX, "F2", marked("Actions", "XLSX"), _HERE, _P),
    ActionSpec(_N.CSV, "F3", marked("Actions", "CSV"), _HERE, _P),
    ActionSpec(_N.ARCHIVE, "F4", marked("Actions", "Archive"), _HERE, _P),
    ActionSpec(_N.FOLDER, "F6", marked("Actions", "Folder"), _HERE, _P),
    ActionSpec(_N.WRITE_NOW, "F7", marked("Actions", "Write now"), _HERE, _P),
    ActionSpec(_N.KEEP, "F9", marked("Actions", "Keep the plan"), _HERE, _P),
)
