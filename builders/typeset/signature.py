"""Places of signers and date (署名、成文日期): with and without seal, for one organ and for several, clause 7.3.5.

Places are in characters of body size from the left edge of the type area, which is 28 wide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from builders.typeset.gongwen import PAGE, SIGNATURE, printed_date
from builders.typeset.title import fold, width

SEAL_MM = 42.0
"""The seal of a county's organ (印章) is 4.2 cm wide."""
_ABOVE_SEALED = 2
"""Blank lines above a sealed name: a seal around name and date then begins within one line of the text."""
_BELOW_SEALED = 1
"""Blank lines below a sealed date, for the rest of the seal."""
_BETWEEN_SEALS = 4
"""Blank lines between two rows of seals."""
_MOST_BELOW_ONE_ANOTHER = 2
"""So many seals below one another leave a page room for text and a list of annexes."""
_AROUND_NAME = 1.0
"""Characters kept free between two sealed names in a row."""


@dataclass(frozen=True)
class Placed:
    """Words and where they begin.

    Digits of some faces are a little wider than half a character. ``yields`` says what share of the date's extra width
    moves the words to the left, where a writer can measure it.
    """

    words: str
    left: float
    yields: float = 0.0


@dataclass(frozen=True)
class SignatureLine:
    """One printed line of the signature; ``above`` are the blank lines before it."""

    placed: tuple[Placed, ...]
    above: int = 0


@dataclass(frozen=True)
class Signature:
    """The signature's lines; ``below`` are blank lines that the last seal needs."""

    lines: tuple[SignatureLine, ...]
    below: int = 0


def signature(signers: tuple[str, ...], day: date, *, sealed: bool) -> Signature:
    """Return where names and date stand; nothing for a document that nobody signs."""
    if not signers:
        return Signature(())
    dated = printed_date(day.year, day.month, day.day)
    return _sealed(signers, dated) if sealed else _plain(signers, dated)


def _plain(signers: tuple[str, ...], dated: str) -> Signature:
    """Without seal: names two characters in, the date two characters right of the longest name's beginning."""
    longest, date_width = max(map(width, signers)), width(dated)
    inset, yields = float(SIGNATURE.inset_chars), 0.0
    if date_width > longest:
        inset += SIGNATURE.date_shift_chars + date_width - longest
    if date_width >= longest:  # a date as long as the name ends at the edge
        yields = 1.0
    begin = PAGE.characters - inset - longest
    names = [
        SignatureLine(
            (Placed(name, PAGE.characters - inset - width(name), yields),),
            above=SIGNATURE.gap_lines if index == 0 else 0,
        )
        for index, name in enumerate(signers)
    ]
    return Signature((*names, SignatureLine((Placed(dated, begin + SIGNATURE.date_shift_chars, yields),))))


def _sealed(signers: tuple[str, ...], dated: str) -> Signature:
    """With seals: names in rows of up to three, the date in the middle under the last."""
    columns = _columns(signers)
    rows = [signers[at : at + columns] for at in range(0, len(signers), columns)]
    under = max(_folded(signers[-1], columns), key=width) if columns > 1 else max(signers, key=width)
    middle = _date_centre(under, dated)
    centres = _centres(columns, middle)
    lines: list[SignatureLine] = []
    for row in rows:
        lines += _row_of_seals(row, centres[-len(row) :], columns, first=not lines)
    *before, last = lines
    last = replace(last, placed=(*last.placed[:-1], replace(last.placed[-1], yields=0.5)))
    day = Placed(dated, middle - width(dated) / 2, yields=1.0)
    return Signature((*before, last, SignatureLine((day,))), below=_BELOW_SEALED)


def _row_of_seals(
    row: tuple[str, ...], centres: list[float], columns: int, *, first: bool
) -> Iterator[SignatureLine]:
    """Yield the lines of names side by side; a name of several lines ends in the last of them."""
    folded = [_folded(name, columns) for name in row]
    height = max(map(len, folded))
    above = _ABOVE_SEALED if first else max(1, _BETWEEN_SEALS + 1 - height)
    for index in range(height):
        parts = [(name[index - height], centre) for name, centre in zip(folded, centres, strict=True)
                 if len(name) >= height - index]  # fmt: skip
        placed = tuple(Placed(words, centre - width(words) / 2) for words, centre in parts)
        yield SignatureLine(placed, above=above if index == 0 else 0)


def _folded(name: str, columns: int) -> tuple[str, ...]:
    """Return a name in the lines that it takes in its column."""
    return fold(name, PAGE.characters / columns - _AROUND_NAME) if columns > 1 else (name,)


def _centres(columns: int, last: float) -> list[float]:
    """Return the middles of the columns, evenly from the first's to the date's, so that no seal touches another."""
    first = PAGE.characters / columns / 2
    return [last - (last - first) * (columns - 1 - at) / max(1, columns - 1) for at in range(columns)]


def _columns(signers: tuple[str, ...]) -> int:
    """Return how many names stand side by side: at most three, each whole within its column.

    Names too long for that stand below one another while a page has room for their seals, else two by two, in lines.
    """
    most = min(SIGNATURE.seals_in_a_row, len(signers))
    longest = max(map(width, signers))
    otherwise = 1 if len(signers) <= _MOST_BELOW_ONE_ANOTHER else 2
    return next(
        (count for count in range(most, 1, -1) if longest <= PAGE.characters / count - _AROUND_NAME), otherwise
    )


def _date_centre(name: str, dated: str) -> float:
    """Return the middle of the date, four characters in; a longer name moves both to the left."""
    inset = max(SIGNATURE.sealed_inset_chars + width(dated) / 2, width(name) / 2 + SIGNATURE.inset_chars / 2)
    return PAGE.characters - inset
