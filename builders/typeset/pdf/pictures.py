"""Pictures (图片): the best rendition of each asset that a figure shows, under a file name that cannot lead astray."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ContentError
from builders.model.document import Block, Document, Figure, FigurePair
from builders.model.manuscript import Asset, Manuscript

RENDITIONS = ("svg", "png", "jpg", "jpeg")
"""Forms of a picture, best first."""


@dataclass(frozen=True)
class Picture:
    """One picture as Typst sees it: a file name of our own making, and its bytes."""

    file: str
    content: bytes


def pictures(manuscript: Manuscript, document: Document) -> dict[str, Picture]:
    """Return the picture of each asset that a figure shows, by the asset's name.

    Raises ContentError naming every figure whose picture is missing or has no form that a PDF can hold.
    """
    known = {asset.name: asset for asset in manuscript.assets}
    names = dict.fromkeys(figure.asset for figure in _figures(document))
    found: dict[str, Picture] = {}
    lacking: list[str] = []
    for index, name in enumerate(names):
        picture = _best(index, known.get(name))
        if picture is None:
            lacking.append(name)
        else:
            found[name] = picture
    if lacking:
        raise unprintable(lacking, "图片没有可用的格式", f"请提供 {'、'.join(RENDITIONS[:3])} 之一。")
    return found


def unprintable(names: list[str], message: str, cure: str) -> ContentError:
    """Return the error that names pictures which cannot be printed."""
    problems = [Diagnostic(Place("assets", column=name), "G101", message, cure=cure) for name in names]
    return ContentError(f"有{len(names)}幅图片不能印入 PDF。", problems)


def files_of(known: Mapping[str, Picture]) -> dict[str, bytes]:
    """Return the files to lay before Typst."""
    return {picture.file: picture.content for picture in known.values()}


def _best(index: int, asset: Asset | None) -> Picture | None:
    for suffix in RENDITIONS if asset else ():
        assert asset is not None
        if content := asset.rendition(suffix):
            return Picture(f"picture-{index}.{suffix}", content)
    return None


def _figures(document: Document) -> Iterator[Figure]:
    parts: list[tuple[Block, ...]] = [document.blocks, *(annex.blocks for annex in document.annexes)]
    for block in chain.from_iterable(parts):
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, FigurePair):
            yield from block.figures
