"""Characters outside the usual faces (生僻字与符号): which stretches of a text Word needs another font name for.

Typst looks for a face character by character; Word is told one by name. A run names the font of its style, which holds
the characters of GBK; characters of the supplementary planes and pictographs get a run and a name of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

Kind = Literal["ordinary", "rare", "symbol"]

EXTENSION_B = "SimSun-ExtB"
"""Han characters of plane 2: Extensions B to F and I, and compatibility ideographs."""
EXTENSION_G = "SimSun-ExtG"
"""Han characters of plane 3: Extensions G and H."""
EMOJI = "Segoe UI Emoji"
SYMBOL = "Segoe UI Symbol"
"""Signs that are older than emoji (✔ ☑ ⚠), in one colour."""

_HAN_SELECTORS = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
_JOINED = "[\u200d\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
"""What makes one sign with the sign before it: joiner, keycap, selectors, colours of skin, tags of flags."""
_PICTOGRAPH = "[\U0001f000-\U0001faff]"
_UNUSUAL = re.compile(
    f"(?P<plane2>(?:[\U00020000-\U0002fa1f]{_HAN_SELECTORS})+)"
    f"|(?P<plane3>(?:[\U00030000-\U000323af]{_HAN_SELECTORS})+)"
    f"|(?P<emoji>(?:[0-9#*]\ufe0f?\u20e3|{_PICTOGRAPH}{_JOINED}*|[\u2190-\u2bff\u3030\u303d\u3297\u3299]\ufe0f{_JOINED}*"
    f"|\u200d[\u2190-\u2bff]{_JOINED}*)+)"
    "|(?P<sign>[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0e])"
)
_FONTS = {"plane2": EXTENSION_B, "plane3": EXTENSION_G, "emoji": EMOJI, "sign": SYMBOL}


@dataclass(frozen=True)
class Stretch:
    """A part of a text whose characters are of one kind; ``word_font`` is empty where the style's font serves."""

    text: str
    kind: Kind = "ordinary"
    word_font: str = ""


def stretches(text: str) -> tuple[Stretch, ...]:
    """Return the parts of a text, from left to right; joined they are the text again. An empty text has none."""
    return tuple(_merged(_stretches(text)))


def _stretches(text: str) -> Iterator[Stretch]:
    end = 0
    for match in _UNUSUAL.finditer(text):
        if match.lastgroup == "sign" and _usual(match.group()):
            continue
        if match.start() > end:
            yield Stretch(text[end : match.start()])
        assert match.lastgroup is not None
        kind: Kind = "rare" if match.lastgroup.startswith("plane") else "symbol"
        yield Stretch(match.group(), kind, _FONTS[match.lastgroup])
        end = match.end()
    if end < len(text):
        yield Stretch(text[end:])


def _merged(parts: Iterator[Stretch]) -> Iterator[Stretch]:
    """Join neighbours of one font."""
    before: Stretch | None = None
    for part in parts:
        if before is None:
            before = part
        elif part.word_font == before.word_font:
            before = Stretch(before.text + part.text, part.kind, part.word_font)
        else:
            yield before
            before = part
    if before:
        yield before


@cache
def _usual(sign: str) -> bool:
    """Return whether Chinese faces hold a sign: those of GBK do, ★ ● ① among them."""
    try:
        sign.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True
