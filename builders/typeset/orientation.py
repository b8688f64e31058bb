"""Orientation (横排): which tables and annexes stand on landscape pages.

The author's word wins. Without one, a table whose columns cannot be as narrow as the type area of a portrait page needs
goes on a landscape page; an annex made of nothing but such tables takes its label and title along.
"""

from __future__ import annotations

from dataclasses import replace

from builders.model.document import Annex, Block, Document, Remark, Table
from builders.typeset.widths import fits_portrait


def orient(document: Document) -> Document:
    """Return the document with every table and annex that stands on landscape pages marked so."""
    return replace(
        document,
        blocks=tuple(_turned(block) for block in document.blocks),
        annexes=tuple(_annex(annex) for annex in document.annexes),
    )


def _annex(annex: Annex) -> Annex:
    blocks = tuple(_turned(block) for block in annex.blocks)
    tables = [block for block in blocks if isinstance(block, Table)]
    only_tables = bool(tables) and all(isinstance(block, Table | Remark) for block in blocks)
    wide = only_tables and all(table.landscape for table in tables)
    landscape = annex.orientation == "landscape" or (annex.orientation == "auto" and wide)
    if landscape:
        blocks = tuple(replace(block, landscape=True) if isinstance(block, Table) else block for block in blocks)
    elif annex.orientation == "portrait":
        blocks = tuple(replace(block, landscape=False) if isinstance(block, Table) else block for block in blocks)
    return replace(annex, blocks=blocks, landscape=landscape)


def _turned(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    landscape = block.orientation == "landscape" or (block.orientation == "auto" and not fits_portrait(block))
    return replace(block, landscape=landscape)
