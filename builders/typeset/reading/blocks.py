"""Blocks (段落、标题、列表): what pandoc returns, admitted or refused one by one."""

from __future__ import annotations

from builders.core.suggest import unknown
from builders.model.document import (
    Annex,
    Block,
    Document,
    Figure,
    FigurePair,
    Heading,
    ListItems,
    Paragraph,
    Remark,
    Text,
)
from builders.typeset.reading.figures import FigureReader
from builders.typeset.reading.inlines import InlineReader, Node, first_text
from builders.typeset.reading.tables import TableReader, orientation_of
from builders.typeset.reading.trail import Trail

DEEPEST_HEADING = 4
DIVISIONS = ("annex", "remark", "side-by-side")
MOST_SIDE_BY_SIDE = 3
REFUSED = {
    "BlockQuote": "引用块",
    "CodeBlock": "代码块",
    "RawBlock": "原始代码块",
    "HorizontalRule": "分隔线",
    "DefinitionList": "定义列表",
    "LineBlock": "分行块",
}
PAIR_CURE = '请写“::: {.side-by-side #fig-名称 caption="图题"}”，里面每幅图单独一段，最后一行写“:::”。'
ANNEX_CURE = '请在正文之后写“::: {.annex title="附件标题" #annex-名称}”。'


class BlockReader:
    """Reads the blocks of one manuscript; problems go to the trail."""

    def __init__(self, trail: Trail) -> None:
        """Share one trail among the readers of words, tables and figures."""
        self.trail = trail
        self.inlines = InlineReader(trail)
        self.tables = TableReader(trail, self.inlines)
        self.figures = FigureReader(trail, self.inlines)

    def document(self, nodes: list[Node]) -> Document:
        """Return the body and the annexes; nothing may follow the annexes."""
        body: list[Block] = []
        annexes: list[Annex] = []
        for node in nodes:
            if _class_of(node) == "annex":
                annexes.append(self._annex(node))
                continue
            blocks = self._block(node, in_annex=False)
            if annexes:
                value = first_text(node)
                cure = "请把这一段移到附件之前或附件之内。"
                self.trail.refuse("M143", "附件之后不能再有正文", value=value, cure=cure)
            body.extend(blocks)
        return Document(tuple(body), tuple(annexes))

    def _annex(self, node: Node) -> Annex:
        (identifier, classes, pairs), blocks = node["c"]
        attributes = dict(pairs)
        title = attributes.pop("title", "").strip()
        if not title:
            self.trail.refuse("M142", "附件没有标题", at="annex", cure=ANNEX_CURE)
        orientation = orientation_of(attributes, self.trail, "附件")
        attributes.pop("orientation", None)
        self._extra(classes[1:], attributes, ("title", "orientation"), ANNEX_CURE)
        self.trail.follow(title)
        inside = [block for node in blocks for block in self._block(node, in_annex=True)]
        return Annex(title, tuple(inside), identifier, orientation)

    def _block(self, node: Node, *, in_annex: bool) -> list[Block]:
        match node["t"]:
            case "Para" | "Plain":
                return self._paragraph(node)
            case "Header":
                return self._heading(node)
            case "BulletList":
                return self._list(node["c"], ordered=False)
            case "OrderedList":
                return self._ordered(node)
            case "Table":
                table = self.tables.table(node, captioned=not in_annex)
                return [table] if table else []
            case "Figure":
                figure = self.figures.figure(node)
                return [figure] if figure else []
            case "Div":
                return self._division(node)
            case kind:
                self._refuse(kind, node)
                return []

    def _paragraph(self, node: Node) -> list[Block]:
        match node["c"]:
            case [{"t": "Image", "c": [_, _, [target, _]]}]:
                self.figures.unnamed(target)
                return []
            case [{"t": "Str", "c": str(first)}, *_] if first == ":":
                value = first_text(node["c"][1:])
                self.trail.refuse("M126", "表题没有挨着表格", at=value, value=value, cure="表题与表格之间只空一行。")
            case [{"t": "Str", "c": str(first)}, *_] if first.startswith(("|", ":::", "```")):
                value = first_text(node["c"])
                cure = "请检查它的各行：表格要有 |---| 一行，“:::”要成对。"
                self.trail.refuse("M107", "这一段像表格或块，却只能读成文字", at=value, value=value, cure=cure)
        return [Paragraph(self.inlines.paragraph(node["c"]))]

    def _heading(self, node: Node) -> list[Block]:
        level, (identifier, classes, pairs), words = node["c"]
        value = first_text(words)
        if level > DEEPEST_HEADING:
            cure = "公文标题只有四级：#、##、###、####。"
            self.trail.refuse("M101", f"标题层级过深（{level}级）", at=value, value=value, cure=cure)
        if identifier or classes or pairs:
            self.trail.refuse("M102", "标题不能带属性", at=value, value=value, cure="请删去花括号，编号由程序填写。")
        children = self.inlines.paragraph(words, notes=False, breaks=False)
        if not children:
            self.trail.refuse("M103", "标题没有文字", line=self._bare(level), cure="请写出标题或删去井号。")
        return [Heading(min(level, DEEPEST_HEADING), children)]

    def _ordered(self, node: Node) -> list[Block]:
        (start, _, _), items = node["c"]
        if start != 1:
            value = first_text(items)
            self.trail.refuse("M105", "编号列表应从1开始", at=value, value=f"{start}. {value}", cure="请改为从1开始。")
        return self._list(items, ordered=True)

    def _list(self, items: list[list[Node]], *, ordered: bool) -> list[Block]:
        read: list[tuple[Paragraph, ...]] = []
        for item in items:
            paragraphs: list[Paragraph] = []
            for block in item:
                if block["t"] in ("Para", "Plain"):
                    paragraphs.append(Paragraph(self.inlines.paragraph(block["c"])))
                    continue
                nested = block["t"] in ("BulletList", "OrderedList")
                message = "列表里不能再套列表" if nested else "列表里只能是普通段落"
                value = first_text(block)
                self.trail.refuse("M104", message, at=value, value=value, cure="请改用下一级标题或分段叙述。")
            read.append(tuple(paragraphs))
        return [ListItems(ordered, tuple(read))]

    def _division(self, node: Node) -> list[Block]:
        (identifier, classes, pairs), blocks = node["c"]
        if classes[:1] == ["remark"]:
            self._extra([*classes[1:], *([f"#{identifier}"] if identifier else [])], dict(pairs), (), "")
            return [remark for block in blocks for remark in self._remark(block)]
        if classes[:1] == ["side-by-side"]:
            return self._side_by_side(identifier, classes, dict(pairs), blocks)
        if classes[:1] == ["annex"]:
            self.trail.refuse("M141", "附件只能放在最外层，不能套在别的块里", at="annex", cure=ANNEX_CURE)
            return []
        name = classes[0] if classes else ""
        self.trail.refuse(
            "M144", f"块的类名：{unknown(name, DIVISIONS)}" if name else "块没有类名",
            at=name or ":::", value=name, cure="可用的块只有附件（.annex）、表注（remark）和并排图（side-by-side）。",
        )  # fmt: skip
        return []

    def _side_by_side(
        self, identifier: str, classes: list[str], attributes: dict[str, str], nodes: list[Node]
    ) -> list[Block]:
        """Return figures that stand side by side: before and after, two or three of them, under one caption."""
        caption = attributes.pop("caption", "").strip()
        if not caption:
            self.trail.refuse("M147", "并排图没有图题", at="side-by-side", cure=PAIR_CURE)
        self._extra(classes[1:], attributes, ("caption",), PAIR_CURE)
        self.trail.follow(caption)
        line = self.trail.line
        found = [block for node in nodes for block in self._block(node, in_annex=False)]
        figures = tuple(block for block in found if isinstance(block, Figure))
        if len(figures) != len(found) or not 2 <= len(figures) <= MOST_SIDE_BY_SIDE:
            self.trail.refuse("M148", "并排图里应是两幅或三幅图，别的都不能放", line=line, cure=PAIR_CURE)
        return [FigurePair(identifier, (Text(caption),), figures)]

    def _remark(self, block: Node) -> list[Block]:
        if block["t"] in ("Para", "Plain"):
            return [Remark(self.inlines.paragraph(block["c"]))]
        value = first_text(block)
        self.trail.refuse("M145", "表注里只能是普通段落", at=value, value=value, cure="请把其他内容移到表注之外。")
        return []

    def _extra(self, classes: list[str], pairs: dict[str, str], known: tuple[str, ...], cure: str) -> None:
        """Complain of the classes and attributes that a division does not have."""
        for name in classes:
            self.trail.refuse("M146", f"块不能有类名或标识“{name}”", at=name, value=name, cure=cure)
        for name, value in pairs.items():
            self.trail.refuse("M146", f"块的属性：{unknown(name, known)}", at=f"{name}=", value=value, cure=cure)

    def _bare(self, level: int) -> int:
        """Return the next line that is only the hashes of a heading without words."""
        lines = self.trail.manuscript.markdown.split("\n")
        first = self.trail.line
        bare = (number for number in range(first, len(lines) + 1) if lines[number - 1].strip() == "#" * level)
        return next(bare, first)

    def _refuse(self, kind: str, node: Node) -> None:
        value = first_text(node)
        name = REFUSED.get(kind, kind)
        marks = {"HorizontalRule": ("***", "---", "___")}.get(kind, (value,))
        at = next((mark for mark in marks if self.trail.reaches(mark)), "")
        self.trail.refuse("M111", f"不支持{name}", at=at, value=value, cure="请改用普通段落、标题、列表或表格。")


def _class_of(node: Node) -> str:
    match node:
        case {"t": "Div", "c": [[_, [str(name), *_], _], _]}:
            return name
    return ""
