"""The drawer that hangs on the receipt printer."""

from pos_app.devices.receipt_printer import EscposPrinter


class PrinterDrawer:
    """A ``CashDrawer`` kicked by the printer's pulse. Each kick has a record behind it.

    No text can open it: the kick exists as a command of its own only (escpos_text.py).
    """

    def __init__(self, printer: EscposPrinter) -> None:
        self._printer = printer

    def open_drawer(self) -> None:
        """See ``CashDrawer``."""
        self._printer.open_drawer()
