"""Drawing (绘图): the one style of all charts, their fonts, and how they become the same bytes for the same data.

Each chart is drawn as SVG with its text as outlines (for PDF) and as PNG (Word), as wide as the type area, so that its
points are points in print.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.patches import Circle, Patch, Polygon, Rectangle, Wedge

from builders.compose.faults import Unprintable
from builders.core.digests import digest

Renditions = tuple[tuple[str, bytes], ...]

WIDTH_INCHES = 156 / 25.4
WIDTH_PT = WIDTH_INCHES * 72
TALLEST_PT = 178 / 25.4 * 72
"""What is taller would be made smaller on the page, and its text with it (figures take four fifths of 225 mm)."""
DOTS_PER_INCH = 200
TEXT_PT = 10.5
LABEL_PT = 9.0
SMALL_PT = 8.0
SMALLEST_PT = 7.5
"""Nothing in a chart may be smaller in print."""

INK = "#1a1a1a"
SHADE = "#8c8c8c"
DARK = "#404040"
PALE = "#e6e6e6"
GRID = "#cccccc"
BAND = "#f3f3f3"
WHITE = "#ffffff"

_NOT_FIRST = "，。、；：！？）〕》】”’％%,.;:!?)]"
_WORD = re.compile(r"[A-Za-z0-9.%±+/-]+|.", re.DOTALL)


class Sheet:
    """A drawing surface as wide as the type area, measured in points from its upper left corner."""

    def __init__(self, height: float) -> None:
        """Open a sheet of that height. Raises Unprintable for one that no page has room for."""
        if height > TALLEST_PT:
            raise Unprintable("统计图的行太多，一页放不下，请分成几幅图")
        self.layer = 0
        self.figure = Figure(figsize=(WIDTH_INCHES, height / 72))
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH_PT)
        self.axes.set_ylim(height, 0)
        self.axes.set_axis_off()

    def _above(self) -> int:
        """Return the next layer: what is drawn later lies above."""
        self.layer += 1
        return self.layer

    def _patch(self, patch: Patch) -> None:
        patch.set_zorder(self._above())
        self.axes.add_patch(patch)

    def text(self, x: float, y: float, text: str, size: float = LABEL_PT, align: str = "left", ink: str = INK) -> None:
        """Write one line of text; ``y`` is its middle."""
        style: Any = {"fontsize": size, "ha": align, "va": "center", "color": ink, "parse_math": False}
        self.axes.text(x, y, text, **style, zorder=self._above())

    def lines(self, x: float, y: float, lines: Sequence[str], size: float = LABEL_PT, align: str = "left") -> None:
        """Write lines under one another around the middle ``y``."""
        for at, line in enumerate(lines):
            self.text(x, y + (at - (len(lines) - 1) / 2) * size * 1.25, line, size, align)

    def box(
        self, x: float, y: float, width: float, height: float, fill: str = WHITE, edge: str | None = INK,
        hatch: str | None = None, thick: float = 0.5,
    ) -> None:  # fmt: skip
        """Draw a rectangle; ``edge`` of None leaves it without an outline."""
        line, thick = (edge, thick) if edge else ("none", 0)
        self._patch(Rectangle((x, y), width, height, facecolor=fill, hatch=hatch, edgecolor=line, linewidth=thick))

    def arrow(self, x: float, y: float, width: float, height: float, fill: str, hatch: str | None = None) -> None:
        """Draw a bar whose right end is a point: what it shows goes on."""
        neck = max(width - height * 0.7, 0.0)
        corners = [(x, y), (x + neck, y), (x + width, y + height / 2), (x + neck, y + height), (x, y + height)]
        self._patch(Polygon(corners, closed=True, facecolor=fill, edgecolor=INK, linewidth=0.5, hatch=hatch))

    def line(
        self, start: tuple[float, float], end: tuple[float, float], thick: float = 0.5, ink: str = INK,
        dashed: bool = False,
    ) -> None:  # fmt: skip
        """Draw a straight line."""
        style: Any = (0, (4, 2.5)) if dashed else "solid"
        across, down = (start[0], end[0]), (start[1], end[1])
        look: Any = {"color": ink, "linewidth": thick, "linestyle": style, "solid_capstyle": "butt"}
        self.axes.plot(across, down, **look, zorder=self._above())

    def ball(self, x: float, y: float, radius: float, share: float) -> None:
        """Draw a disc that is filled from the top, clockwise, to that share: a symbol that needs no colour."""
        self._patch(Circle((x, y), radius + 0.7, facecolor=WHITE, edgecolor="none"))
        self._patch(Circle((x, y), radius, facecolor=INK if share >= 1 else WHITE, edgecolor=INK, linewidth=0.6))
        if 0 < share < 1:  # y runs downwards, so that angles do as well
            self._patch(Wedge((x, y), radius, -90, -90 + 360 * share, facecolor=INK, linewidth=0))

    def rendered(self) -> Renditions:
        """Return the drawing as bytes."""
        return render(self.figure)


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is in points; never less than it is."""
    wide = sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.35 if each in ".," else 0.62 for each in text)
    return wide * size


def fold(text: str, room: float, size: float) -> list[str]:
    """Return the lines of a text in ``room`` points, about equally long; a mark never begins a line."""
    count = 1
    while True:
        lines = _filled(text, max(width_of(text, size) / count + (size if count > 1 else 0), size), room, size)
        if len(lines) <= count or count > len(text):
            return lines
        count += 1


def _filled(text: str, wanted: float, room: float, size: float) -> list[str]:
    lines = [""]
    for word in _WORD.findall(text):
        if lines[-1] and word not in _NOT_FIRST and width_of(lines[-1] + word, size) > min(wanted, room):
            lines.append("")
        lines[-1] += word
    return lines


def bare(axes: Axes, keep: str) -> None:
    """Leave only the axis that the bars stand on."""
    for side, spine in axes.spines.items():
        spine.set_visible(side == keep)
        spine.set_linewidth(0.8)
    axes.tick_params(length=0, labelsize=TEXT_PT, colors=INK)


@contextmanager
def house_style(faces: Sequence[Path]) -> Iterator[None]:
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


def render(figure: Figure) -> Renditions:
    """Return a figure as PNG and SVG, without dates and names of programs."""
    FigureCanvasAgg(figure)
    vector, raster = io.BytesIO(), io.BytesIO()
    figure.savefig(vector, format="svg", metadata={"Date": None, "Creator": None})
    figure.savefig(raster, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return (("png", raster.getvalue()), ("svg", vector.getvalue()))
