"""Roles (要素识别): tells which paragraph is what by words, place and look; the names of styles are not asked.

What is not told apart with certainty stays unassigned, and no rule judges it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from builders.conform import wording
from builders.conform.docx import heads
from builders.conform.docx.document import Document, Paragraph
from builders.conform.docx.geometry import spans
from builders.conform.docx.parts import Annex, Heading, Parts

_CAPTION = re.compile(r"(?:图|表|附图|附表|专栏)\s*[\d一二三四五六七八九十]+(?:[-－.]\d+)?(?![\d、．.]*年)")
_ASIDE = re.compile(r"(?:单位|计量单位|金额单位|注|备注|说明|资料来源|数据来源|来源)\s*\d*\s*[：:]|续表")
_NOTE_ITEM = re.compile(r"\s*\d{1,2}\s*[.．、]")
_CAPTION_CHARACTERS = 60
_HEADING_CHARACTERS = 40
_NAME_CHARACTERS = 40
_MOST_SIGNERS = 12
_SHORT = 30


def tell_parts(document: Document) -> Parts:
    """Return the parts of a document."""
    flow = [each for each in document.paragraphs if not each.blank]
    head = heads.masthead(document, flow)
    title = heads.title(flow, head)
    addressees = heads.addressees(flow, title)
    start = addressees or (title[-1] if title else None)
    begins = start.index if start else head.last
    rest, copies, printed, after = _imprint([each for each in flow if each.index > begins])
    rest = [each for each in rest if each.box is None]
    main, annexes = _annexes(rest)
    date = _date(main, document)
    note = _annex_note(main)
    signers = _signers(main, date, document)
    remark = _remark(main, date)
    attendance = tuple(each for each in main if wording.ATTENDANCE.match(each.text))
    beside = {each.index for each in (*note, *signers, date, remark, *attendance) if each}
    text = _text([each for each in main if each.index not in beside])
    return Parts(
        masthead=head,
        title=title,
        addressees=addressees,
        body=tuple(text.body),
        headings=tuple(text.headings),
        annex_note=note,
        signers=signers,
        date=date,
        remark=remark,
        annexes=annexes,
        copies=copies,
        printed=printed,
        attendance=attendance,
        after_imprint=after,
    )


@dataclass
class _Text:
    """Body paragraphs and headings, told apart."""

    body: list[Paragraph] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


def _text(paragraphs: Sequence[Paragraph]) -> _Text:
    made = _Text()
    for each in paragraphs:
        if each.cell or not each.text or _is_aside(each):
            continue
        heading = _heading(each)
        if heading:
            made.headings.append(heading)
        else:
            made.body.append(each)
    return made


def _is_aside(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a caption, a unit, a note, or a short centred line: smaller or set apart by habit."""
    text = paragraph.text
    if _CAPTION.match(text) and len(text) <= _CAPTION_CHARACTERS and not text.endswith("。"):
        return True
    if _ASIDE.match(text):
        return True
    return paragraph.look.align in ("center", "right", "distribute") and len(text) <= _SHORT


def _heading(paragraph: Paragraph) -> Heading | None:
    text = paragraph.text
    for level, pattern in enumerate(wording.HEADINGS, 1):
        found = pattern.match(text)
        if not found:
            continue
        stop = text.find("。", found.end())
        own_line = stop in (-1, len(text) - 1) and len(text) <= _HEADING_CHARACTERS
        end = len(text) if own_line or stop == -1 else stop + 1
        return Heading(paragraph, level, counted(found["ordinal"]), end, own_line)
    return None


_NUMERALS = {character: value for value, character in enumerate("〇一二三四五六七八九")}


def counted(ordinal: str) -> int:
    """Return an ordinal in digits or Chinese numerals up to 99 as a number; 0 for what is none."""
    if ordinal.isdecimal():
        return int(ordinal)
    head, ten, tail = ordinal.partition("十")
    if not ten:
        return _NUMERALS.get(ordinal, 0)
    return 10 * (_NUMERALS.get(head, 0) if head else 1) + (_NUMERALS.get(tail, 0) if tail else 0)


def _imprint(
    flow: Sequence[Paragraph],
) -> tuple[list[Paragraph], tuple[Paragraph, ...], Paragraph | None, tuple[Paragraph, ...]]:
    """Return the flow before the imprint, 抄送 with its further lines, 印发, and what wrongly follows it."""
    printed = next((each for each in reversed(flow) if _is_printed(each)), None)
    copies = next((each for each in reversed(flow) if wording.COPIES.match(each.text)), None)
    if printed is None and copies is None:
        return list(flow), (), None, ()
    begin = min(each.index for each in (copies, printed) if each)
    end = max(each.index for each in (copies, printed) if each)
    lines = [each for each in flow if copies and copies.index <= each.index < (printed.index if printed else begin + 1)]
    if copies and copies.cell:
        lines = [each for each in lines if each.cell and each.cell.row == copies.cell.row]
    table = next((each.cell.table for each in (printed, copies) if each and each.cell), None)
    after = (each for each in flow if each.index > end and not (each.cell and each.cell.table == table))
    return [each for each in flow if each.index < begin], tuple(lines), printed, tuple(after)


