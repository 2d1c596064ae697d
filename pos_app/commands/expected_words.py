"""What a bundle or basket should have said at some place, in Chinese; the readers say English.

A test holds this table against every text the readers refuse with.
"""

import re
from typing import Final

_CHINESE: Final[dict[str, str]] = {
    "a known field": "已知的字段",
    "a policy that this program knows": "本程序认识的方案设置",
    "a set of this bundle": "本方案中定义的商品集合",
    "a tax of this basket": "本购物篮中定义的税组",
    "an id of its own": "不重复的编号",
    "less than is taken": "小于取货件数的数",
    "list": "列表",
    "list of days": "星期列表",
    "list of spans": "时段列表",
    "list of texts": "文本列表",
    "local date and time": "当地日期和时间",
    "local date and time without zone": "不带时区的当地日期和时间",
    "mon, tue, wed, thu, fri, sat, sun": "mon、tue、wed、thu、fri、sat、sun",
    "most only with up_to, and up_to only where bought_stay_free": (
        "有 up_to 才能有 most，有 bought_stay_free 才能有 up_to"
    ),
    "object": "对象",
    "one of percent, amount, price": "percent、amount、price 三者之一",
    "one part where the cut is per unit": "按件优惠时只有一个部分",
    "only plain cuts can be stacked on others": "只有直接减价才能叠加",
    "path such as drinks/tea, or list of texts": "drinks/tea 这样的路径，或文本列表",
    "percentage": "百分数",
    "prices by item number": "按货号的价格",
    'quantity such as 2 or "0.455"': '2 或 "0.455" 这样的数量',
    "something that this program knows": "本程序认识的内容",
    "start and end": "开始和结束",
    "steps that begin at different sums": "起点各不相同的档位",
    "text": "文本",
    "three capital letters": "三个大写字母",
    "time such as 09:30": "09:30 这样的时间",
    "true or false": "true 或 false",
    "whole number": "整数",
    "EA KGM LTR MTR": "EA、KGM、LTR、MTR 之一",
}
_WITH_NUMBER: Final = (
    (re.compile(r"at most (\d+) units in a group"), "每组最多 {} 件"),
    (re.compile(r"text of at most (\d+) letters"), "最多 {} 个字的文本"),
    (re.compile(r"list of at most (\d+)"), "最多 {} 项的列表"),
    (re.compile(r"at most (\d+)"), "最多 {}"),
    (re.compile(r"percentage up to (\d+)"), "不超过 {} 的百分数"),
    (re.compile(r"whole number from (-?\d+)"), "不小于 {} 的整数"),
)


def in_chinese(expected: str) -> str:
    """Say in Chinese what was expected; a text not known here stays as it is."""
    for pattern, chinese in _WITH_NUMBER:
        found = pattern.fullmatch(expected)
        if found:
            return chinese.format(found[1])
    return _CHINESE.get(expected, expected)
