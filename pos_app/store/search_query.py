"""From what a cashier types to one FTS5 query over the tokens of search_terms.py.

Every word must match (AND); a word may match in any of its ways (OR). Only whole tokens are asked
for, never an open prefix of pairs: SQLite then walks each list lazily in rank order and stops at
the limit, where a prefix would first merge thousands of lists.
"""

import itertools
from collections.abc import Iterable
from typing import Final

from pos_app.domain.plain_text import storable
from pos_app.store.search_terms import LONGEST_HEAD, folded, is_han, pairs, triples, words_of

MOST_WORDS: Final = 8
LONGEST_QUERY: Final = 64
"""Past this nobody is typing a name any more; what stands after it is not looked at."""

_SPELT: Final = """
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biang biao bie bin bing bo bu ca cai
can cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chuai
chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de deng di
dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen
feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun
guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia
jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke ken keng kong
kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang
liao lie lin ling liu long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi
mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao
nie nin ning niu nong nou nu nuan nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian
piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun
ran rang rao re ren reng ri rong rou ru ruan rui run ruo sa sai san sang sao se sen seng sha
shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo
si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou
tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing
xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai
zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhua
zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
"""
SYLLABLES: Final = frozenset(_SPELT.split())
"""Every syllable of the common characters (GB2312), ü written v as on every Chinese keyboard."""


_MOST_SPELLINGS: Final = 120
"""Ways to read one word as syllables; the last, unfinished one counts once per completion."""

_ENOUGH_SYLLABLES: Final = 3
_FEW_COMPLETIONS: Final = 4
"""After three whole syllables so few names are left that one more letter is not worth the dozens
of long phrases it could stand for."""

_LONGEST_SYLLABLE: Final = 6


def _completions() -> dict[str, tuple[str, ...]]:
    """List, for every beginning of a syllable, what it may become."""
    found: dict[str, list[str]] = {}
    for syllable in sorted(SYLLABLES):
        for size in range(1, len(syllable) + 1):
            found.setdefault(syllable[:size], []).append(syllable)
    return {start: tuple(syllables) for start, syllables in found.items()}


_COMPLETIONS: Final = _completions()


def match_expression(text: str) -> str | None:
    """Give the FTS5 expression for typed text; None when nothing in it can be searched for.

    Always pass it as a bound parameter. It holds letters, digits and Han characters in quotes
    only: quotes, operators and control characters of the typed text do not survive.
    """
    clauses: list[str] = []
    whole = storable(text[:LONGEST_QUERY])
    for is_chinese, run in itertools.groupby(folded(whole), is_han):
        if is_chinese:
            clauses.append(_han_clause("".join(run)))
        else:
            clauses.extend(_latin_clause(word) for word in words_of("".join(run)))
    unique = list(dict.fromkeys(clauses))[:MOST_WORDS]
    return " AND ".join(unique) or None


def _han_clause(run: str) -> str:
    if len(run) == 1:
        return f'han : "{run}"'
    return f'han : "{" ".join(pairs(run))}"'


def _latin_clause(word: str) -> str:
    ways = [_word_clause(word)]
    if word.isascii() and word.isalpha():
        ways.insert(0, f'initials : "{_initials_phrase(word)}"')
        spellings = list(dict.fromkeys(_spellings(word)))
        if spellings:
            ways.append(f"pinyin : ({' OR '.join(spellings)})")
    return f"({' OR '.join(ways)})"


def _word_clause(word: str) -> str:
    if len(word) <= LONGEST_HEAD:
        return f'heads : "{word}"'
    return f'words : "{word}" *'


def _initials_phrase(word: str) -> str:
    if len(word) <= 3:
        return word
    return " ".join(triples(word))


def _spellings(word: str) -> Iterable[str]:
    """Give the quoted pinyin phrases that a word may stand for; none if it is no pinyin.

    One letter is left to the initials, which say the same.
    """
    if len(word) == 1:
        return
    count = 0
    for syllables, rest in _splits(word):
        completions = _COMPLETIONS[rest]
        if len(syllables) >= _ENOUGH_SYLLABLES and len(completions) > _FEW_COMPLETIONS:
            yield _phrase(syllables)
            continue
        for last in completions:
            count += 1
            if count > _MOST_SPELLINGS:
                return
            yield _phrase([*syllables, last])


def _phrase(syllables: list[str]) -> str:
    tokens = pairs(syllables) or syllables
    return f'"{" ".join(tokens)}"'


def _splits(word: str) -> list[tuple[list[str], str]]:
    """Cut a word into whole syllables and a last beginning of one; the fewest syllables first."""
    ways: list[tuple[list[str], str]] = []
    open_ways: list[tuple[list[str], str]] = [([], word)]
    while open_ways and len(ways) < _MOST_SPELLINGS:
        following: list[tuple[list[str], str]] = []
        for done, rest in open_ways:
            if rest in _COMPLETIONS:
                ways.append((done, rest))
            for size in range(min(_LONGEST_SYLLABLE, len(rest) - 1), 0, -1):
                if rest[:size] in SYLLABLES:
                    following.append(([*done, rest[:size]], rest[size:]))
        open_ways = following[:_MOST_SPELLINGS]
    return ways
