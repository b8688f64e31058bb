"""Charts of bars (柱状图、条形图): labelled directly, readable in black and white; drawn once for the same data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from matplotlib.figure import Figure

from builders.compose.drawing import (
    DARK,
    INK,
    PALE,
    SHADE,
    TEXT_PT,
    WIDTH_INCHES,
    Renditions,
    bare,
    fold,
    house_style,
    render,
)
from builders.model.manuscript import Asset

BAR_HEIGHT_INCHES = 2.3
ROW_HEIGHT_INCHES = 0.36
FOLDED_ROW_HEIGHT_INCHES = 0.48
_LABEL_ROOM_PT = 100
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
    return Asset(name, _columns(tuple(bars), tuple(faces)))


def draw_shares(name: str, bars: Sequence[Bar], faces: Sequence[Path]) -> Asset:
    """Return lying bars from 0 to 100 %, each on a pale track that shows what is still missing.

    Raises Unprintable for a missing character.
    """
    return Asset(name, _shares(tuple(bars), tuple(faces)))


@lru_cache(maxsize=256)
def _columns(bars: tuple[Bar, ...], faces: tuple[Path, ...]) -> Renditions:
    with house_style(faces):
        figure = Figure(figsize=(WIDTH_INCHES, BAR_HEIGHT_INCHES))
        axes = figure.add_axes((0.06, 0.12, 0.88, 0.8))
        latest = max((at for at, bar in enumerate(bars) if not bar.pale), default=-1)
        colours = [PALE if bar.pale else DARK if at == latest else SHADE for at, bar in enumerate(bars)]
        heights = [bar.value for bar in bars]
        drawn = axes.bar(range(len(bars)), heights, width=0.42, color=colours, edgecolor=INK, linewidth=0.6)
        axes.bar_label(drawn, [bar.text for bar in bars], padding=3, fontsize=TEXT_PT)
        axes.set_xticks(range(len(bars)), [bar.label for bar in bars])
        margin = 0.8 + max(0, _FEWEST_SLOTS - len(bars)) / 2
        axes.set_xlim(-margin, len(bars) - 1 + margin)
        axes.set_ylim(0, max([*heights, 0]) * 1.15 or 1)
        axes.set_yticks([])
        bare(axes, keep="bottom")
        return render(figure)


@lru_cache(maxsize=256)
def _shares(bars: tuple[Bar, ...], faces: tuple[Path, ...]) -> Renditions:
    with house_style(faces):
        labels = ["\n".join(fold(bar.label, _LABEL_ROOM_PT, TEXT_PT)) for bar in bars]
        row_height = FOLDED_ROW_HEIGHT_INCHES if any("\n" in label for label in labels) else ROW_HEIGHT_INCHES
        figure = Figure(figsize=(WIDTH_INCHES, 0.3 + row_height * len(bars)))
        axes = figure.add_axes((0.24, 0.04, 0.62, 0.92))
        rows = range(len(bars), 0, -1)
        axes.barh(rows, [100] * len(bars), height=0.5, color=PALE, edgecolor=INK, linewidth=0.5)
        axes.barh(rows, [bar.value for bar in bars], height=0.5, color=SHADE, edgecolor=INK, linewidth=0.5, hatch="///")
        for row, bar in zip(rows, bars, strict=True):
            axes.text(101.5, row, bar.text, va="center", ha="left", fontsize=TEXT_PT)
        axes.set_yticks(list(rows), labels)
        axes.set_xlim(0, 100.4)
        axes.set_ylim(0.4, len(bars) + 0.6)
        axes.set_xticks([])
        bare(axes, keep="left")
        return render(figure)
