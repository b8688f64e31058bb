"""A press of its own (印机): every line and rule is put where the test says, in fonts named as the standard's are.

It shares nothing with the writers of this project, so that what they do wrong cannot hide here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pylopdf_fonts_zh_cn
import typst
from fontTools.ttLib import TTFont

MM = 72 / 25.4
PITCH = 225 * MM / 22
CHARACTER = 156 * MM / 28
LEFT, TOP, FOOT = 28 * MM, 37 * MM, 262 * MM
ASCENT, DESCENT = 0.88, 0.12

SERIF, SANS = "NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf"
FACES = {
    "仿宋": ("FangSong_GB2312", SERIF),
    "楷体": ("KaiTi_GB2312", SERIF),
    "黑体": ("SimHei", SANS),
    "小标宋": ("FZXiaoBiaoSong-B05S", SERIF),
    "宋体": ("SimSun", SERIF),
    "雅黑": ("MicrosoftYaHei", SANS),
    "替代": ("NotoSerifSC", SERIF),
}


@dataclass(frozen=True)
class Words:
    """Text on a baseline, in points from the upper left corner; ``pitch`` from character to character."""

    page: int
    text: str
    x: float
    baseline: float
    face: str = "仿宋"
    size: float = 16.0
    colour: str = "000000"
    pitch: float = CHARACTER
    fall: bool = False

    @property
    def width(self) -> float:
        return sum(1.0 if ord(character) > 0x2000 else 0.5 for character in self.text) * self.pitch


@dataclass(frozen=True)
class Bar:
    """A straight rule."""

    page: int
    x: float
    y: float
    length: float
    thickness: float
    colour: str = "000000"
    down: bool = False


Thing = TypeVar("Thing", Words, Bar)


@dataclass(frozen=True)
class Paper:
    """A document: sizes of its pages, words and rules; pages listed in ``across`` are turned."""

    words: tuple[Words, ...] = ()
    bars: tuple[Bar, ...] = ()
    pages: int = 1
    across: tuple[int, ...] = ()
    width: float = 210 * MM
    height: float = 297 * MM

    def change(self, which: Callable[[Words], bool] | str, **changes: Any) -> Paper:  # noqa: ANN401 - any field
        """Return the paper with some words changed; a value may be a function of the words."""
        chosen = which if callable(which) else lambda words: words.text.startswith(which)
        assert any(chosen(words) for words in self.words), which
        return replace(self, words=tuple(_changed(each, changes) if chosen(each) else each for each in self.words))

    def rule(self, which: Callable[[Bar], bool], **changes: Any) -> Paper:  # noqa: ANN401 - any field
        """Return the paper with some rules changed."""
        assert any(which(bar) for bar in self.bars)
        return replace(self, bars=tuple(_changed(each, changes) if which(each) else each for each in self.bars))

    def keep(self, which: Callable[[Words], bool]) -> Paper:
        """Return the paper with only some of its words."""
        return replace(self, words=tuple(words for words in self.words if which(words)))

    def without(self, start: str) -> Paper:
        """Return the paper without the words that begin so."""
        assert any(words.text.startswith(start) for words in self.words), start
        return replace(self, words=tuple(words for words in self.words if not words.text.startswith(start)))

    def bare(self, which: Callable[[Bar], bool]) -> Paper:
        """Return the paper without some rules."""
        assert any(which(bar) for bar in self.bars)
        return replace(self, bars=tuple(bar for bar in self.bars if not which(bar)))

    def also(self, *more: Words) -> Paper:
        """Return the paper with more words."""
        return replace(self, words=(*self.words, *more))


def _changed(thing: Thing, changes: dict[str, Any]) -> Thing:
    return replace(thing, **{name: value(thing) if callable(value) else value for name, value in changes.items()})


def baseline(row: float, size: float = 16.0) -> float:
    """Return the baseline of characters in the middle of a line of the type area, the first being 1."""
    return TOP + row * PITCH - (PITCH - size) / 2 - DESCENT * size


def at(page: int, row: float, text: str, indent: float = 0.0, **looks: Any) -> Words:  # noqa: ANN401 - any field
    """Return words on a line of the type area, so many characters in."""
    size = looks.get("size", 16.0)
    return Words(page, text, LEFT + indent * CHARACTER, baseline(row, size), **looks)


def middle(words: Words, centre: float = LEFT + 78 * MM) -> Words:
    """Return words moved so that they stand in the middle."""
    return replace(words, x=centre - words.width / 2)


def ending(words: Words, right: float) -> Words:
    """Return words moved so that they end at a place."""
    return replace(words, x=right - words.width)


@dataclass
class Pages:
    """Puts lines below one another, page after page."""

    page: int = 1
    row: int = 1
    words: list[Words] = field(default_factory=list)

    def add(self, text: str, indent: float = 0.0, **looks: Any) -> None:  # noqa: ANN401 - any field
        if self.row > 22:
            self.page, self.row = self.page + 1, 1
        self.words.append(at(self.page, self.row, text, indent, **looks))
        self.row += 1

    def paragraph(self, text: str) -> None:
        rest, first = text, True
        while rest:
            room = 26 if first else 28
            self.add(rest[:room], 2 if first else 0)
            rest, first = rest[room:], False

    def skip(self, rows: int = 1) -> None:
        self.row += rows

    def turn(self) -> None:
        self.page, self.row = self.page + 1, 1


def folios(pages: Iterable[int], across: tuple[int, ...] = ()) -> list[Words]:
    """Return the page numbers, the dashes 7 mm below the type area, one character in from the outer edge."""
    found = []
    for page in pages:
        words = Words(page, f"— {page} —", 0, FOOT + 7 * MM + 0.36 * 14, "宋体", 14.0, pitch=14.0, fall=page in across)
        width = 14 * (2 + 0.55 * len(str(page)) + 2 * 0.22)
        found.append(replace(words, x=LEFT + 156 * MM - 14 - width if page % 2 else LEFT + 14))
    return found


@cache
def _folder() -> TemporaryDirectory[str]:
    """Return a folder with the fonts, each under the name of one that the standard asks for."""
    folder, source = TemporaryDirectory(prefix="make-report-faces-"), Path(pylopdf_fonts_zh_cn.__file__).parent
    for name, file in FACES.values():
        with TTFont(source / file, lazy=True) as font:
            for record in list(font["name"].names):
                if record.nameID in (1, 4, 6, 16):
                    font["name"].setName(name, record.nameID, record.platformID, record.platEncID, record.langID)
            font.save(Path(folder.name) / f"{name}.otf")
    return folder


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=[_folder().name], ignore_system_fonts=True)


def printed(paper: Paper) -> bytes:
    """Return the PDF of a paper."""
    code = [
        '#set text(top-edge: "baseline", bottom-edge: "baseline", cjk-latin-spacing: none, lang: "zh", region: "cn")'
    ]
    for page in range(1, paper.pages + 1):
        turned = page in paper.across
        width, height = (paper.height, paper.width) if turned else (paper.width, paper.height)
        if page > 1:
            code.append("#pagebreak()")
        code.append(f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)")
        code += [_bar(bar) for bar in paper.bars if bar.page == page]
        code += [_words(words, width) for words in paper.words if words.page == page]
        code.append("#box()")
    pdf = _compiler().compile(input="\n".join(code).encode(), format="pdf")
    assert isinstance(pdf, bytes)
    return pdf


def _words(words: Words, width: float) -> str:
    text = words.text.replace("\\", "\\\\").replace('"', '\\"')
    look = f'font: "{FACES[words.face][0]}", size: {words.size}pt, fill: rgb("{words.colour}")'
    body = f'text({look}, tracking: {words.pitch - words.size}pt)[#"{text}"]'
    if words.fall:
        # Upright in the bound page: what is right there is down here, what is down there is left here.
        x, y = width - words.baseline, words.x
        return f"#place(top + left, dx: {x}pt, dy: {y}pt, rotate(90deg, origin: top + left, box(width: 900pt, {body})))"
    return f"#place(top + left, dx: {words.x}pt, dy: {words.baseline}pt, box(width: 900pt, {body}))"


def _bar(bar: Bar) -> str:
    angle = "90deg" if bar.down else "0deg"
    stroke = f'{bar.thickness}pt + rgb("{bar.colour}")'
    line = f"line(length: {bar.length}pt, angle: {angle}, stroke: {stroke})"
    return f"#place(top + left, dx: {bar.x}pt, dy: {bar.y}pt, {line})"
