"""YAML read safely: every scalar stays a string, every entry knows its line, and nothing is guessed or ignored.

A ``Section`` is a mapping being read field by field into a model value. What is wrong is collected in a shared list;
keys that nobody asked for are reported with the nearest known one when the section is closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import UsageError
from builders.core.suggest import nearest
from builders.sources.files import read_text

LARGEST_FILE = 1_000_000


def read_section(path: Path, shown: str, problems: list[Diagnostic]) -> Section:
    """Return the top mapping of a YAML file; ``shown`` is the path as messages print it.

    Raises UsageError when the file is not YAML that a person should write: syntax, anchors, tags, or no mapping at the
    top.
    """
    return parse_section(read_text(path, shown, LARGEST_FILE), shown, problems)


def parse_section(text: str, shown: str, problems: list[Diagnostic], first_line: int = 1) -> Section:
    """Return the top mapping of YAML ``text`` whose first line is ``first_line`` of the file shown."""
    reader = YAML(typ="base", pure=True)
    try:
        for event in YAML(typ="base", pure=True).parse(text):
            if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
                raise _fault(shown, event.start_mark.line + first_line, "不支持锚点（&）和引用（*）", "请把内容写全")
        node = reader.compose(text)
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = (mark.line if mark else 0) + first_line
        message = f"YAML 写法有误：{_translate(str(fault.problem or ''))}"
        raise _fault(shown, line, message, "请检查缩进、冒号和引号") from fault
    except YAMLError as fault:
        raise _fault(shown, first_line, "含有 YAML 不允许的字符", "请删除不可见字符后重试") from fault
    if not isinstance(node, MappingNode):
        raise _fault(shown, first_line, "应为“键: 值”的形式", "请参照同类文件的写法")
    return Section(node, shown, "", problems, first_line - 1)


def _fault(shown: str, line: int, message: str, cure: str) -> UsageError:
    return UsageError(f"{shown} 不能读取", [Diagnostic(Place(shown, line), "Y001", message, cure=cure)])


def _translate(problem: str) -> str:
    known = {
        "mapping values are not allowed here": "这里不能再出现冒号",
        "found character '\\t' that cannot start any token": "不能用制表符缩进，请用空格",
        "could not find expected ':'": "缺少冒号",
        "expected <block end>, but found": "缩进不对齐",
    }
    return next((chinese for english, chinese in known.items() if english in problem), problem)


@dataclass
class Section:
    """A YAML mapping under ``name``, read key by key; ``close`` reports what was not asked for."""

    node: MappingNode
    shown: str
    name: str
    problems: list[Diagnostic]
    offset: int = 0
    _entries: dict[str, Node] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Index the entries, refusing a key that stands twice."""
        for key, value in self.node.value:
            name = str(key.value) if isinstance(key, ScalarNode) else ""
            if name in self._entries:
                self._report(key, "Y002", f"“{name}”重复出现", cure="请只保留一处")
            self._entries[name] = value

    @property
    def line(self) -> int:
        """The line where the section starts."""
        return self._line(self.node)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys as written; asking for them counts as knowing them."""
        return tuple(self._entries)

    def has(self, key: str) -> bool:
        """Return whether the section holds ``key``."""
        return key in self._entries

    def line_of(self, key: str) -> int:
        """Return the line of the value of ``key``, or of the section when it is absent."""
        return self._line(self._entries.get(key, self.node))

    def text(self, key: str, default: str | None = None) -> str:
        """Return a scalar as text; a missing one without default is a problem."""
        node = self._take(key, default is not None)
        if node is None:
            return default or ""
        if not isinstance(node, ScalarNode):
            self._report(node, "Y003", f"“{key}”应为一个值", cure="请写成“键: 值”")
            return default or ""
        return str(node.value).strip()

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of scalars; one scalar counts as a list of one."""
        node = self._take(key, default is not None)
        if node is None:
            return default or ()
        if isinstance(node, ScalarNode):
            return (str(node.value).strip(),) if str(node.value).strip() else ()
        if isinstance(node, SequenceNode) and all(isinstance(item, ScalarNode) for item in node.value):
            return tuple(str(item.value).strip() for item in node.value)
        self._report(node, "Y003", f"“{key}”应为一列值", cure="请写成“[甲, 乙]”")
        return ()

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """Return a scalar that must be one of ``allowed``."""
        value = self.text(key, default)
        options = tuple(allowed)
        if value not in options and (value or self.has(key)):
            near = nearest(value, options)
            cure = f"是否指“{near}”？" if near else f"可用的有：{'、'.join(options)}"
            self._report(self._entries[key], "Y004", f"“{key}”的值不认识", value, cure)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        return self.choice(key, ("true", "false"), "true" if default else "false") == "true"

    def day(self, key: str, default: date | None = None) -> date | None:
        """Return a date written as 2023-06-08; an empty or missing one is ``default``."""
        value = self.text(key, "")
        if not value:
            return default
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        self._report(self._entries[key], "Y005", f"“{key}”不是日期", value, "请写成 2023-06-08 的形式")
        return default

    def number(self, key: str, default: Decimal | None = None) -> Decimal | None:
        """Return a decimal number; a missing one is ``default``."""
        value = self.text(key, "")
        if not value:
            return default
        try:
            number = Decimal(value)
            if number.is_finite():
                return number
        except InvalidOperation:
            pass
        self._report(self._entries[key], "Y006", f"“{key}”不是数字", value, "请只写数字")
        return default

    def sections(self, key: str) -> tuple[Section, ...]:
        """Return a list of mappings; a missing key gives none."""
        node = self._take(key, True)
        if node is None:
            return ()
        if isinstance(node, SequenceNode) and all(isinstance(item, MappingNode) for item in node.value):
            return tuple(self._child(item, key) for item in node.value)
        self._report(node, "Y003", f"“{key}”应为一列条目", cure="请以“- ”开头逐条写")
        return ()

    def section(self, key: str) -> Section | None:
        """Return a mapping under ``key``, or None."""
        node = self._take(key, True)
        if node is None:
            return None
        if isinstance(node, MappingNode):
            return self._child(node, key)
        self._report(node, "Y003", f"“{key}”应为下一级的“键: 值”", cure="请检查缩进")
        return None

    def close(self) -> None:
        """Report every key that nobody asked for, with the nearest known one."""
        for key, node in self._entries.items():
            if key not in self._asked:
                near = nearest(key, self._asked)
                cure = f"是否指“{near}”？" if near else "请删除，或对照手册改正"
                self._report(node, "Y007", f"不认识的键“{key}”", cure=cure)

    def report(self, key: str, code: str, message: str, value: str = "", cure: str = "") -> None:
        """Report a problem at the value of ``key``."""
        self._report(self._entries.get(key, self.node), code, message, value, cure)

    def _take(self, key: str, optional: bool) -> Node | None:
        self._asked.add(key)
        node = self._entries.get(key)
        if node is None and not optional:
            self._report(self.node, "Y008", f"缺少“{key}”", cure=f"请补上“{key}: …”")
        return node

    def _child(self, node: MappingNode, key: str) -> Section:
        return Section(node, self.shown, key, self.problems, self.offset)

    def _line(self, node: Node) -> int:
        return int(node.start_mark.line) + 1 + self.offset

    def _report(self, node: Node, code: str, message: str, value: str = "", cure: str = "") -> None:
        self.problems.append(Diagnostic(Place(self.shown, self._line(node)), code, message, value, cure))


def read_plain(path: Path, shown: str) -> object:
    """Return a YAML file as nested dicts, lists and strings, for a room that types it by itself.

    Raises like ``read_section``.
    """
    return _plain(read_section(path, shown, []).node)


def _plain(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value)
