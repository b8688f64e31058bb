"""Settings and the font table (设置、字体表): how Word lays the pages out, and what stands in for a missing font."""

from __future__ import annotations

from functools import cache

from builders.typeset.docx.notes import SEPARATORS
from builders.typeset.docx.xml import Element, root, serialise, w
from builders.typeset.gongwen import WORD_NAMES

_OTHER_NAMES = {"body": "仿宋", "heading": "SimHei", "kai": "楷体", "song": "SimSun"}
"""The names under which today's Windows has the face; the small title face (小标宋) comes with no system."""
_FAMILIES = {"title": "roman", "body": "modern", "heading": "modern", "kai": "modern", "song": "roman"}
_GB2312_CHARSET = "86"
_WORD_2013 = 15
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"


@cache
def settings(*, footnotes: bool) -> bytes:
    """Return ``word/settings.xml``: odd and even pages differ, punctuation may be compressed, Word 2013's layout."""
    top = root(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
    )
    if footnotes:
        top.append(w("footnotePr", *(w("footnote", id=identifier) for _, identifier in SEPARATORS)))
    top.append(w("compat", w("doNotExpandShiftReturn"), w("useFELayout"), _setting("compatibilityMode", _WORD_2013)))
    return serialise(top)


@cache
def font_table() -> bytes:
    """Return ``word/fontTable.xml``: the standard's fonts with the names that they have on newer systems."""
    return serialise(root("fonts", *(_font(role, face) for role, face in WORD_NAMES.items())))


def _setting(name: str, value: int) -> Element:
    return w("compatSetting", name=name, uri=_COMPATIBILITY, val=value)


def _font(role: str, face: str) -> Element:
    made = w("font", name=face)
    if role in _OTHER_NAMES:
        made.append(w("altName", val=_OTHER_NAMES[role]))
    made.extend([w("charset", val=_GB2312_CHARSET), w("family", val=_FAMILIES[role]), w("pitch", val="variable")])
    return made
