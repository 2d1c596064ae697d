"""The function keys under the basket, in two rows of which one is shown."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui import theme
from pos_app.ui.action_names import ActionName
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.function_key import FunctionKey

_A = ActionName
FIRST = (
    _A.CHANGE_QUANTITY,
    _A.DISCOUNT,
    _A.OVERRIDE_PRICE,
    _A.SUSPEND,
    _A.RESUME,
    _A.RETURNS,
    _A.VOID_LINE,
    _A.VOID_TRANSACTION,
    _A.MORE,
)
SECOND = (
    _A.LOST_SALE,
    _A.NOTE,
    _A.HISTORY,
    _A.SHIFT,
    _A.REPORTS,
    _A.SYNC,
    _A.TRAINING,
    _A.OFFICE,
    _A.LOCK,
    _A.SIGN_OFF,
    _A.LEAVE_MORE,
)
_DANGER = frozenset({_A.VOID_LINE, _A.VOID_TRANSACTION, _A.SIGN_OFF})
LOYALTY = (_A.WHY, _A.MEMBER, _A.COUPONS, _A.POINTS)
METHODS = (_A.TENDER_CASH, _A.TENDER_CARD, _A.TENDER_WECHAT, _A.TENDER_ALIPAY)


class KeyRow(QWidget):
    """Function keys side by side, all of one width."""

    def __init__(self, actions: Actions, names: tuple[ActionName, ...], role: str = "key") -> None:
        super().__init__()
        self.keys = {
            name: FunctionKey(actions[name], "danger" if name in _DANGER else role)
            for name in names
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(7))
        for key in self.keys.values():
            layout.addWidget(key, 1)
