"""Words inside a paragraph: what pandoc returns, admitted or refused one by one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from builders.model.document import (
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Reference,
    Strong,
    Text,
)
from builders.typeset.reading.quotes import SOFT, settle
from builders.typeset.reading.trail import Trail

Node = dict[str, Any]

_ADDRESS = re.compile(r"(https?://[^\s/?#]+[^\s]*|mailto:[^\s@]+@[^\s@]+)", re.IGNORECASE)
_BLOCK_MARK = re.compile(r"#{1,6}|:{3,}|\||[-*+>:]|\d{1,2}[.)]|\[\^.+\]:|`{3,}.*|\*{3,}|-{3,}|_{3,}")
_AUTOMATIC_CLASSES = {"uri", "email"}

REFUSED = {
    "Code": "行内代码",
    "Math": "数学公式",
    "RawInline": "原始代码",
    "Span": "带属性的文字",
    "Underline": "下划线文字",
    "SmallCaps": "小型大写文字",
    "Strikeout": "删除线文字",
    "Superscript": "上标",
    "Subscript": "下标",
    "Quoted": "引号标记",
    "Cite": "文献引用",
}
CURE = "请改用普通文字；强调可用 **黑体** 或 *楷体*。"


@dataclass
class InlineReader:
    """Reads the inlines of one manuscript; problems go to the trail."""

    trail: Trail

    def paragraph(self, nodes: list[Node], *, notes: bool = True, breaks: bool = True) -> tuple[Inline, ...]:
        """Return the inlines of a whole paragraph, cell or caption, quotes and line ends settled.

        ``notes`` and ``breaks`` say whether a footnote and a line break may stand there.
        """
        line = self.trail.line
        inlines, complete = settle(self._inlines(nodes, notes=notes, breaks=breaks))
        if not complete:
            self.trail.refuse("M118", "引号不成对", line=self._line_of_quote(line), cure="请改为成对的“ ”。")
        return inlines

    def _line_of_quote(self, first: int) -> int:
        """Return the last line of the paragraph just read that holds a straight quote."""
        lines = self.trail.manuscript.markdown.split("\n")
        holding = [number for number in range(first, self.trail.line + 1) if '"' in lines[number - 1]]
        return holding[-1] if holding else self.trail.line

    def _inlines(self, nodes: list[Node], *, notes: bool, breaks: bool) -> tuple[Inline, ...]:
        read: list[Inline] = []
        for before, node in pairwise([None, *nodes]):
            assert node is not None
            inline = self._inline(node, notes=notes, breaks=breaks)
            if before is not None and before["t"] == "SoftBreak":
                self._swallowed(node)
            if inline is not None:
                read.append(inline)
        return tuple(read)

    def _swallowed(self, node: Node) -> None:
        """Complain of a line that looks like a block but was read as text, because no blank line stands before it."""
        lines = self.trail.manuscript.markdown.split("\n")
        if node["t"] != "Str" or not _BLOCK_MARK.fullmatch(node["c"]):
            return
        line = lines[self.trail.line - 1].strip()
        if not line.startswith("\\"):
            cure = "请在它前面空一行；确是文字时在行首加反斜杠。"
            self.trail.refuse("M106", "这一行没有与前文空行隔开，会被当作正文", value=line, cure=cure)

    def _inline(self, node: Node, *, notes: bool, breaks: bool) -> Inline | None:
        inside: Callable[[list[Node]], tuple[Inline, ...]] = lambda nodes: self._inlines(  # noqa: E731
            nodes, notes=notes, breaks=breaks
        )
        match node["t"]:
            case "Str":
                self.trail.follow(node["c"])
                return Text(node["c"])
            case "Space":
                return Text(" ")
            case "SoftBreak":
                return Text(SOFT)
            case "LineBreak":
                return self._line_break(breaks)
            case "Strong":
                return Strong(inside(node["c"]))
            case "Emph":
                return Emphasis(inside(node["c"]))
            case "Link":
                return self._link(node, inside)
            case "Note":
                return self._footnote(node, notes)
            case "Image":
                self.trail.refuse(
                    "M113", "图片夹在文字或表格中间", at=node["c"][2][0], value=node["c"][2][0],
                    cure="请让图片单独成段，写成 ![图题](assets/名称.svg){#fig-名称 alt=\"替代文字\"}。",
                )  # fmt: skip
            case kind:
                self._refuse(kind, node)
        return None

    def _line_break(self, allowed: bool) -> Inline | None:
        if allowed:
            return LineBreak()
        self.trail.refuse("M117", "此处不能换行", cure="请删去行末的反斜杠或两个空格。")
        return None

    def _link(self, node: Node, inside: Callable[[list[Node]], tuple[Inline, ...]]) -> Inline | None:
        (identifier, classes, pairs), children, (target, title) = node["c"]
        if identifier or pairs or title or set(classes) - _AUTOMATIC_CLASSES:
            self.trail.refuse("M115", "链接不能带标题或属性", at=target, value=target, cure="请只写 [文字](网址)。")
            return None
        if target.startswith("#"):
            return self._reference(target, children)
        if not _ADDRESS.fullmatch(target):
            self.trail.refuse(
                "M114", "链接只能指向 http、https、mailto 地址或本文的图、表、附件", at=target, value=target,
                cure="请写完整网址；引用图表用 [](#标识)。",
            )  # fmt: skip
            return None
        if not children:
            self.trail.refuse("M116", "链接没有文字", at=target, value=target, cure="请写成 [文字](网址)。")
            return None
        return Link(inside(children), target)

    def _reference(self, target: str, children: list[Node]) -> Inline | None:
        if children:
            self.trail.refuse(
                "M116", "引用图、表、附件时方括号内应为空，编号由程序填写", at=target, value=target,
                cure=f"请写成 []({target})。",
            )  # fmt: skip
            return None
        return Reference(target.removeprefix("#"))

    def _footnote(self, node: Node, allowed: bool) -> Inline | None:
        if not allowed:
            self.trail.refuse("M119", "标题、图题、表题和脚注里不能再有脚注", cure="请把脚注移到正文段落。")
            return None
        paragraphs: list[Paragraph] = []
        with self.trail.aside():
            for block in node["c"]:
                if block["t"] not in ("Para", "Plain"):
                    self.trail.refuse("M119", "脚注里只能是普通段落", at=first_text(block), value=first_text(block))
                    continue
                self.trail.seek(first_text(block))
                paragraphs.append(Paragraph(self.paragraph(block["c"], notes=False)))
        return Footnote(tuple(paragraphs))

    def _refuse(self, kind: str, node: Node) -> None:
        value = first_text(node)
        name = REFUSED.get(kind, kind)
        self.trail.refuse("M112", f"不支持{name}", at=value, value=value, cure=CURE)


def first_text(value: object) -> str:
    """Return the first words inside any part of pandoc's tree, to find and to quote it."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case {"t": "Str", "c": str(text)}:
                return text
            case {"t": "Code" | "CodeBlock" | "Math" | "RawInline" | "RawBlock", "c": [*_, str(text)]}:
                return text.split("\n")[0]
            case {"t": "Image", "c": [_, _, [str(target), _]]}:
                return target
            case {"t": "Table", "c": [_, caption, _, *rows]}:
                # The caption stands first in the tree and last in the text.
                waiting.extend((caption, rows))
            case {"c": inner}:
                waiting.append(inner)
            case [*parts]:
                waiting.extend(reversed(parts))
    return ""
