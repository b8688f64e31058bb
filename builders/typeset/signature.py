"""Places of signers and date (署名、成文日期): with and without seal, for one organ and for several, clause 7.3.5.

Places are in characters of body size from the left edge of the type area, which is 28 wide.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from builders.typeset.gongwen import PAGE, SIGNATURE, printed_date
from builders.typeset.title import width

SEAL_MM = 42.0
"""The seal of a county's organ (印章) is 4.2 cm wide."""
_ABOVE_SEALED = 2
"""Blank lines above a sealed name: a seal around name and date then begins within one line of the text."""
_BELOW_SEALED = 1
"""Blank lines below a sealed date, for the rest of the seal."""
_BETWEEN_SEALS = 4
"""Blank lines between two rows of seals."""
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
    middle = _date_centre(signers[-1] if columns > 1 else max(signers, key=width), dated)
    centres = _centres(columns, middle)
    lines = []
    for index, row in enumerate(rows):
        names = [Placed(name, centre - width(name) / 2) for name, centre in zip(row, centres[-len(row) :], strict=True)]
        if index == len(rows) - 1:
            names[-1] = replace(names[-1], yields=0.5)
        lines.append(SignatureLine(tuple(names), above=_BETWEEN_SEALS if index else _ABOVE_SEALED))
    day = Placed(dated, middle - width(dated) / 2, yields=1.0)
    return Signature((*lines, SignatureLine((day,))), below=_BELOW_SEALED)


def _centres(columns: int, last: float) -> list[float]:
    """Return the middles of the columns, evenly from the first's to the date's, so that no seal touches another."""
    first = PAGE.characters / columns / 2
    return [last - (last - first) * (columns - 1 - at) / max(1, columns - 1) for at in range(columns)]


def _columns(signers: tuple[str, ...]) -> int:
    """Return how many names stand side by side: at most three, each whole within its column."""
    most = min(SIGNATURE.seals_in_a_row, len(signers))
    longest = max(map(width, signers))
    return next((count for count in range(most, 1, -1) if longest <= PAGE.characters / count - _AROUND_NAME), 1)


def _date_centre(name: str, dated: str) -> float:
    """Return the middle of the date, four characters in; a longer name moves both to the left."""
    inset = max(SIGNATURE.sealed_inset_chars + width(dated) / 2, width(name) / 2 + SIGNATURE.inset_chars / 2)
    return PAGE.characters - inset
