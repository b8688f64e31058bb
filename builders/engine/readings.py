"""Readings (读出的内容) of manuscripts, of files and of folders of finished documents, to be compared."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any

from builders.conform.rereading import reread
from builders.conform.unreadable import Unreadable
from builders.core.errors import DataError
from builders.deliver.manifest import fact_entry
from builders.model.document import Block, Document, Figure, FigurePair, Heading, ListItems, Table
from builders.model.fact import CellRef
from builders.model.manuscript import Manuscript
from builders.model.reading import Grid, Reading, Stated
from builders.typeset.markdown import parse
from builders.typeset.plain import printed, printed_inlines

TEXTS = (".md", ".txt", ".yaml", ".yml", ".json", ".j2")


def reading_of(manuscript: Manuscript) -> Reading:
    """Return what a manuscript says. Raises ContentError for Markdown that no document may hold."""
    document = parse(manuscript)
    facts = [_stated(fact_entry(fact, ())) for fact in manuscript.facts]
    paragraphs = (*_head(manuscript), *_paragraphs(document), *_end(manuscript))
    return Reading(manuscript.name, manuscript.version, paragraphs, tuple(_grids(document)), tuple(facts))


def reading_of_files(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Reading:
    """Return what a folder of a finished document says: its Word file, else its PDF, and its facts.

    Raises DataError when neither can be read.
    """
    names = sorted(files, key=lambda name: (not name.endswith(".docx"), name))
    document = next((name for name in names if name.endswith((".docx", ".pdf"))), None)
    if document is None:
        raise DataError(f"“{manifest.get('title')}”的文件夹里没有 .docx 或 .pdf。")
    read = reading_of_file(document, files[document])
    try:
        entries = json.loads(files.get("facts.json", b"{}")).get("facts", [])
        facts = tuple(_stated(entry) for entry in entries)
    except (ValueError, AttributeError, TypeError, KeyError) as fault:
        raise DataError(f"“{manifest.get('title')}”的 facts.json 已损坏。") from fault
    name, version = str(manifest.get("title", document)), str(manifest.get("version", ""))
    return Reading(name, version, read.paragraphs, read.tables, facts)


def reading_of_file(name: str, content: bytes) -> Reading:
    """Return what a single file says: .docx, .pdf, .csv as one table, texts by their lines. Raises DataError."""
    suffix = f".{name.rpartition('.')[2].lower()}"
    if suffix in (".docx", ".pdf"):
        try:
            return reread(content, name)
        except Unreadable as reason:
            raise DataError(f"不能比较：{name}：{reason}") from reason
    if suffix == ".csv":
        lines = StringIO(_text(name, content))
        try:
            rows = [tuple(cell.strip() for cell in row) for row in csv.reader(lines) if row]
        except csv.Error as fault:
            raise DataError(f"不能比较：{name}：有一格长得不正常，可能是引号没有成对。") from fault
        return Reading(name, tables=(Grid(name, rows[0], tuple(rows[1:])),) if rows else ())
    if suffix in TEXTS:
        return _read_text(name, _text(name, content))
    raise DataError(f"不能比较：{name}：只能比较 .docx、.pdf、.csv 和 {'、'.join(TEXTS)}。")


def _text(name: str, content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise DataError(f"不能比较：{name}：既不是 UTF-8 也不是 GB18030 编码的文字。")


def _read_text(name: str, text: str) -> Reading:
    """Return a text by its lines of prose; tables drawn with strokes are tables, called by the line that follows."""
    paragraphs: list[str] = []
    grids: list[Grid] = []
    drawn: list[tuple[str, ...]] = []
    for line in (*text.split("\n"), ""):
        words = line.strip()
        if words.startswith("|") and words.endswith("|") and len(words) > 1:
            drawn.append(tuple(cell.strip() for cell in words[1:-1].split("|")))
            continue
        if drawn:
            rows = [row for row in drawn[1:] if not all(set(cell) <= set("-:") for cell in row)]
            grids.append(Grid(f"第{len(grids) + 1}个表", drawn[0], tuple(rows)))
            drawn = []
        if words:
            paragraphs.append(words)
    return Reading(name, paragraphs=tuple(paragraphs), tables=tuple(grids))


def _stated(entry: Mapping[str, Any]) -> Stated:
    """Return a fact as a manifest's neighbour ``facts.json`` says it."""
    value, name = str(entry["value"]), str(entry["name"])
    with suppress(InvalidOperation):  # a day or a word
        value = f"{Decimal(value):.{int(entry['places'])}f}".rstrip("0").rstrip(".") if "." in value else value
    cells = tuple(CellRef(**cell) for cell in entry["sources"])
    return Stated(f"{name}（{entry['key']}）" if entry["key"] else name, f"{value}{entry['unit']}", cells)


def _head(manuscript: Manuscript) -> Iterator[str]:
    yield manuscript.name
    head = manuscript.masthead
    if head:
        words = (head.copy_number, head.classification, head.urgency, head.letterhead, head.number)
        yield from filter(None, (*words, "、".join(head.issuers), *(f"签发人：{name}" for name in head.signatories)))
    if manuscript.addressees:
        yield "、".join(manuscript.addressees) + "："


def _end(manuscript: Manuscript) -> Iterator[str]:
    yield from (f"{each.label}：{'；'.join(each.people)}" for each in manuscript.attendance)
    if manuscript.signers:
        yield f"{'、'.join(manuscript.signers)}，{manuscript.date.isoformat()}"
    if manuscript.annotation:
        yield f"（{manuscript.annotation}）"


def _paragraphs(document: Document) -> Iterator[str]:
    yield from _of_blocks(document.blocks)
    for annex in document.annexes:
        yield f"{annex.label}　{annex.title}"
        yield from _of_blocks(annex.blocks)


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield block.number + printed_inlines(block.children)
            case ListItems():
                yield from (printed_inlines(part.children) for item in block.items for part in item)
            case Table() | Figure() | FigurePair():
                yield f"{block.label}　{printed_inlines(block.caption)}".strip()
            case _:
                yield printed_inlines(block.children)


def _grids(document: Document) -> Iterator[Grid]:
    parts = [("", document.blocks)]
    parts += [(f"{annex.label}　{annex.title}", annex.blocks) for annex in document.annexes]
    for title, blocks in parts:
        for block in blocks:
            if isinstance(block, Table):
                name = f"{block.label}　{printed_inlines(block.caption)}".strip() or title
                rows = tuple(tuple(map(printed, row)) for row in block.rows)
                yield Grid(name, tuple(map(printed, block.header)), rows)
