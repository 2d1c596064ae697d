"""Every code the product can refuse with has a sentence, and the facts its sentence names."""

import re
from pathlib import Path

from pos_app import item_words, sync_words
from pos_app.commands import console
from pos_app.ui import member_words, readiness_words
from pos_app.ui.sentences import SENTENCES
from sync.wire.refusals import STATUS
from tests.architecture.codes import Use, find_codes, find_words

# Met at the command line alone, which speaks for itself.
COMMAND_LINE = (
    "pos_app/commands/",
    "pos_app/store/backup.py",
    "pos_app/store/item_",
    "pos_app/store/journal_export.py",
)

# Answers of the cloud, to programs: they stand in its OpenAPI document.
CLOUD = ("sync/cloud/", "sync/wire/refusals.py")

# Why a coupon does nothing on a basket, and why sync does not go, is said in a few words beside it.
WHY_NOT_SYNCED = {code: english for code, (_, english) in sync_words.WHY.items()}
NOT_CONNECTED = {code: english for code, (_, english) in sync_words.NOT_CONNECTED.items()}
OF_LISTS = {code: english for code, (_, english) in item_words.WORDS.items()}
SAID = (
    SENTENCES
    | OF_LISTS
    | NOT_CONNECTED
    | member_words.WHY_NOT
    | WHY_NOT_SYNCED
    | readiness_words.WHY
)

# Written like codes, and none that is shown: the cloud's refusals are told in the counter's words.
NO_CODES = {
    *STATUS,
    "CREATE_NO_WINDOW",
    "DRAWER_TEST",
    "ESCPOS_CAPABILITIES_PICKLE_DIR",
    "GTIN_8",
    "GTIN_12",
    "GTIN_13",
    "GTIN_14",
    "HMAC_SHA256",
    "NO_OFFERS",
    "O_BINARY",
    "O_NONBLOCK",
    "OUT_OF_STOCK",
    "OWN_USE",
    "QT_QPA_PLATFORM",
    "RECEIVED_LATE",
    "RONGHE_DATA",
    "RONGHE_STARTER",
    "WAYLAND_DISPLAY",
    "XDG_CONFIG_HOME",
}


def _speechless(uses: list[Use], sentences: dict[str, str]) -> list[str]:
    return sorted({f"{use.place}: {use.code}" for use in uses if use.code not in sentences})


def _gaps(uses: list[Use], sentences: dict[str, str]) -> list[str]:
    """A placeholder that a use does not fill would be a hole in the sentence."""
    return sorted(
        f"{use.place}: {use.code} without {name}"
        for use in uses
        for name in re.findall(r"\{([a-z_]+)\}", sentences.get(use.code, ""))
        if use.facts is not None and name not in use.facts
    )


def test_every_code_has_a_sentence(root: Path) -> None:
    uses = find_codes(root)
    assert _speechless([use for use in uses if _is_met_at_the_till(use)], SAID) == []


def test_a_code_that_travels_by_keyword_or_table_has_a_sentence_too(root: Path) -> None:
    """Such as ``SerialPort(off_code="SCANNER_OFF")``, raised far from where it is written."""
    met_at_the_till = [use for use in find_words(root) if _is_met_at_the_till(use)]
    left = _speechless(met_at_the_till, SAID | dict.fromkeys(NO_CODES, ""))
    assert left == [], "give it a sentence; what is no code belongs into NO_CODES"


def test_every_code_of_a_command_has_words(root: Path) -> None:
    words = {code: text for code, (_, text) in (console.FAULTS | item_words.WORDS).items()}
    uses = [use for use in find_codes(root) if _is_command_line(use)]
    assert _speechless(uses, words) == []
    assert _gaps(uses, words) == []


def _is_command_line(use: Use) -> bool:
    return use.place.startswith(COMMAND_LINE)


def _is_met_at_the_till(use: Use) -> bool:
    return not use.place.startswith((*COMMAND_LINE, *CLOUD))


def test_every_placeholder_is_filled_where_the_code_is_raised(root: Path) -> None:
    assert _gaps(find_codes(root), SENTENCES | NOT_CONNECTED) == []


PLANTED = """
class Late(Refusal):
    def __init__(self, day):
        super().__init__("TOO_LATE", day=day)

raise Refusal("TOO_EARLY" if early else "NOT_TODAY", hour=3)
raise EnvironmentFault(FAULTS[code], file=file)
FAULTS = {13: "DISK_FULL", 5: "WAL"}
Port(off_code="TOO_FAR")
raise Refusal("ANY", **facts)
"""


def test_planted_codes_are_found_with_their_facts(tmp_path: Path) -> None:
    (tmp_path / "pos_app").mkdir()
    (tmp_path / "pos_app" / "late.py").write_text(PLANTED, encoding="utf-8")
    uses = find_codes(tmp_path)
    assert {(use.code, use.facts) for use in uses} == {
        ("TOO_LATE", frozenset({"day"})),
        ("TOO_EARLY", frozenset({"hour"})),
        ("NOT_TODAY", frozenset({"hour"})),
        ("DISK_FULL", None),
        ("ANY", None),
    }
    sentences = {"TOO_LATE": "{day} {hour}", "TOO_EARLY": "{hour}", "ANY": "{x}", "DISK_FULL": ""}
    assert _speechless(uses, sentences) == ["pos_app/late.py:6: NOT_TODAY"]
    assert _gaps(uses, sentences) == ["pos_app/late.py:4: TOO_LATE without hour"]
    assert {use.code for use in find_words(tmp_path)} >= {"TOO_FAR", "DISK_FULL"}
