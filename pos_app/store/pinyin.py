"""How Chinese names are read aloud: syllables without tones, every plausible reading of a name.

Only the import asks (the words a cashier types need no table), so pypinyin, which costs 0.1 s and
60 MB, is loaded by building the first ``Readings`` and goes again at once.
"""

import gc
import itertools
import sys
import threading
import unicodedata
from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import Final, NamedTuple

MOST_READINGS: Final = 4
"""Of one name. Two characters with two readings each make four; more would swell the index."""

_PLAUSIBLE_SHARE: Final = 0.12
"""A reading heard in at least this share of a character's dictionary phrases is worth indexing:
长 zhang (26 %), 行 hang (15 %), 参 shen (24 %) are in; 大 dai (under 1 %) is out."""

_LONGEST_PHRASE: Final = 4

_PYPINYIN: Final = "pypinyin"
_one_at_a_time: Final = threading.Lock()
"""One thread must not throw away what another is importing."""

_TONELESS: Final = str.maketrans("üǖǘǚǜ", "vvvvv")


class _Tables(NamedTuple):
    """A character's first reading; those of more than one, and phrases that say which it is."""

    usual: dict[str, str]
    several: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[str, ...]]


class Readings:
    """The syllables of names. ``of`` is pure; all of a process share their tables."""

    def __init__(self) -> None:
        """Share the tables; the first one derives them, in a quarter of a second. Any thread."""
        with _one_at_a_time:
            self._usual, self._several, self._phrases = _tables()

    def of(self, han: str) -> list[list[str]]:
        """Give every plausible reading of a run of Han characters, the likeliest first.

        At least one; at most ``MOST_READINGS``. A character without a known reading is left out.
        """
        usual = self._usual
        if self._several.keys().isdisjoint(han):
            return [[usual[character] for character in han if character in usual]]
        options = [
            self._options(han, at) if character in self._several else (usual[character],)
            for at, character in enumerate(han)
            if character in usual
        ]
        return _combine(options)

    def _options(self, han: str, at: int) -> tuple[str, ...]:
        """Order the readings of one ambiguous character: what its phrase says comes first.

        A phrase that says the usual reading settles it. One that says another does not: people
        type 重庆 both as cq, as it is said, and as zq, as 重 alone is.
        """
        several = self._several[han[at]]
        said = self._said_in_phrase(han, at)
        if said is None:
            return several
        if said == several[0]:
            return (said,)
        return (said, *(other for other in several if other != said))

    def _said_in_phrase(self, han: str, at: int) -> str | None:
        for length in range(_LONGEST_PHRASE, 1, -1):
            for start in range(max(0, at - length + 1), at + 1):
                syllables = self._phrases.get(han[start : start + length])
                if syllables is not None and at - start < len(syllables):
                    return syllables[at - start]
        return None


@cache
def _tables() -> _Tables:
    """Derive the tables from pypinyin's characters and phrases, and let pypinyin go."""
    tables = _derived()
    for name in [name for name in sys.modules if name.partition(".")[0] == _PYPINYIN]:
        del sys.modules[name]
    gc.collect()
    return tables


def _derived() -> _Tables:
    from pypinyin.phrases_dict import phrases_dict
    from pypinyin.pinyin_dict import pinyin_dict

    plain = lru_cache(maxsize=None)(_without_tone)
    heard: dict[str, Counter[str]] = defaultdict(Counter)
    phrases: dict[str, tuple[str, ...]] = {}
    for phrase, said in phrases_dict.items():
        if len(said) != len(phrase):
            continue
        syllables = tuple(plain(options[0]) for options in said)
        phrases[phrase] = syllables
        for character, syllable in zip(phrase, syllables, strict=True):
            heard[character][syllable] += 1
    readings = {character: _plausible(counts) for character, counts in heard.items()}
    usual = {chr(code): plain(options.split(",")[0]) for code, options in pinyin_dict.items()}
    usual |= {character: several[0] for character, several in readings.items()}
    several = {character: said for character, said in readings.items() if len(said) > 1}
    # All of it copied: one text of pypinyin's would keep the memory of a hundred around it.
    anew = lru_cache(maxsize=None)(_copied)
    return _Tables(
        {_copied(character): anew(said) for character, said in usual.items()},
        {_copied(character): tuple(map(anew, said)) for character, said in several.items()},
        {
            _copied(phrase): tuple(map(anew, syllables))
            for phrase, syllables in phrases.items()
            if len(phrase) <= _LONGEST_PHRASE and not several.keys().isdisjoint(phrase)
        },
    )


def _combine(options: list[tuple[str, ...]]) -> list[list[str]]:
    """Choose readings for the whole name: all combinations if few, else one departure at a time."""
    combinations = 1
    for choice in options:
        combinations *= len(choice)
    if combinations <= MOST_READINGS:
        return [list(reading) for reading in itertools.product(*options)]
    likeliest = [choice[0] for choice in options]
    readings = [likeliest]
    for at, choice in enumerate(options):
        for other in choice[1:]:
            readings.append([*likeliest[:at], other, *likeliest[at + 1 :]])
    return readings[:MOST_READINGS]


def _plausible(counts: Counter[str]) -> tuple[str, ...]:
    total = counts.total()
    ranked = counts.most_common()
    kept = [said for said, times in ranked if times >= 2 and times >= _PLAUSIBLE_SHARE * total]
    return tuple(kept[:3]) or (ranked[0][0],)


def _copied(text: str) -> str:
    return text.encode().decode()


def _without_tone(syllable: str) -> str:
    decomposed = unicodedata.normalize("NFKD", syllable.translate(_TONELESS))
    return "".join(letter for letter in decomposed if "a" <= letter <= "z")
