"""YAML read safely: every scalar stays a string, every node knows its line, and nothing is guessed.

Refused are anchors, references, type tags and whatever else a person would not write. ``sections`` makes values of the
nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.resolver import VersionedResolver

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import UsageError
from builders.sources.characters import hidden_character
from builders.sources.files import read_text

LARGEST_FILE = 1_000_000
_PLAIN_TAGS = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_SLIPS = (
    ("while scanning a quoted scalar", "end of stream", "引号没有配对"),
    ("while scanning a quoted scalar", "document separator", "引号没有配对"),
    ("while scanning a double-quoted scalar", "", "双引号里的反斜杠写法有误，请改用单引号"),
    ("while parsing a flow sequence", "", "方括号没有配对，或缺少逗号"),
    ("while parsing a flow mapping", "", "花括号没有配对，或缺少逗号"),
    ("while scanning a simple key", "", "缺少冒号"),
    ("", "mapping values are not allowed here", "这里不能再出现冒号"),
    ("", "found character '\\t'", "不能用制表符缩进，请用空格"),
    ("", "expected <block end>", "缩进不对齐"),
    ("", "but found another document", "一个文件里只能有一份内容"),
    ("", "expected the node content", "这里缺少内容，或多了括号"),
)
_OPENED = tuple(context for context, _, _ in _SLIPS if context)
_START = re.compile(r"found character '(.)' that cannot start any token")


class _TextResolver(VersionedResolver):
    """Finds no numbers, dates or truth values: a scalar without a tag is text."""

    @property
    def versioned_resolver(self) -> dict[str, list[object]]:
        """The patterns that would make something else of a scalar: none."""
        return {}


def parse_mapping(text: str, shown: str, problems: list[Diagnostic], first_line: int = 1) -> MappingNode:
    """Return the top mapping of YAML ``text`` whose first line is ``first_line`` of the file shown.

    Doubled keys and hidden characters are added to ``problems``. Raises UsageError for what is not YAML that a person
    should write: syntax, anchors, tags, or no mapping at the top.
    """
    node = _composed(text, shown, first_line)
    nodes = list(_walk(node)) if node is not None else []
    strange = [fault for part in nodes for fault in _strange(part, shown, first_line)]
    if strange:
        raise _unreadable(shown, *strange)
    if not isinstance(node, MappingNode):
        cure = "冒号要用英文半角“:”，后面空一格"
        raise _unreadable(shown, _fault(shown, first_line, "应为“键: 值”的形式", cure))
    for part in nodes:
        problems += _spoilt(part, shown, first_line)
    return node


def line_of(node: Node, first_line: int = 1) -> int:
    """Return the line where a node starts, when the text that holds it starts at ``first_line``."""
    return int(node.start_mark.line) + first_line


def read_plain(path: Path, shown: str) -> object:
    """Return a YAML file as nested dicts, lists and strings, for a room that types it by itself.

    Raises UsageError when the file is not YAML that a person should write.
    """
    problems: list[Diagnostic] = []
    node = parse_mapping(read_text(path, shown, LARGEST_FILE), shown, problems)
    if problems:
        raise _unreadable(shown, *problems)
    return _plain(node)


def _composed(text: str, shown: str, first_line: int) -> Node | None:
    try:
        reader = YAML(typ="base", pure=True)
        reader.Resolver = _TextResolver
        node: Node | None = reader.compose(text)
    except ReaderError as fault:
        line = text[: fault.position].count("\n") + first_line
        raise _unreadable(
            shown, _fault(shown, line, f"含有不可见字符 U+{fault.character:04X}", "请删除后重新键入")
        ) from fault
    except MarkedYAMLError as fault:
        raise _unreadable(shown, _slip(fault, text, shown, first_line)) from fault
    except (YAMLError, ValueError) as fault:
        raise _unreadable(shown, _fault(shown, first_line, "YAML 写法有误", "请检查缩进、冒号和引号")) from fault
    except RecursionError:
        raise _unreadable(shown, _fault(shown, first_line, "嵌套太深", "请检查括号")) from None
    return node


def _slip(fault: MarkedYAMLError, text: str, shown: str, first_line: int) -> Diagnostic:
    """Return a fault of syntax in Chinese, at the line where it begins."""
    context, problem = str(fault.context or ""), str(fault.problem or "")
    mark = (fault.context_mark if context in _OPENED else None) or fault.problem_mark or fault.context_mark
    last = text.rstrip().count("\n")
    line = min(mark.line if mark else 0, last) + first_line
    if "alias" in problem or "anchor" in context or "alias" in context:
        return _fault(shown, line, "不支持锚点（&）和引用（*）", "请把内容写全")
    start = _START.search(problem)
    words = f"“{start[1]}”不能放在值的开头，请给整个值加上引号" if start else ""
    known = (words for where, what, words in _SLIPS if where in context and what in problem)
    message = "：".join(word for word in ("YAML 写法有误", words or next(known, "")) if word)
    return _fault(shown, line, message, "请检查缩进、冒号和引号")


def _walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it; below an anchor nothing, because references could lead around."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, MappingNode) and not part.anchor:
            waiting += [inner for pair in reversed(part.value) for inner in reversed(pair)]
        elif isinstance(part, SequenceNode) and not part.anchor:
            waiting += reversed(part.value)


def _strange(node: Node, shown: str, first_line: int) -> Iterator[Diagnostic]:
    if node.anchor:
        yield _fault(shown, line_of(node, first_line), "不支持锚点（&）和引用（*）", "请把内容写全")
    if str(node.tag) not in _PLAIN_TAGS:
        cure = "请删除叹号开头的标记，只写内容"
        yield _fault(shown, line_of(node, first_line), "不支持类型标记（!）", cure)


def _spoilt(node: Node, shown: str, first_line: int) -> Iterator[Diagnostic]:
    """Find keys that stand twice or are no word, and hidden characters."""
    hidden = hidden_character(node.value, allowed="\n\t") if isinstance(node, ScalarNode) else None
    if hidden:
        place = Place(shown, line_of(node, first_line))
        yield Diagnostic(place, "Y012", f"含有不可见字符 {hidden}", cure="请删除后重新键入")
    first: dict[str, int] = {}
    for key, _ in node.value if isinstance(node, MappingNode) else ():
        place = Place(shown, line_of(key, first_line))
        if not isinstance(key, ScalarNode):
            yield Diagnostic(place, "Y003", "键应为一个词", cure="请写成“键: 值”")
        elif key.value in first:
            message = f"“{key.value}”重复出现，第{first[key.value]}行已有"
            yield Diagnostic(place, "Y002", message, cure="请只保留一处")
        else:
            first[key.value] = place.line


def _fault(shown: str, line: int, message: str, cure: str) -> Diagnostic:
    return Diagnostic(Place(shown, line), "Y001", message, cure=cure)


def _unreadable(shown: str, *faults: Diagnostic) -> UsageError:
    return UsageError(f"{shown} 不能读取", faults)


def _plain(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value)
