"""Characters that no font has (缺字): which ones, and where the manuscript uses them.

PDF/A makes Typst refuse a text that it cannot show, so nothing is ever printed as an empty box. This module turns that
refusal into an answer: the character, its number, and the line to edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

from builders.core.diagnostics import Diagnostic, Place
from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
from builders.typeset.reading.trail import MANUSCRIPT_FILE, place_of

CURE = "请核对用字；确需使用时，把含有该字的字体放进字体文件夹。"
_REFUSED = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
_COLLECTIONS = (".ttc", ".otc")


def missing(manuscript: Manuscript, faces: FaceSet, refusal: str) -> list[Diagnostic]:
    """Return a diagnostic for every character that the faces lack, at each of its places.

    ``refusal`` is what Typst said: a character may be in one face and missing in the one that its place asks for.
    """
    named = {character for match in _REFUSED.finditer(refusal) for character in match["text"]}
    lines = list(_lines(manuscript))
    used = {character for _, text in lines for character in text if character.isprintable()}
    for face in faces.faces:
        used -= characters_of(face.path, face.sha256)
    lacking = sorted(used | named)
    return [_problem(character, place) for place, text in lines for character in lacking if character in text]


@lru_cache(maxsize=32)
def characters_of(path: Path, sha256: str) -> frozenset[str]:
    """Return the characters that a font file has glyphs for; ``sha256`` only tells one version from another."""
    from fontTools.ttLib import TTCollection, TTFont  # slow to load, and needed only when something is wrong

    if path.suffix.lower() in _COLLECTIONS:
        with TTCollection(path, lazy=True) as collection:
            return frozenset(chr(code) for font in collection.fonts for code in font.getBestCmap() or {})
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap() or {}))


def _lines(manuscript: Manuscript) -> Iterator[tuple[Place, str]]:
    """Yield everything that is printed, with its place: fields of the manuscript, then its lines."""
    for name, texts in _fields(manuscript).items():
        yield Place(MANUSCRIPT_FILE, column=name), "".join(texts)
    for number, line in enumerate(manuscript.markdown.split("\n"), 1):
        yield place_of(manuscript, number), line


def _fields(manuscript: Manuscript) -> dict[str, tuple[str, ...]]:
    """Return the texts of the manuscript's fields by what their author calls them."""
    head, imprint = manuscript.masthead, manuscript.imprint
    attendance = ((each.label, *each.people) for each in manuscript.attendance)
    return {
        "标题": (manuscript.title,),
        "发文机关": head.issuers if head else (),
        "发文机关标志": (head.letterhead,) if head else (),
        "份号": (head.copy_number,) if head else (),
        "密级": (head.classification,) if head else (),
        "紧急程度": (head.urgency,) if head else (),
        "发文字号": (head.number,) if head else (),
        "签发人": head.signatories if head else (),
        "主送机关": manuscript.addressees,
        "落款": manuscript.signers,
        "附注": (manuscript.annotation,),
        "参会人员": tuple(chain.from_iterable(attendance)),
        "抄送": imprint.copies if imprint else (),
        "印发机关": (imprint.printer,) if imprint else (),
        "标记": manuscript.marks,
    }


def _problem(character: str, place: Place) -> Diagnostic:
    shown = f"{character}（U+{ord(character):04X}）"
    return Diagnostic(place, "G102", f"字体里没有“{shown}”这个字", value=character, cure=CURE)
