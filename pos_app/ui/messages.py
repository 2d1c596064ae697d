"""The sentence for every code of a refusal, a fault or a notice, in the language spoken now.

Lower layers know codes and facts only. What a person reads here says what happened, what is safe,
and who does what next. Facts fill the placeholders; the sentence is never made from data.
"""

import re

from PySide6.QtCore import QCoreApplication

from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.ui import formats
from pos_app.ui.sentences import SENTENCES

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def sentence(code: str, facts: dict[str, object]) -> str:
    """Say a code in words.

    Why a code without a sentence is still shown: something did happen, and the code on the screen
    lets support find it. A test keeps such codes from being shipped.
    """
    template = SENTENCES.get(code)
    if template is None:
        unknown = QCoreApplication.translate("Messages", "It did not work ({code}).")
        return unknown.replace("{code}", code)
    text = QCoreApplication.translate("Messages", template)
    return _PLACEHOLDER.sub(lambda match: _in_words(facts.get(match[1], "")), text)


def _in_words(value: object) -> str:
    if isinstance(value, Money):
        return formats.money(value)
    if isinstance(value, Quantity):
        return formats.quantity(value)
    return str(value)
