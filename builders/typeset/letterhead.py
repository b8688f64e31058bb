"""Words of the head and the foot (版头、版记用语): what both writers print there, and in which lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from builders.model.manuscript import Imprint, Masthead
from builders.typeset.gongwen import MASTHEAD, PAGE, printed_date
from builders.typeset.title import width

SUFFIX = "文件"
SIGNERS_LEAD = "签发人："
COPIES_LEAD = "抄送："
ATTENDANCE_MARK = "："
_NAME_CHARACTERS = 3
_AROUND_NUMBER = 1.5
"""Characters kept free between the number and the signers, for digits wider than half a character too."""

_IN_BRACKETS = re.compile(r"[（(](?P<said>[^（）()]*)[）)]")


@dataclass(frozen=True)
class SignersLine:
    """One line of signers (签发人): the lead in the first, blanks as wide below it; names, or room for them."""

    lead: str
    names: str


def letterhead(masthead: Masthead) -> tuple[tuple[str, ...], str]:
    """Return the lines of 发文机关标志 and what stands at their side (文件), clause 7.2.4; a letter has no side."""
    if masthead.letterhead:
        return (masthead.letterhead,), ""
    return masthead.issuers, SUFFIX if masthead.kind == "document" else ""


def number_of(masthead: Masthead, day: date) -> str:
    """Return the document number; a draft's leaves room for the count: 〔2024〕　号. Minutes may have none."""
    if masthead.number or masthead.kind == "minutes":
        return masthead.number
    return f"〔{day.year}〕　号"


def edge_lines(masthead: Masthead) -> tuple[str, ...]:
    """Return 份号, 密级和保密期限 and 紧急程度, those there are, from the top line down, clauses 7.2.1–7.2.3."""
    return tuple(filter(None, (masthead.copy_number, masthead.classification, masthead.urgency)))


def signers_lines(masthead: Masthead) -> tuple[SignersLine, ...]:
    """Return the signers of an upward document, two in a line and one blank between, clause 7.2.6.

    Names of two characters are spread to three where names stand below one another. A draft leaves one blank place for
    each issuer. Two names that have no room beside the number, in the line of the lead, stand below one another.
    """
    if not masthead.upward or masthead.kind != "document":
        return ()
    given = masthead.signatories or ("",) * len(masthead.issuers)
    widest = max(_NAME_CHARACTERS, *map(len, given)) if len(given) > 1 else len(given[0]) or _NAME_CHARACTERS
    names = [_spread(name, stacked=len(given) > 1).ljust(widest, "　") for name in given]
    step = MASTHEAD.signers_in_a_line
    beside = PAGE.characters - 2 * MASTHEAD.number_inset_chars - width(masthead.number) - _AROUND_NUMBER
    if len(names) == step and len(SIGNERS_LEAD) + step * (widest + 1) - 1 > beside:
        step = 1
    pairs = [names[at : at + step] for at in range(0, len(names), step)]
    if len(pairs) > 1:
        pairs[-1] += ["　" * widest] * (step - len(pairs[-1]))
    blank = "　" * len(SIGNERS_LEAD)
    return tuple(SignersLine(blank if index else SIGNERS_LEAD, "　".join(pair)) for index, pair in enumerate(pairs))


def copies_text(imprint: Imprint) -> str:
    """Return the organs that get copies after their lead, ended by a full stop, clause 7.4.2; empty without any."""
    return "，".join(imprint.copies) + "。" if imprint.copies else ""


def printed_text(imprint: Imprint) -> str:
    """Return the date of printing: 2024年6月7日印发, clause 7.4.3."""
    day = imprint.printed
    return f"{printed_date(day.year, day.month, day.day)}印发"


def annotation_text(annotation: str) -> str:
    """Return 附注 in round brackets, clause 7.3.6; one pair around it all that its author typed is enough."""
    typed = _IN_BRACKETS.fullmatch(annotation)
    return f"（{typed['said'] if typed else annotation}）"


def _spread(name: str, *, stacked: bool) -> str:
    return "　".join(name) if stacked and len(name) == _NAME_CHARACTERS - 1 else name
