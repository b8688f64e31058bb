"""The first page down to its text as Typst calls (首页): masthead, title and addressees where the Opening says."""

from __future__ import annotations

from collections.abc import Iterator

from builders.model.manuscript import Manuscript, Masthead
from builders.typeset.gongwen import PAGE
from builders.typeset.letterhead import edge_lines, letterhead, number_of, signers_lines
from builders.typeset.opening import Opening, opening
from builders.typeset.pdf.literal import call, number, points, string, strings
from builders.typeset.title import lines, width


def head(manuscript: Manuscript) -> Iterator[str]:
    """Yield the calls that print everything above the body."""
    places = opening(manuscript)
    parts = list(_masthead(manuscript, manuscript.masthead, places)) if manuscript.masthead else []
    title = call("headline", points(places.title_top), points(places.title_pitch), strings(lines(manuscript.title)))
    yield call("opening", *parts, title, lines=str(places.text_line))
    if manuscript.addressees:
        yield call("addressees", string("、".join(manuscript.addressees) + "："))


def _masthead(manuscript: Manuscript, masthead: Masthead, places: Opening) -> Iterator[str]:
    """Yield the parts of the masthead in reading order."""
    if masthead.kind == "letter":
        yield _issuers(masthead, places)
        yield call("letter-rule", points(places.rule_top))
        yield from _edge(masthead, places.number_top)
        yield from _numbers(manuscript, masthead, places)
    else:
        yield from _edge(masthead, 0.0)
        yield _issuers(masthead, places)
        yield from _numbers(manuscript, masthead, places)
        yield call("red-rule", points(places.rule_top))


def _edge(masthead: Masthead, top: float) -> Iterator[str]:
    """Yield 份号, 密级 and 紧急程度 from ``top`` down; the first in the body's face."""
    for index, words in enumerate(edge_lines(masthead)):
        style = "body" if words == masthead.copy_number else "edge"
        yield call("edge-line", points(top + index * PAGE.line_pt), string(style), string(words))


def _issuers(masthead: Masthead, places: Opening) -> str:
    names, suffix = letterhead(masthead)
    return call(
        "issuers",
        points(places.issuers_top),
        strings(names),
        string(suffix),
        size=points(places.issuer_pt),
        squeeze=number(places.squeeze),
        pitch=points(places.issuer_pitch),
    )


def _numbers(manuscript: Manuscript, masthead: Masthead, places: Opening) -> Iterator[str]:
    """Yield the lines of number and signers: the number shares the signers' last line, or stands alone."""
    printed = number_of(masthead, manuscript.date)
    signed = signers_lines(masthead)
    for index, line in enumerate(signed):
        yield call(
            "number-line",
            points(places.number_top + index * PAGE.line_pt),
            string(printed if index == len(signed) - 1 else ""),
            string(line.lead.strip()),
            string(line.names.rstrip()),
            number(width(line.names)),
        )
    if printed and not signed:
        side = "right" if masthead.kind == "letter" else "center"
        yield call("number-alone", points(places.number_top), string(side), string(printed))
