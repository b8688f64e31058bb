"""Words of a title (分词): where its words end, and how well a line may end there.

A dictionary tells the words (rjieba, 0.1 s to load, so it waits for the first title that is longer than its line). What
no general dictionary knows is said here: what the issuers of official documents are called, what this project writes
about, and how titles are built (issuers, 关于, a verb and its object, 的, the kind of document).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

NEVER = 1e6
"""Between a number and its unit, before 的 or a closing mark."""
TORN = 1e5
"""Inside a word."""
COMPOUND = 5e4
"""Between the words that a longer one is made of: 服务|设施, for the narrow columns of tables."""
BRACKET = 1e4
"""Inside 《》, （） or “”: only when they do not fit in a line."""
_BOUND = 200.0
"""Beside a word of one character: 金科|园, 健身|步|道."""
_NAME = 150.0
_TIGHT = 40.0
_CLOSE = 12.0
_PLAIN = 6.0
_GOOD = 3.0
_BEST = 0.0

_OPENING = "《〈（〔【“‘「(["
_CLOSING = "》〉）〕】”’」)]，。、；：？！…—·,.;:?!%％‰℃"
_PAIRS = (
    *(re.compile(r"“[^”]*”|《[^》]*》"), re.compile(r"‘[^’]*’|〈[^〉]*〉")),
    re.compile(r"（[^）]*）|〔[^〕]*〕|\([^)]*\)"),
)
_CLINGING = frozenset("的地得之了着过等者们")
"""Never at the head of a line."""
_LEADING = frozenset("和与及或并且暨兼而以为对向把将被由从在于至到按经使让关")
"""Words of one character that begin a line rather than end it."""
_TRAILING = frozenset("中上下内外前后间时稿版部委局厅院省市县区镇乡村路园站")
"""Words of one character that end a line rather than begin it."""
_TAILS = (
    *("工作", "情况", "问题", "系统", "体系", "机制", "工程", "项目", "行动", "活动", "会议", "能力", "报告", "意见"),
    *("资金", "小组", "党委", "支部"),
)
"""Words that say little without the word before them."""
_PASSING_ON = ("印发", "转发", "批转")
_LOCALITIES = ("社区", "街道", "小区", "村", "镇", "乡", "县", "市", "区", "路")

_COUNT = r"[\d〇零一二三四五六七八九十百千两]+"
_WHOLE = re.compile(
    rf"{_COUNT}年(?:度|[上下]半年|第?[一二三四1-4]季度|{_COUNT}月份?(?:{_COUNT}[日号])?)?"
    rf"|\d+[—–～~-]\d+年(?:度)?|[上下]半年|{_COUNT}月(?:{_COUNT}日|份)?|第{_COUNT}[\u4e00-\u9fff]"
    r"|[A-Z]{2,}(?:/[A-Z])? ?\d[\d.]*(?:[-—–]\d{4})?"
    r"|[A-Za-z0-9]+(?:[./,，:@&+_'’–-]+[A-Za-z0-9]+)*[%％‰℃㎡]?"
)
"""Dates, ordinals, numbers of standards, Latin words and numbers, which the dictionary would take apart."""
_KIND = re.compile(
    r"(?:(?:年度|半年|工作|情况|总结|实施|指导|管理|验收|自查|整改|典型|若干|紧急|可行性研究|任务|分工|分解|有关)*"
    r"(?:报告|总结|方案|意见|办法|规划|计划|要点|措施|规定|细则|指南|导则|案例|台账|清单|名单|结果|问题))?"
    r"(?:（[^（）]{1,8}）)?"
    r"(?:的[\u4e00-\u9fff]{0,2}?(?:通知|通报|通告|公告|公示|决定|决议|命令|意见|报告|请示|批复|答复|复函|函|纪要|议案|措施|办法|方案|公报))?$"
)
"""The words at the end that say what kind of document this is; a line may well begin with them."""
_HELD = (
    (re.compile(r"住房(?:和|与)?城乡建设[部厅局委]?|发展(?:和)?改革[委局](?:员会)?|国家发展改革委"), _NAME),
    (re.compile(r"人力资源(?:和)?社会保障[部厅局]|市场监督管理总?局"), _NAME),
    (re.compile(r"[工商]业和信息化[部厅局]|文化和旅游[部厅局]"), _NAME),
    (re.compile(r"(?:习近平)?新时代中国特色社会主义思想|[^局厅部委府省市于的年]{2,9}族自治[县州旗区]"), _NAME),
    (re.compile(r"人民政府办公[厅室]|[部厅局委]办公[厅室]|人民代表大会|人大常委会|居民委员会"), _TIGHT),
    (re.compile(r"完整(?:居住)?社区|(?:城镇)?老旧小区|综合服务站|一老一小|先导区"), _TIGHT),
    (re.compile(r"补短板|高质量发展|政府工作报告"), _TIGHT),
    (re.compile(r"完整(?:居住)?社区建设|老旧小区改造|试点(?:工作|项目|社区)"), _CLOSE),
    (re.compile(r"适老化改造|服务体系|国土空间(?:总体)?规划"), _CLOSE),
    (re.compile(r"[\u4e00-\u9fff]{2}服务(?:设施|中心|平台|站)"), _CLOSE),
)
"""What belongs together although the dictionary knows only its parts."""
_ISSUER_ENDS = tuple("局厅部委府会办院室") + ("中心",)


@dataclass(frozen=True)
class _Word:
    """A word, where it begins, and its part of speech as the dictionary tells it (``whole`` for a date or number)."""

    text: str
    start: int
    kind: str

    @property
    def single(self) -> bool:
        """Whether it is one Han character."""
        return len(self.text) == 1 and ord(self.text) >= 0x3400

    @property
    def issuer(self) -> bool:
        """Whether it may end the name of an organ."""
        return self.kind == "nt" or self.text.endswith(_ISSUER_ENDS)


@lru_cache(maxsize=1024)
def break_costs(text: str) -> tuple[float, ...]:
    """Return what it costs to begin a line at each index of a text: little is good, ``COMPOUND`` and more is wrong.

    The last of them, for the end of the text, is 0. A space is a good place, and stays with the line before it.
    """
    costs = [TORN] * len(text) + [0.0]
    words = list(_words(text))
    for left, right in pairwise(words):
        costs[right.start] = _between(left, right)
    for word in words:
        for index in _joints(word):
            costs[word.start + index] = COMPOUND
    _kind(text, costs)
    _issuers(text, costs)
    for pattern, price in _HELD:
        _charge(costs, pattern.finditer(text), price)
    for pair in _PAIRS:
        _charge(costs, pair.finditer(text), BRACKET)
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        if before in _OPENING or after in _CLOSING or after in _CLINGING or after.isspace():
            costs[index] = NEVER
    return tuple(costs)


def _words(text: str) -> Iterator[_Word]:
    """Yield the words of a text, dates, numbers and Latin words whole."""
    end = 0
    for match in _WHOLE.finditer(text):
        yield from _dictionary(text[end : match.start()], end)
        yield _Word(match.group(), match.start(), "whole")
        end = match.end()
    yield from _dictionary(text[end:], end)


def _dictionary(text: str, start: int) -> Iterator[_Word]:
    if not text:
        return
    import rjieba  # 0.1 s and 33 MB, for its dictionary

    for word, kind in rjieba.tag(text):
        yield _Word(word, start, kind)
        start += len(word)


def _joints(word: _Word) -> Iterator[int]:
    """Yield where the words meet that a long word is made of, where the dictionary leaves no doubt."""
    if len(word.text) < 4 or word.kind == "whole":
        return
    import rjieba

    parts = [(start, end) for _, start, end in rjieba.tokenize(word.text, "search") if end - start < len(word.text)]
    for index in sorted({edge for part in parts for edge in part} - {0, len(word.text)}):
        if not any(start < index < end for start, end in parts):
            yield index


def _between(left: _Word, right: _Word) -> float:
    """Return what it costs to begin a line with ``right`` after ``left``."""
    if left.text.isspace():
        return _BEST
    if left.kind == "whole" and left.text[-1].isdigit() and right.text.isalpha() and len(right.text) <= 2:
        return NEVER  # a number and its unit
    if right.text in ("关于", *_PASSING_ON) and left.text != "关于":
        return _BEST
    if right.single and right.text not in _LEADING or left.single and left.text not in _CLINGING | _TRAILING:
        return _BOUND
    if right.text in _LOCALITIES and left.kind in ("ns", "nr", "zg", "nrt", "nrfg"):
        return _TIGHT
    return _usual(left, right) + (_CLOSE if right.text in _TAILS else 0.0)


def _usual(left: _Word, right: _Word) -> float:
    """Return what it costs between two words of more than one character, by what they are."""
    if right.text in ("《", "“", "（") or left.text in (*_PASSING_ON, "》", "”", "）") or left.kind == "whole":
        return _GOOD
    if left.text == "关于" or left.kind in ("a", "b", "d", "m"):
        return 2 * _PLAIN + _GOOD
    if left.text == "的":
        return _CLOSE
    if left.kind in ("ns", "v"):
        return _PLAIN + _GOOD
    return _GOOD + 1 if right.single or right.kind in ("v", "whole") else _PLAIN


def _kind(text: str, costs: list[float]) -> None:
    """Make the place before the kind of document a good one, and every place inside it dearer."""
    match = _KIND.search(text)
    if match and 0 < match.start() < len(text) and costs[match.start()] < _TIGHT:
        costs[match.start()] = min(costs[match.start()], _GOOD)
    if match:
        _charge(costs, (match,), _CLOSE)


def _issuers(text: str, costs: list[float]) -> None:
    """Make every place inside the issuers' names dearer, and the places after a name good ones."""
    end = re.sub("《.*?》", lambda match: "《" * len(match.group()), text).find("关于")
    for left, right in pairwise(_words(text[: max(end, 0)])):
        if left.issuer and right.kind in ("ns", "nt"):
            costs[right.start] = min(costs[right.start], _GOOD)
        elif not left.text.isspace() and right.text not in _PASSING_ON:
            costs[right.start] += _CLOSE


def _charge(costs: list[float], matches: Iterable[re.Match[str]], price: float) -> None:
    """Make every place inside a match dearer."""
    for match in matches:
        for index in range(match.start() + 1, match.end()):
            costs[index] += price
