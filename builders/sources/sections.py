"""Sections (条目): a YAML mapping read key by key into a model value.

What is wrong is collected in a shared list; keys that nobody asked for are reported with the nearest known one when the
section is closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builders.core.diagnostics import Diagnostic, Place
from builders.core.suggest import nearest
from builders.sources.yaml_nodes import line_of, parse_mapping

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")


def parse_section(text: str, shown: str, problems: list[Diagnostic], first_line: int = 1) -> Section:
    """Return the top mapping of YAML ``text``, whose first line is ``first_line`` of the file shown.

    Raises UsageError when it is not YAML as people write it.
    """
    return Section(parse_mapping(text, shown, problems, first_line), shown, problems, first_line)


@dataclass
class Section:
    """A YAML mapping being read; ``name`` is the key that it stands under, ``line`` where that key stands."""

    node: MappingNode
    shown: str
    problems: list[Diagnostic]
    first_line: int = 1
    name: str = ""
    line: int = 0
    _entries: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Index the entries; what is wrong with their keys the parser has told."""
        self.line = self.line or line_of(self.node, self.first_line)
        self._entries = {str(key.value): (key, value) for key, value in self.node.value if isinstance(key, ScalarNode)}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys as written."""
        return tuple(self._entries)

    def line_of(self, key: str) -> int:
        """Return the line where ``key`` stands, or the section's when it is absent."""
        return line_of(self._entries[key][0], self.first_line) if key in self._entries else self.line

    def text(self, key: str, default: str | None = None) -> str:
        """Return a scalar as text; without default, a missing or empty one is a problem."""
        node = self._take(key, default is not None)
        if node is None:
            return default or ""
        if not isinstance(node, ScalarNode):
            self.report(key, "Y003", f"“{key}”应为一个值", cure="请写成“键: 值”")
            return default or ""
        value = str(node.value).strip()
        if not value and default is None:
            self._tell_empty(key)
        return value or default or ""

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of different scalars; one scalar counts as a list of one.

        Without default, a missing or empty list is a problem.
        """
        node = self._take(key, default is not None)
        if node is None:
            return default or ()
        items = [node] if isinstance(node, ScalarNode) and node.value.strip() else node.value or []
        if isinstance(node, MappingNode) or not all(isinstance(item, ScalarNode) for item in items):
            self.report(key, "Y003", f"“{key}”应为一列值", cure="请写成“[甲, 乙]”")
            return default or ()
        values = tuple(str(item.value).strip() for item in items)
        if not all(values):
            self.report(key, "Y009", f"“{key}”中有空值", cure="请删除或填写")
        for value in dict.fromkeys(value for value in values if values.count(value) > 1):
            self.report(key, "Y010", f"“{key}”中“{value}”重复出现", cure="请只保留一处")
        if not values and default is None:
            self._tell_empty(key)
        return values or default or ()

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """Return a scalar that must be one of ``allowed``; a missing one is ``default``."""
        before = len(self.problems)
        value = self.text(key, default)
        options = tuple(allowed)
        if len(self.problems) > before or value == default or value in options:
            return value
        near = nearest(value, options)
        cure = f"是否指“{near}”？" if near else f"可用的有：{'、'.join(options)}"
        self.report(key, "Y004", f"“{key}”的值不认识", value, cure)
        return default or ""

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        return self.choice(key, ("true", "false"), "true" if default else "false") == "true"

    def day(self, key: str, needed: bool = False) -> date | None:
        """Return a date written as 2023-06-08, or None; a missing or empty one is a problem when it is needed."""
        value = self.text(key, None if needed else "")
        if not value:
            return None
        if _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        self.report(key, "Y005", f"“{key}”不是日期", value, "请写成 2023-06-08 的形式")
        return None

    def number(self, key: str) -> Decimal | None:
        """Return a decimal number, or None for a missing or empty one."""
        value = self.text(key, "")
        if not value:
            return None
        if _NUMBER.fullmatch(value):
            return Decimal(value)
        self.report(key, "Y006", f"“{key}”不是数字", value, "请只写数字")
        return None

    def whole(self, key: str, default: int, most: int) -> int:
        """Return a whole number from 0 to ``most``; a missing or empty one is ``default``."""
        value = self.text(key, str(default))
        if re.fullmatch(r"[0-9]{1,9}", value) and int(value) <= most:
            return int(value)
        self.report(key, "Y006", f"“{key}”应为0至{most}的整数", value, "请改正")
        return default

    def sections(self, key: str, needed: bool = False) -> tuple[Section, ...]:
        """Return a list of mappings; a missing or empty one is a problem when it is needed."""
        node = self._take(key, not needed)
        if node is None:
            return ()
        if needed and not node.value:
            self._tell_empty(key)
            return ()
        if isinstance(node, SequenceNode) and all(isinstance(item, MappingNode) for item in node.value):
            return tuple(self._inner(item, key, line_of(item, self.first_line)) for item in node.value)
        self.report(key, "Y003", f"“{key}”应为一列条目", cure="请以“- ”开头逐条写")
        return ()

    def section(self, key: str, needed: bool = False) -> Section | None:
        """Return the mapping under ``key``, or None; a missing one is a problem when it is needed."""
        node = self._take(key, not needed)
        if node is None:
            return None
        if isinstance(node, MappingNode):
            return self._inner(node, key, self.line_of(key))
        self.report(key, "Y003", f"“{key}”应为下一级的“键: 值”", cure="请检查缩进")
        return None

    def close(self) -> None:
        """Report every key that nobody asked for, with the nearest known one."""
        for key in self._entries:
            if key not in self._asked:
                near = nearest(key, self._asked)
                self.report(
                    key, "Y007", f"不认识的键“{key}”", cure=f"是否指“{near}”？" if near else "请删除，或对照手册改正"
                )

    def report(self, key: str, code: str, message: str, value: str = "", cure: str = "") -> None:
        """Report a problem at the line of ``key``."""
        self.problems.append(Diagnostic(Place(self.shown, self.line_of(key)), code, message, value, cure))

    def _take(self, key: str, optional: bool) -> Node | None:
        self._asked.add(key)
        if key in self._entries:
            return self._entries[key][1]
        if not optional:
            owner = f"“{self.name}”" if self.name else ""
            self.report(key, "Y008", f"{owner}缺少“{key}”", cure=f"请补上“{key}: …”")
        return None

    def _tell_empty(self, key: str) -> None:
        self.report(key, "Y009", f"“{key}”没有填写", cure=f"请补上“{key}: …”")

    def _inner(self, node: MappingNode, key: str, line: int) -> Section:
        return Section(node, self.shown, self.problems, self.first_line, key, line)
