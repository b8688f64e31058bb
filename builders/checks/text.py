"""Text as the rules of prose read it (待查文字): what is no prose covered up, every character in its place.

A rule looks at ``prose``, which is as long as the line in the file, so that what it finds has the same place there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

PRINTED = "\ufffc"
"""Covers what prints something that is not known here: ``{{ … }}``. It stands for a word or a number."""
SILENT = "\u0000"
"""Covers what prints nothing: tags, comments, attributes, targets of links, marks of Markdown."""

Kind = Literal["paragraph", "heading", "entry", "row", "caption", "front", "other"]
"""``entry`` is an entry of a list, ``row`` one of a table, ``front`` a line of the front matter, ``other`` no prose."""

# Stopped by the next opening: what is never closed is read once, not once for each opening. No possessive repeats:
# Python before 3.11.5 reads them wrongly.
_PRINTS = re.compile(r"\{\{[^{}]*(?:(?:\{(?!\{)|\}(?!\}))[^{}]*)*\}\}")
_SILENT = (
    re.compile(
        r"\{##[^#{]*(?:(?:\{(?!##)|#(?!#\}))[^#{]*)*##\}|\{%[^{%]*(?:(?:\{(?!%)|%(?!\}))[^{%]*)*%\}"
    ),
    re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE),
    re.compile(r"`[^`\n]+`"),
    re.compile(r"(?<!!)\[(?=[^]\[\n]*\]\()"),
    re.compile(r"\]\([^]()\n]*\)"),
    re.compile(r"\[\^[^]\[\n]+\]:?"),
    re.compile(r"https?://[^\s，。；、）》”\u4e00-\u9fff]+"),
    re.compile(r"\\(?=[!-/:-@\[-`{-~])"),
    re.compile(r"(?<![\d*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\d*])"),
)
_ATTRIBUTES = re.compile(r"\{[#.][^{}\n]*\}|\{[a-z-]+=[^{}\n]*\}")
_SAID = re.compile(r'\b(?:alt|title|caption)="([^"\n]*)"')
_RULE_OF_TABLE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*|:{3,}\s*[a-z-]*[\s\0]*")
_KEY = re.compile(r"\s*(?:- +)*(?:\w+:(?=\s|$))?\s*(?:- +)*")
_YAML = re.compile(r"[][{}'\"]|, *|\w+:(?= )|(?:^|(?<= ))[#|>].*")
_TAG_ONLY = re.compile(r"\s*\{[%#]")
_INDENTED = re.compile(r"(?: {4}|\t)\s*\S")
_MARKS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("heading", re.compile(r"#{1,6}\s+")),
    ("caption", re.compile(r":\s+(?=\S)|:{3,}\s*|!\[(?=[^\]\0]*\0+)")),
    ("row", re.compile(r"\s*\|")),
    ("entry", re.compile(r"\s*(?:[-*+]|\d{1,3}[.)]|\(\d{1,3}\))\s+")),
    ("paragraph", re.compile(r"(?=\s*\S)")),
)


@dataclass(frozen=True)
class Line:
    """One line: its number in the file, its text, and its prose with everything else covered up."""

    number: int
    text: str
    prose: str
    kind: Kind


@dataclass(frozen=True, eq=False)  # one Text is one reading of a file: rules remember what they found by it
class Text:
    """A file's lines."""

    file: str
    lines: tuple[Line, ...]

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """The lines that hold prose."""
        return tuple(line for line in self.lines if line.kind != "other")

    @cached_property
    def body(self) -> str:
        """The prose of all lines, line ends between; ``starts`` says where each line begins in it."""
        return "\n".join(line.prose for line in self.lines)

    @cached_property
    def raw(self) -> str:
        """The text of all lines as it stands in the file, as long as ``body``."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where in ``body`` each line begins."""
        return tuple(accumulate((len(line.prose) + 1 for line in self.lines), initial=0))[:-1]

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where in ``body`` each paragraph starts and ends."""
        first = self.lines[0].number
        return tuple(
            (self.starts[group[0].number - first], self.starts[group[-1].number - first] + len(group[-1].prose))
            for group in self.paragraphs
        )

    def line_at(self, offset: int) -> int:
        """Return the index of the line in which ``offset`` of the body is."""
        return bisect_right(self.starts, offset) - 1

    @cached_property
    def paragraphs(self) -> tuple[tuple[Line, ...], ...]:
        """The lines that make one paragraph, an entry, a heading or the like together."""
        return tuple(_paragraphs(self.lines))

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that stands in ``body``, to know at once what cannot be found there."""
        return frozenset(self.body)

    def place(self, offset: int) -> tuple[Line, int]:
        """Return the line that holds a character of ``body``, and its place in that line, from 0."""
        index = bisect_right(self.starts, offset) - 1
        return self.lines[index], offset - self.starts[index]


