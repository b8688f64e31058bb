"""Filters (过滤器) of templates: the few of Jinja's that neither compute nor convert, and our own 并列, 注, 提级."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from jinja2.filters import FILTERS
from jinja2.runtime import Undefined

from builders.compose.allowance import Allowance, joined_within
from builders.compose.faults import Unprintable
from builders.compose.marks import FORBIDDEN, LINE_START
from builders.compose.markup import Markdown, escaped
from builders.compose.stated import Stated, StatedRow, fact_of
from builders.compose.wording import wording_filters

ADMITTED = (
    "batch", "count", "d", "default", "first", "groupby", "last", "length", "list", "map", "max", "min", "reject",
    "rejectattr", "reverse", "select", "selectattr", "sort", "unique",
)  # fmt: skip
"""Jinja's own filters that are left: int and float would turn a fact into an untraced number, others leave the data."""

_KINDS = {
    type(None): "空单元格", float: "未取整的小数", list: "一列数据", dict: "整行数据或整组数据",
    StatedRow: "整行数据", bool: "是非值",
}  # fmt: skip
_HIGHEST = re.compile(f"{LINE_START}# ", re.MULTILINE)
_HEADING = re.compile(f"({LINE_START})##(?=#* )", re.MULTILINE)
_ADDRESS = re.compile(r"，(?P<url>https?://[!-;=?-~]+)")


def house_filters(allowance: Allowance) -> dict[str, Callable[..., Any]]:
    """Return the filters of one rendering; each use of one draws on the allowance."""
    own = {"并列": listed, "注": Citations().note, "提级": raised, "join": joined}
    known = {**{name: FILTERS[name] for name in ADMITTED}, **own, **wording_filters()}
    return {name: _drawing(allowance, function) for name, function in known.items()}


def _drawing(allowance: Allowance, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that draws on the allowance first; what Jinja has noted at the filter stays noted."""

    @wraps(function)
    def drawing(*arguments: object, **named: object) -> object:
        allowance.spend_on_arguments((*arguments, *named.values()))
        return function(*arguments, **named)

    return drawing


def printable(value: object) -> str:
    """Return the Markdown that a template prints for a value. Raises Unprintable for what no document may show."""
    if isinstance(value, Markdown | Stated):
        return str(value)
    if isinstance(value, str):
        if found := FORBIDDEN.search(value):
            raise Unprintable(f"文字中含有不能印出的字符 U+{ord(found.group()):04X}")
        return escaped(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Undefined):
        return str(value)
    raise Unprintable(f"不能打印{_KINDS.get(type(value), '这种值')}")


def side_by_side(parts: Iterable[object]) -> Markdown:
    """Return what printing the parts one after the other gives."""
    return joined_within("", (printable(part) for part in parts))


def joined(parts: Iterable[object], separator: str = "") -> Markdown:
    """join: the parts as printed, with a separator between."""
    return joined_within(printable(separator), (printable(part) for part in parts))


def listed(parts: Iterable[Sequence[Any]]) -> Markdown:
    """并列: word and fact pairs in a row with 、 between, those that are zero left out (已完工3个、在建8个)."""
    return joined_within("、", (side_by_side((word, fact)) for word, fact in parts if fact))


def raised(passage: str) -> Markdown:
    """提级: a passage printed without a heading of its own has its headings one level higher.

    Raises Unprintable for a heading that is on the highest level already.
    """
    if _HIGHEST.search(passage):
        raise Unprintable("正文里已有一级标题，不能再提级")
    return Markdown(_HEADING.sub(r"\1#", passage))


@dataclass
class Citations:
    """注: prints a fact with a footnote that names its public source; in full the first time, shortly from then on."""

    cited: set[str] = field(default_factory=set)

    def note(self, value: object) -> Markdown:
        """Return the fact with its footnote. Raises Unprintable for a fact whose rows name no public source."""
        fact = fact_of(value)
        sources = list(dict.fromkeys(cell.citation for cell in fact.sources if cell.citation)) if fact else []
        if not sources:
            raise Unprintable("这个数据没有登记公开来源，不能加注")
        words = [_shortly(source) if source in self.cited else _in_full(source) for source in sources]
        self.cited.update(sources)
        return Markdown(f"{printable(value)}^[{'；'.join(words)}。]")


def _shortly(source: str) -> str:
    return f"来源同前：{escaped(_ADDRESS.sub('', source))}"


def _in_full(source: str) -> str:
    """Return a citation with its address as a link."""
    address = _ADDRESS.search(source)
    if address is None:
        return escaped(source)
    return f"{escaped(source[: address.start()])}，<{address['url']}>{escaped(source[address.end() :])}"