def _is_printed(paragraph: Paragraph) -> bool:
    return bool(wording.PRINTED.fullmatch(paragraph.text)) and len(paragraph.text) <= 2 * _NAME_CHARACTERS


def _annexes(flow: Sequence[Paragraph]) -> tuple[list[Paragraph], tuple[Annex, ...]]:
    """Return the flow before the first annex, and the annexes."""
    starts = [at for at in range(1, len(flow)) if _begins_annex(flow, at)]
    if not starts:
        return list(flow), ()
    ends = [*starts[1:], len(flow)]
    made = [_annex(flow[start:end]) for start, end in zip(starts, ends, strict=True)]
    return list(flow[: starts[0]]), tuple(made)


def _begins_annex(flow: Sequence[Paragraph], at: int) -> bool:
    """Whether a paragraph is an annex's label; 附件： above a list of names is 附件说明."""
    label = flow[at]
    if label.cell or not wording.ANNEX_LABEL.fullmatch(label.text):
        return False
    return not (label.text[-1] in "：:" and at + 1 < len(flow) and _NOTE_ITEM.match(flow[at + 1].text))


def _annex(flow: Sequence[Paragraph]) -> Annex:
    label, *rest = flow
    title: list[Paragraph] = []
    for each in rest:
        is_next = not title or (each.first == title[0].first and each.look.align == title[0].look.align)
        if each.cell or not is_next or _CAPTION.match(each.text) or _ASIDE.match(each.text) or _heading(each):
            break
        if not title and (len(each.text) > 2 * _SHORT or "。" in each.text):
            break
        if title and title[0].look.align != "center":
            break
        title.append(each)
    text = _text(rest[len(title) :])
    return Annex(label, tuple(title), tuple(text.body), tuple(text.headings))


def _date(main: Sequence[Paragraph], document: Document) -> Paragraph | None:
    """Return 成文日期: the first paragraph that is only a date and stands at the right, else the last date anywhere."""
    dates = [each for each in main[1:] if wording.DATE.fullmatch(each.text.replace(" ", "").replace("　", ""))]
    right = (each for each in dates if each.look.align != "center" and _stands_right(each, document))
    return next(right, dates[-1] if dates else None)


def _annex_note(main: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return 附件说明: the paragraph that begins with 附件： and the numbered ones below it."""
    for at in reversed(range(1, len(main))):
        each = main[at]
        if wording.ANNEX_NOTE.match(each.text) and not each.cell and len(each.text) <= 3 * _NAME_CHARACTERS:
            items = [each, *takewhile(lambda below: _NOTE_ITEM.match(below.text), main[at + 1 :])]
            below = main[at + len(items) : at + len(items) + 1]
            return () if below and _is_sentence(below[0]) else tuple(items)
    return ()


def _is_sentence(paragraph: Paragraph) -> bool:
    """Whether a paragraph goes on with the text, as nothing does below 附件说明."""
    return paragraph.text.endswith("。") and not paragraph.cell


def _signers(main: Sequence[Paragraph], date: Paragraph | None, document: Document) -> tuple[Paragraph, ...]:
    """Return 署名: the short lines just above the date that stand at the right, or an office's name wherever it is."""
    if date is None:
        return ()
    made: list[Paragraph] = []
    for each in reversed([each for each in main if each.index < date.index]):
        text = each.text
        if len(made) == _MOST_SIGNERS or len(text) > _NAME_CHARACTERS or re.search(r"[。；：:，]", text):
            break
        if wording.ANNEX_NOTE.match(text) or _NOTE_ITEM.match(text):
            break
        if each.picture or _CAPTION.match(text):
            break
        if bool(each.cell) != bool(date.cell):
            break
        if not (each.cell or heads.OFFICE.search(text) or _stands_right(each, document)):
            break
        made.append(each)
    return tuple(reversed(made))


def _stands_right(paragraph: Paragraph, document: Document) -> bool:
    """Whether a line's text begins beyond a quarter of the type area, or several names share the line."""
    found = spans(paragraph, document)
    return len(found) > 1 or found[0].start > document.section(paragraph).area_width / 4


def _remark(main: Sequence[Paragraph], date: Paragraph | None) -> Paragraph | None:
    below = next((each for each in main if date and each.index > date.index and each.text), None)
    return below if below and wording.REMARK.fullmatch(below.text) else None
