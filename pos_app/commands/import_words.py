"""What an import says to a person at a terminal, in both languages."""

from pos_app.commands.console import FAULTS, UNKNOWN
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.item_words import WORDS


def in_words(error: Refusal | EnvironmentFault) -> tuple[str, str]:
    """Say a refusal or fault in Chinese and in English."""
    chinese, english = WORDS.get(error.code) or FAULTS.get(error.code) or UNKNOWN
    facts = {"code": error.code} | error.facts
    return chinese.format_map(facts), english.format_map(facts)
