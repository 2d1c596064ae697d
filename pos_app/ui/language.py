"""Which language the till speaks now; it changes at run time, between two customers.

Source texts are English; Chinese and the English plurals come from resources/i18n (Qt Linguist).
Qt's own words, such as those of a scroll bar's menu, come with Qt and are English as well. Every
widget hears of a change by Qt's own LanguageChange event and takes its words again.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from pos_app import resources

_PROPERTY = "till_language"


class Language(StrEnum):
    """The languages that are shipped; the value names the .qm file."""

    CHINESE = "zh_CN"
    ENGLISH = "en"

    @property
    def other(self) -> "Language":
        """The one the language key switches to."""
        return Language.ENGLISH if self is Language.CHINESE else Language.CHINESE


def switch(language: Language) -> None:
    """Speak another language; the application tells every widget.

    Why the assertion: a missing .qm would leave the till silently in English.
    """
    application = QCoreApplication.instance()
    assert application is not None
    before = application.findChildren(QTranslator)
    application.setProperty(_PROPERTY, language.value)
    for words in _words(language):
        translator = QTranslator(application)
        assert translator.load(words), f"{language.value} has a file that is none of words"
        application.installTranslator(translator)
    for old in before:
        application.removeTranslator(old)
        old.deleteLater()


@cache
def _words(language: Language) -> tuple[bytes, ...]:
    """Read a language's words, Qt's own before ours, and keep them: Qt takes no copy.

    Why not by file name: Qt maps the file, and a set-up that makes it anew would take a running
    till down.
    """
    files = [resources.path("i18n", f"{language.value}.qm")]
    if language is not Language.ENGLISH:
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        files.insert(0, Path(folder, f"qtbase_{language.value}.qm"))
    return tuple(file.read_bytes() for file in files)


def current() -> Language:
    """Tell which language is spoken now; Chinese before anything was said."""
    application = QCoreApplication.instance()
    value = application.property(_PROPERTY) if application else None
    return Language(value) if value else Language.CHINESE


class Named(Protocol):
    """A thing of the shop's with a name in each language, such as an item, a rule or a tier."""

    @property
    def name_zh(self) -> str:
        """Its Chinese name."""

    @property
    def name_en(self) -> str:
        """Its English name; empty where it has none."""


def name_of(thing: Named) -> str:
    """Name a thing in the language spoken now."""
    return choose(thing.name_zh, thing.name_en)


def choose(chinese: str, english: str) -> str:
    """Pick the name that data carries in both languages; the other one where it is empty."""
    if current() is Language.CHINESE:
        return chinese or english
    return english or chinese


def in_a_row(sentences: Iterable[str]) -> str:
    """Put sentences one after the other; in Chinese no blank stands between them."""
    return ("" if current() is Language.CHINESE else " ").join(sentences)
