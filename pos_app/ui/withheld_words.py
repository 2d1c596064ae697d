"""What a return gives less, in words: which promotion no longer holds for the goods that stay."""

from PySide6.QtCore import QCoreApplication

from pos_app.domain.transaction import ReturnLine, Withheld
from pos_app.ui import formats, language

translate = QCoreApplication.translate


def withheld_words(line: ReturnLine) -> str:
    """Say for each rule what is withheld, or given after all; empty when nothing is."""
    return "  ·  ".join(_words(entry) for entry in line.withheld)


def _words(entry: Withheld) -> str:
    if entry.amount.minor > 0:
        words = translate("Withheld", "{rule} no longer applies: -{amount}")
    else:
        words = translate("Withheld", "{rule}, withheld before: +{amount}")
    name = language.name_of(entry) or entry.rule
    return words.replace("{rule}", name).replace("{amount}", formats.money(abs(entry.amount)))
