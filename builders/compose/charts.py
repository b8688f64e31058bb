"""Charts (统计图): one style for all, readable in black and white, labelled directly.

The same numbers give the same bytes. Each chart is drawn as SVG with its text as outlines (for PDF) and as PNG (Word).
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, fontManager

from builders.compose.faults import Unprintable
from builders.core.digests import digest
from builders.model.manuscript import Asset

WIDTH_INCHES = 156 / 25.4
BAR_HEIGHT_INCHES = 2.3
ROW_HEIGHT_INCHES = 0.36
DOTS_PER_INCH = 200
TEXT_PT = 10.5
INK = "#1a1a1a"
SHADE = "#8c8c8c"
LATEST = "#404040"
PALE = "#e6e6e6"
_FEWEST_SLOTS = 4
"""Bars are as wide as if there were so many, and stand in the middle when there are fewer."""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its length and the text printed at its end; ``pale`` says that it is not there yet."""

    label: str
    value: float
    text: str
    pale: bool = False


def draw_columns(name: str, bars: Sequence[Bar], faces: Sequence[Path]) -> Asset:
    """Return upright bars, one for each period, the latest one darker; what is not there yet is pale.

    Raises Unprintable for a missing character.
    """
    with _style(faces):
        figure = Figure(figsize=(WIDTH_INCHES, BAR_HEIGHT_INCHES))
        axes = figure.add_axes((0.06, 0.12, 0.88, 0.8))
        latest = max((at for at, bar in enumerate(bars) if not bar.pale), default=-1)
        colours = [PALE if bar.pale else LATEST if at == latest else SHADE for at, bar in enumerate(bars)]
        heights = [bar.value for bar in bars]
        drawn = axes.bar(range(len(bars)), heights, width=0.42, color=colours, edgecolor=INK, linewidth=0.6)
        axes.bar_label(drawn, [bar.text for bar in bars], padding=3, fontsize=TEXT_PT)
        axes.set_xticks(range(len(bars)), [bar.label for bar in bars])
        margin = 0.8 + max(0, _FEWEST_SLOTS - len(bars)) / 2
        axes.set_xlim(-margin, len(bars) - 1 + margin)
        axes.set_ylim(0, max([*heights, 0]) * 1.15 or 1)
        axes.set_yticks([])
        _bare(axes, keep="bottom")
        return _render(name, figure)


def draw_shares(name: str, bars: Sequence[Bar], faces: Sequence[Path]) -> Asset:
    """Return lying bars from 0 to 100 %, each on a pale track that shows what is still missing.

    Raises Unprintable for a missing character.
    """
    with _style(faces):
        figure = Figure(figsize=(WIDTH_INCHES, 0.3 + ROW_HEIGHT_INCHES * len(bars)))
        axes = figure.add_axes((0.24, 0.04, 0.62, 0.92))
        rows = range(len(bars), 0, -1)
        axes.barh(rows, [100] * len(bars), height=0.5, color=PALE, edgecolor=INK, linewidth=0.5)
        axes.barh(rows, [bar.value for bar in bars], height=0.5, color=SHADE, edgecolor=INK, linewidth=0.5, hatch="///")
        for row, bar in zip(rows, bars, strict=True):
            axes.text(101.5, row, bar.text, va="center", ha="left", fontsize=TEXT_PT)
        axes.set_yticks(list(rows), [bar.label for bar in bars])
        axes.set_xlim(0, 100.4)
        axes.set_ylim(0.4, len(bars) + 0.6)
        axes.set_xticks([])
        _bare(axes, keep="left")
        return _render(name, figure)


def _bare(axes: Axes, keep: str) -> None:
    """Leave only the axis that the bars stand on."""
    for side, spine in axes.spines.items():
        spine.set_visible(side == keep)
        spine.set_linewidth(0.8)
    axes.tick_params(length=0, labelsize=TEXT_PT, colors=INK)


@contextmanager
def _style(faces: Sequence[Path]) -> Iterator[None]:
    """Apply the house style, and nothing of the user's own, with the given font files, first one first.

    Raises Unprintable for a character that none of them has.
    """
    settings: dict[Any, Any] = {  # the stubs know every key of matplotlib, and no mapping of them
        "font.family": [_family(path) for path in faces],
        "font.size": TEXT_PT,
        "axes.unicode_minus": False,
        "svg.fonttype": "path",
        "svg.hashsalt": "make-report",
        "hatch.linewidth": 0.5,
        "path.simplify": False,
    }
    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(settings)
        warnings.filterwarnings("error", message="Glyph .* missing from font")
        try:
            yield
        except UserWarning as warning:
            code = re.search(r"Glyph (\d+)", str(warning))
            character = chr(int(code[1])) if code else "�"
            message = f"统计图中的“{character}”（U+{ord(character):04X}）字体里没有，请换用常用字，或安装含有该字的字体"
            raise Unprintable(message) from warning


def _family(path: Path) -> str:
    """Return a family name that means this file and no other of the machine."""
    name = f"make-report {digest(str(path).encode())[:16]}"
    if not any(entry.name == name for entry in fontManager.ttflist):
        fontManager.ttflist.append(FontEntry(fname=str(path), name=name, weight=400, size="scalable"))
    return name


def _render(name: str, figure: Figure) -> Asset:
    FigureCanvasAgg(figure)
    vector, raster = io.BytesIO(), io.BytesIO()
    figure.savefig(vector, format="svg", metadata={"Date": None, "Creator": None})
    figure.savefig(raster, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return Asset(name, (("png", raster.getvalue()), ("svg", vector.getvalue())))
