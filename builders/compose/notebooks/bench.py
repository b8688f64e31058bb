"""The bench (工作台) at which a notebook works: what it was given, and how it hands over text, tables and charts.

This is the one module that a notebook imports; it runs inside the kernel. Given numbers are Decimals that remember
where they came from, also through sums and shares; what is handed over is data (``MIME``), printed in the house style.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import display

from builders.compose.notebooks.frames import table_rows, 数据框

if TYPE_CHECKING:
    from pandas import DataFrame

MIME = "application/vnd.make-report+json"
PARAMETERS = "parameters.json"
Reference = tuple[str | int, ...]

__all__ = ["数据", "视图", "设定", "数据框", "文", "标题", "表", "数", "见", "柱状图", "条形图", "横道图", "热力图"]


class 数值(Decimal):
    """A number with its unit, its places in print, and the references to what it was computed from."""

    unit: str
    places: int
    name: str
    given: Reference | None
    refs: tuple[Reference, ...]

    def __new__(
        cls, value: Decimal | int | str, unit: str = "", places: int = 0, refs: Iterable[Reference] = (),
        given: Reference | None = None, name: str = "",
    ) -> 数值:  # fmt: skip
        """Make a number; ``given`` is the reference of one that was not computed here."""
        self = super().__new__(cls, value)
        self.unit, self.places, self.given, self.name = unit, places, given, name
        self.refs = tuple(dict.fromkeys([*([given] if given else []), *refs]))
        return self

    def __format__(self, spec: str, context: object = None, /) -> str:
        """Refuse to become text, in which its lineage is lost."""
        raise TypeError("数字不要拼进文字，请作为单独的一项交给 文(…)，这样才能追溯来源")

    def __reduce__(self) -> Any:  # noqa: ANN401 - what pickle wants
        """Copy with everything that it remembers."""
        return (数值, (str(Decimal(self)), self.unit, self.places, self.refs, self.given, self.name))

    def __deepcopy__(self, memo: object) -> 数值:
        """Return itself: it never changes."""
        return self

    __copy__ = __deepcopy__  # type: ignore[assignment]  # takes no memo


_OF_ANOTHER_UNIT = ("__mul__", "__rmul__", "__truediv__", "__rtruediv__")


def _through(name: str) -> Callable[..., Any]:
    """Return the operator of Decimal so that its result remembers both numbers."""
    operator = getattr(Decimal, name)

    def applied(self: 数值, *others: Any) -> Any:  # noqa: ANN401 - as Python calls operators
        result = operator(self, *(Decimal(repr(other)) if isinstance(other, float) else other for other in others))
        if not isinstance(result, Decimal):
            return result
        known = [self, *(other for other in others if isinstance(other, 数值))]
        units = {each.unit for each in known}
        kept = units.pop() if len(units) == 1 and name not in _OF_ANOTHER_UNIT else ""
        refs = [ref for each in known for ref in each.refs]
        return 数值(result, kept, max(each.places for each in known), refs)

    return applied


for _name in ("add", "sub", "mul", "truediv"):
    setattr(数值, f"__{_name}__", _through(f"__{_name}__"))
    setattr(数值, f"__r{_name}__", _through(f"__r{_name}__"))
for _name in ("neg", "abs", "pos", "round"):
    setattr(数值, f"__{_name}__", _through(f"__{_name}__"))


class 文字(str):
    """A text that was given, with its reference."""

    given: Reference


class 日期(date):
    """A day that was given, with its reference."""

    given: Reference


class _Given(Mapping[str, Any]):
    """What was given under names; a name that has no value says why."""

    def __init__(self, what: str, members: Mapping[str, Any] | None, absent: Mapping[str, str]) -> None:
        self._what, self._members, self._absent, self._alone = what, members or {}, absent, members is None

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a value, a group or rows
        if name in self._members:
            return self._members[name]
        if name in self._absent:
            raise LookupError(f"{self._what}“{name}”此处没有值：{self._absent[name]}")
        if self._alone:
            raise LookupError("这个笔记本由 make-report 运行；单独打开时没有数据")
        raise LookupError(f"没有给这个笔记本{self._what}“{name}”，请写进笔记本的元数据 make-report")

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


def _opened(value: Any, reference: Reference) -> Any:  # noqa: ANN401 - JSON
    """Return what the program wrote for a fact, a group, a row or a list of rows, every value with its reference."""
    if value is None:
        return None
    if isinstance(value, list):
        return [_opened(each, (*reference, at)) for at, each in enumerate(value)]
    match value.get("kind"):
        case "number":
            return 数值(value["value"], value["unit"], value["places"], given=reference)
        case "date":
            day = 日期.fromisoformat(value["value"])
            day.given = reference
            return day
        case "text":
            text = 文字(value["value"])
            text.given = reference
            return text
    return {name: _opened(each, (*reference, name)) for name, each in value["members"].items()}


def _refs(value: object) -> Iterator[Reference]:
    """Yield the references of everything in a value: a number, a row, many rows."""
    if isinstance(value, 数值):
        yield from value.refs
    elif isinstance(value, 文字 | 日期):
        yield value.given
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _refs(each)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for each in value:
            yield from _refs(each)


def 数(
    value: Decimal | int | float, 单位: str = "", 位数: int = 0, *, 来自: object = None, 名称: str = ""
) -> 数值:  # fmt: skip
    """Give a computed number its unit and places; 来自 says which rows or values it came from where it cannot know."""
    if not isinstance(value, 数值) and 来自 is None:
        raise ValueError("这个数字不知道由什么算出，请写明 来自=…（用到的行或数据）")
    refs = [*(value.refs if isinstance(value, 数值) else ()), *_refs(来自)]
    if hasattr(value, "__index__"):  # an int, also one of numpy
        value = Decimal(int(value))
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    return 数值(exact, 单位, 位数, refs, name=名称)


def 见(标识: str) -> dict[str, str]:
    """Refer to a table or chart by its name."""
    return {"to": 标识}


def 文(*parts: object) -> None:
    """Hand over a paragraph: texts, numbers and days one after the other."""
    _hand_over("文", parts)


def 标题(text: str, 级: int = 2) -> None:
    """Hand over a heading."""
    _hand_over("标题", [text], 级=str(级))


def 表(
    列: Sequence[str], 行: Iterable[Sequence[object]] | DataFrame, 题: str, 标识: str, 单位: str = "",
    合计: bool = False, 注: str = "",
) -> None:  # fmt: skip
    """Hand over a table, its rows as lists or as a DataFrame; 合计: its last row is the total, 注 stands below it."""
    _hand_over("表", [[*列], table_rows(行)], 题=题, 标识=标识, 单位=单位, 合计=合计, 注=注)


def _chart(name: str) -> Callable[..., None]:
    def hand_over(*given: object, **more: object) -> None:
        _hand_over(name, given, **more)

    hand_over.__name__ = name
    hand_over.__doc__ = f"Hand over a chart: as {name} in templates."
    return hand_over


柱状图, 条形图, 横道图, 热力图 = (_chart(name) for name in ("柱状图", "条形图", "横道图", "热力图"))


def _hand_over(kind: str, given: Iterable[object], **more: object) -> None:
    told = {name: _told(each) for name, each in more.items()}
    display({MIME: {"kind": kind, "given": [_told(each) for each in given], "more": told}}, raw=True)  # type: ignore[no-untyped-call]  # IPython's


def _told(value: Any) -> Any:  # noqa: ANN401 - whatever a notebook hands over
    """Return a value as JSON. Raises TypeError for what no document can print."""
    if isinstance(value, 数值):
        if value.given:
            return {"given": value.given}
        if not value.is_finite():
            raise ValueError("算出的不是一个数字（可能除数为零），不能交给文件")
        number = {"value": str(Decimal(value)), "unit": value.unit, "places": value.places, "name": value.name}
        return {"number": number, "refs": value.refs}
    if isinstance(value, 文字 | 日期):
        return {"given": value.given}
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Mapping):
        if set(value) == {"to"}:
            return dict(value)
        return {"members": [[str(name), _told(each)] for name, each in value.items()]}
    if isinstance(value, list | tuple):
        return [_told(each) for each in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return {"count": value}
    raise TypeError(f"不能把这种值（{type(value).__name__}）交给文件；数字请用 数(…)，表格请用 表(…)")


def _given() -> tuple[_Given, _Given, Mapping[str, Any]]:
    path = Path(PARAMETERS)
    if not path.is_file():
        return _Given("数据", None, {}), _Given("视图", None, {}), {}
    given = json.loads(path.read_text(encoding="utf-8"))
    facts = {name: _opened(value, ("facts", name)) for name, value in given["facts"].items()}
    views = {name: _opened(rows, ("views", name)) for name, rows in given["views"].items()}
    return _Given("数据", facts, given["absent"]), _Given("视图", views, {}), given["setting"]


数据, 视图, 设定 = _given()