def read_prose(text: str, file: str) -> Text:
    """Return a content file or a template (Markdown with tags of Jinja, perhaps with front matter) as a Text."""
    lines = text.split("\n")
    covered = _covered(text).split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0) if lines[0] == "---" else 0
    found = []
    for index, (line, bare) in enumerate(zip(lines, _without_code(covered), strict=True)):
        kind, prose = _front(bare) if 0 < index < end else _kind(bare) if index > end or not end else ("other", "")
        found.append(Line(index + 1, line, prose.ljust(len(line), SILENT), kind))
    return Text(file, tuple(found))


def plain_text(text: str, file: str) -> Text:
    """Return text without any marks, each line a paragraph: a cell, a finished document, a web page."""
    return Text(file, tuple(Line(n, line, line, "paragraph") for n, line in enumerate(text.split("\n"), 1)))


def _covered(text: str) -> str:
    """Return the text with all that is no prose covered up, line ends kept."""
    text = _SILENT[0].sub(lambda found: _cover(found[0], SILENT), text)
    text = _PRINTS.sub(lambda found: _cover(found[0], PRINTED), text)
    for pattern in _SILENT[1:]:
        text = pattern.sub(lambda found: _cover(found[0], SILENT), text)
    return _ATTRIBUTES.sub(_attributes, text)


def _without_code(lines: list[str]) -> list[str]:
    """Cover lines set in as code: after a blank one, and not under an entry of a list."""
    bare, before, in_list = [], "", False
    for line in lines:
        is_code = bool(_INDENTED.match(line)) and not in_list and (not before.strip() or before == SILENT)
        if line.strip() and not line[0].isspace():
            in_list = _kind(line)[0] == "entry"
        bare.append(SILENT * len(line) if is_code else line)
        before = SILENT if is_code else line
    return bare


def _cover(text: str, mark: str) -> str:
    return re.sub(r"[^\n]", mark, text)


def _attributes(found: re.Match[str]) -> str:
    """Cover attributes, but for titles, captions and the words that describe a picture: those are read out."""
    covered, after = "", 0
    for said in _SAID.finditer(found[0]):
        covered += _cover(found[0][after : said.start(1)], SILENT) + said[1]
        after = said.end(1)
    return covered + _cover(found[0][after:], SILENT)


def _front(line: str) -> tuple[Kind, str]:
    """Cover the key of a line of the front matter, and what is YAML in its value."""
    key = _KEY.match(line)
    start = key.end() if key else 0
    value = line[start:]
    if value[:1] in ("[", "{", "'", '"', "#", "|", ">"):
        value = _YAML.sub(lambda found: _cover(found[0], SILENT), value)
    return ("front" if value.strip(f" {SILENT}") else "other"), SILENT * start + value


def _kind(line: str) -> tuple[Kind, str]:
    """Return what a line is, and its prose without the marks that say so."""
    if not line.strip(f" \t{SILENT}") or _RULE_OF_TABLE.fullmatch(line):
        return "other", ""
    for kind, pattern in _MARKS:
        mark = pattern.match(line)
        if mark:
            prose = SILENT * mark.end() + line[mark.end() :]
            return kind, prose.replace("|", SILENT) if kind == "row" else prose
    return "other", ""


def _paragraphs(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    group: list[Line] = []
    for line in lines:
        if group and line.kind == "other" and _TAG_ONLY.match(line.text):
            continue  # prints no line, so the paragraph goes on behind it
        goes_on = group and line.kind == "paragraph" and group[-1].kind in ("paragraph", "entry")
        if group and not goes_on:
            yield tuple(group)
            group = []
        if line.kind != "other":
            group.append(line)
    if group:
        yield tuple(group)
