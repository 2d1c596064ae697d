"""What of an item's names goes into the search index. search_query.py asks for the same tokens.

The index is one FTS5 table; everything it holds is a token made here, so its tokenizer only splits
at spaces. A run of symbols (characters, initials, syllables) is written as all its overlapping
pairs followed by its single symbols: a pair phrase finds any part of a name, and no phrase of pairs
can cross the singles into the next reading.

| column | 农夫山泉 550ml / Nongfu Water 550ml | finds |
|---|---|---|
| han | 农夫 夫山 山泉 农 夫 山 泉 | any part of the Chinese name, from one character on |
| initials | nfs fsq nf fs sq n f s q | any part of the pinyin initials |
| pinyin | nongfu fushan shanquan nong fu shan quan | full pinyin from any syllable on |
| words | nongfu water 550ml | words in Latin letters, sizes |
| heads | n no non w wa wat 5 55 550 | the first letters of such words |

Why heads and singles instead of FTS5's prefix index: that one is kept for every column and would
double the index for pairs that nobody abbreviates.
"""

import operator
import re
import unicodedata
from typing import Final, NamedTuple

from pos_app.store.pinyin import Readings

HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters: the basic block, its extensions, the zero and the compatibility forms."""
LONGEST_HEAD: Final = 3
_joined: Final = operator.add
_ACCENTED: Final = re.compile("[\u00c0-\u024f]")
_WORD: Final = re.compile(f"[^\\W_{HAN}]+")
_SHORT_LATIN: Final = r"(?<![a-z0-9])[a-z]{1,4}(?![a-z])"
_HAS_SHORT_LATIN: Final = re.compile(_SHORT_LATIN)
_MOST_WORDS_REMEMBERED: Final = 20_000


class SearchTerms(NamedTuple):
    """The text of one row of the index, column by column."""

    han: str
    initials: str
    pinyin: str
    words: str
    heads: str


def folded(text: str) -> str:
    """Bring text to one form: NFKC (full width, ligatures, radicals), lower case, no accents."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).lower()
    if _ACCENTED.search(text):
        marked = unicodedata.normalize("NFD", text)
        text = "".join(character for character in marked if not unicodedata.combining(character))
    return text


def is_han(character: str) -> bool:
    """Ask whether a character is one of ``HAN``; without the regular expression, for a query."""
    return character >= "\u3007" and (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or character == "\u3007"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def words_of(text: str) -> list[str]:
    """Split folded text into its words in other than Chinese script, digits included."""
    return _WORD.findall(text)


class TermMaker:
    """Makes the index row of an item."""

    def __init__(self) -> None:
        # Compiled here: each takes some hundredths of a second, and only an import needs them.
        self._not_han = re.compile(f"[^{HAN}]+")
        self._han_or_short_latin = re.compile(f"[{HAN}]+|{_SHORT_LATIN}")
        self._readings = Readings()
        self._heads: dict[str, str] = {}

    def make(self, name_zh: str, name_en: str) -> SearchTerms:
        """Make every token by which an item of these names is to be found."""
        chinese = folded(name_zh)
        english = "" if name_en == name_zh else folded(name_en)
        words = dict.fromkeys(words_of(f"{chinese} {english}" if english else chinese))
        heads = " ".join(map(self._heads_of, words))
        han = self._not_han.sub("", chinese)
        if not han:
            return SearchTerms("", "", "", " ".join(words), heads)
        readings = self._readings.of(han)
        runs = ["".join([syllable[0] for syllable in reading]) for reading in readings]
        if len(han) < len(chinese) and _HAS_SHORT_LATIN.search(chinese):
            parts = self._han_or_short_latin.findall(chinese)
            runs = [_with_latin(parts, run) for run in runs if len(run) == len(han)] or runs
        if len(runs) > 1:
            runs = list(dict.fromkeys(runs))
        return SearchTerms(
            f"{' '.join(map(_joined, han, han[1:]))} {' '.join(han)}",
            " ".join(map(_initial_tokens, runs)),
            " ".join(
                [
                    f"{' '.join(map(_joined, reading, reading[1:]))} {' '.join(reading)}"
                    for reading in readings
                ]
            ),
            " ".join(words),
            heads,
        )

    def _heads_of(self, word: str) -> str:
        """Remembered, because a catalogue says "water" and "500ml" thousands of times."""
        heads = self._heads.get(word)
        if heads is None:
            if len(self._heads) >= _MOST_WORDS_REMEMBERED:
                self._heads.clear()
            sizes = range(1, min(len(word), LONGEST_HEAD) + 1)
            heads = self._heads[word] = " ".join([word[:size] for size in sizes])
        return heads


def _with_latin(parts: list[str], initials: str) -> str:
    """Put short Latin parts back between the initials: ``AD钙奶`` is typed adgn.

    Longer ones are English words, which are nobody's initials, and what follows a digit is a unit.
    """
    at = 0
    written: list[str] = []
    for part in parts:
        if part.isascii():
            written.append(part)
        else:
            written.append(initials[at : at + len(part)])
            at += len(part)
    return "".join(written)


def pairs(symbols: str | list[str]) -> list[str]:
    """Give the overlapping pairs of a run: none of one symbol."""
    return list(map(_joined, symbols, symbols[1:]))


def triples(letters: str) -> list[str]:
    """Give the overlapping triples of a run of letters: none of fewer than three."""
    return list(map(_joined, pairs(letters), letters[2:]))


def _initial_tokens(run: str) -> str:
    twos = pairs(run)
    threes = " ".join(map(_joined, twos, run[2:]))
    return f"{threes} {' '.join(twos)} {' '.join(run)}"
