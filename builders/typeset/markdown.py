"""A manuscript's Markdown becomes the document tree (解析): read once by pandoc, admitted by an allow-list, numbered.

What is not in ``model/document.py`` cannot pass: raw code, formulas, foreign pictures, unknown classes and attributes
are refused, all of them at once, each with the line that an editor would open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builders.core.errors import ContentError
from builders.core.suggest import unknown
from builders.model.document import Block, Document, Figure, FigurePair, Table
from builders.model.manuscript import Manuscript
from builders.typeset.numbering import number
from builders.typeset.orientation import orient
from builders.typeset.reading.blocks import BlockReader
from builders.typeset.reading.lint import inspect
from builders.typeset.reading.pandoc import read_markdown
from builders.typeset.reading.trail import Trail


def parse(manuscript: Manuscript) -> Document:
    """Return the numbered document of ``manuscript``.

    Raises ContentError with one diagnostic for each thing refused, placed in the file it came from; ToolError when
    pandoc is missing or fails.
    """
    trail = Trail(manuscript)
    inspect(trail)
    if trail.problems:
        raise _refused(trail)
    try:
        document = BlockReader(trail).document(read_markdown(manuscript.markdown))
    except RecursionError as error:
        raise ContentError("正文层层嵌套过深，无法排版。请改为普通段落、标题和表格。") from error
    _identifiers(trail, document)
    numbered, missing = number(orient(document))
    known = [identifier for identifier in _named(document) if identifier]
    for target in dict.fromkeys(missing):
        for line in _lines_with(manuscript, f"](#{target})"):
            cure = "请改为某个表、图或附件的标识。"
            trail.refuse("M161", f"引用：{unknown(target, known)}", line=line, value=f"#{target}", cure=cure)
    if trail.problems:
        raise _refused(trail)
    return numbered


def _refused(trail: Trail) -> ContentError:
    return ContentError(f"正文有{len(trail.problems)}处不能排版。", trail.problems)


def _identifiers(trail: Trail, document: Document) -> None:
    """Refuse an identifier given twice: a reference to it could print either number."""
    for identifier, count in Counter(filter(None, _named(document))).items():
        for line in _lines_with(trail.manuscript, f"#{identifier}")[:count] if count > 1 else []:
            trail.refuse("M162", "标识重复", line=line, value=f"#{identifier}", cure="请给每个表、图、附件不同的标识。")


def _named(document: Document) -> Iterator[str]:
    """Yield the identifiers of everything that can be referred to, in printing order."""
    yield from _in_blocks(document.blocks)
    for annex in document.annexes:
        yield annex.identifier
        yield from _in_blocks(annex.blocks)


def _in_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table | Figure | FigurePair):
            yield block.identifier


def _lines_with(manuscript: Manuscript, text: str) -> list[int]:
    pattern = re.compile(re.escape(text) + r"(?![\w.:-])" if text.startswith("#") else re.escape(text))
    lines = manuscript.markdown.split("\n")
    if text.startswith("#"):
        return [number for number, line in enumerate(lines, 1) if re.search(r"\{[^}]*" + pattern.pattern, line)]
    return [number for number, line in enumerate(lines, 1) if pattern.search(line)]
