"""Heads (版头与标题): tells the parts of a masthead, the title and the addressees by words, colour, size and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from builders.conform import wording
from builders.conform.docx.document import Document, Paragraph
from builders.conform.docx.faces import TITLE, is_face
from builders.conform.docx.parts import Masthead, RedRule

_ZONE = 40
"""A masthead stands within so many paragraphs with text."""
_BELOW_A_LETTERS_MARK = 3
"""A letter has 份号, 密级 and 紧急程度 below its mark."""
_BODY_CHARACTERS = 60
_MARK_PT = 20.0
_TITLE_PT = 17.0
_LONGEST_NAME = 40
OFFICE = re.compile(r"(?:[局委办厅部院会府校处科所站乡镇]|办公室|部门|大学|公司|中心|单位|支队|总队|街道)$")
_CORNER = (wording.COPY_NUMBER, wording.CLASSIFICATION, wording.URGENCY)
_SENTENCE = re.compile(r"[。；]|如下|现将|根据|按照|为了|为贯彻")


def masthead(document: Document, flow: Sequence[Paragraph]) -> Masthead:
    """Return what stands above the title; an empty masthead for a document that has none."""
    zone = _zone(flow)
    number = next((each for each in zone if _is_number(each)), None) or _minutes_number(zone)
    above = [each for each in zone if number is None or each.index < number.index]
    marks = tuple(each for each in above if is_red(each) and each.first.size_pt >= _MARK_PT)
    if not marks and number is not None:
        marks = tuple(each for each in above if each.first.size_pt >= _MARK_PT or each.text.endswith("文件"))
    if not marks and number is None:
        return Masthead()
    signers = [each for each in zone if wording.SIGNERS.search(each.text)]
    if signers and number is not None:
        signers = [each for each in zone if signers[0].index <= each.index <= number.index] or signers
    last = max(zone.index(each) for each in (*marks, *([number] if number else [])))
    corner = [each for each in zone[: last + 1 + _BELOW_A_LETTERS_MARK] if each.cell is None]
    found = Masthead(
        copy_number=_first(corner, wording.COPY_NUMBER),
        classification=_first(corner, wording.CLASSIFICATION),
        urgency=_first(corner, wording.URGENCY),
        marks=marks,
        number=number,
        signers=tuple(signers),
    )
    return replace(found, rule=_rule(document, found, zone))


def title(flow: Sequence[Paragraph], head: Masthead) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the title: the first below the masthead, and those like it that follow."""
    last = head.last
    below = [each for each in flow if each.index > last and each.box is None and each.text]
    candidates = below[:1] if head.there else below[:3]
    first = next((each for each in candidates if _is_title(each, head)), None)
    if first is None:
        return ()
    made = [first]
    for each in below[below.index(first) + 1 :]:
        same = each.first.size_pt == first.first.size_pt and each.first.han == first.first.han
        if not same or each.look.align != first.look.align or wording.ADDRESSEES.fullmatch(each.text):
            break
        if first.look.align != "center" and each.first.size_pt < _TITLE_PT:
            break
        made.append(each)
    return tuple(made)


def addressees(flow: Sequence[Paragraph], title: tuple[Paragraph, ...]) -> Paragraph | None:
    """Return 主送机关: the first paragraph below the title that only names offices, with or without its colon."""
    if not title:
        return None
    below = (each for each in flow if each.index > title[-1].index and each.text and each.box is None)
    first = next((each for each in below if each.look.align != "center"), None)
    if first is None or first.cell or _SENTENCE.search(first.text) or wording.HEADINGS[0].match(first.text):
        return None
    named = wording.ADDRESSEES.fullmatch(first.text) or OFFICE.search(first.text.rstrip("，。,."))
    return first if named else None


def is_red(paragraph: Paragraph) -> bool:
    """Whether the characters are of a red: much red, little of the rest."""
    return reddish(paragraph.first.colour)


def reddish(colour: str) -> bool:
    """Whether a colour is a red, not only the purest one."""
    try:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red >= 0xC0 and max(green, blue) <= 0x40


def _zone(flow: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs before the first one of body text."""
    made: list[Paragraph] = []
    for each in flow[:_ZONE]:
        if (len(each.text) > _BODY_CHARACTERS and "。" in each.text) or wording.HEADINGS[0].match(each.text):
            break
        made.append(each)
    return made


def _is_number(paragraph: Paragraph) -> bool:
    """Whether a paragraph is 发文字号, alone or with 签发人 on its line."""
    if len(paragraph.text) > 3 * _LONGEST_NAME:
        return False
    found = wording.NUMBER.search(paragraph.text)
    if not found:
        return False
    before, after = paragraph.text[: found.start()].strip(), paragraph.text[found.end() :].strip()
    corner = any(pattern.fullmatch(_bare(before)) for pattern in _CORNER)
    return (not before or corner or bool(wording.SIGNERS.search(before))) and (not after or _beside(paragraph, found))


def _minutes_number(zone: Sequence[Paragraph]) -> Paragraph | None:
    """Return the number of minutes, which has forms of its own (第3期) and stands below their name."""
    name = next((each for each in zone if wording.MINUTES.fullmatch(_bare(each.text)) and is_red(each)), None)
    below = [each for each in zone if name is not None and each.index > name.index and each.text][:2]
    return next((each for each in below if wording.MINUTES_NUMBER.fullmatch(each.text.strip())), None)


def _beside(paragraph: Paragraph, found: re.Match[str]) -> bool:
    """Whether what follows a number on its line are signers: their label, or names behind a tab or a wide gap."""
    rest = paragraph.raw.strip()[found.end() :] if paragraph.raw.strip().startswith(found[0]) else ""
    return bool(wording.SIGNERS.search(paragraph.text[found.end() :])) or rest.startswith(("\t", "　　", "   "))


def _is_title(paragraph: Paragraph, head: Masthead) -> bool:
    text = paragraph.text
    if wording.ANNEX_LABEL.fullmatch(text) or (head.there and wording.ADDRESSEES.fullmatch(text)):
        return False
    if paragraph.cell or len(text) > 2 * _BODY_CHARACTERS or "。" in text[:-1]:
        return False
    look = paragraph.first
    marked = look.size_pt >= _TITLE_PT or is_face(look.han, TITLE) is True
    return head.there or paragraph.look.align == "center" or marked


def corner_text(paragraph: Paragraph) -> str:
    """Return what stands at the left of a line: in a letter the number may stand at its right."""
    return paragraph.text.partition("\t")[0].strip()


def _first(paragraphs: Sequence[Paragraph], pattern: re.Pattern[str]) -> Paragraph | None:
    return next((each for each in paragraphs if pattern.fullmatch(_bare(corner_text(each)))), None)


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("　", "")


def _rule(document: Document, head: Masthead, zone: Sequence[Paragraph]) -> RedRule | None:
    """Return the rule: a border of or below the last paragraph of the masthead, a drawn line, or a table's line."""
    last = head.number or (head.marks[-1] if head.marks else None)
    if last is None:
        return None
    limit = next((each.index for each in zone if each.index > last.index and each.text), last.index + 1)
    for each in document.paragraphs[last.index : limit + 1]:
        border = each.look.border("bottom") if each.index < limit or each is last else each.look.border("top")
        if border is not None:
            gap = border.gap_pt if each is last else None
            return RedRule(border.colour, border.width_pt, _border_length(each, document), each.where, gap, each.index,
                           below=each.index < limit)  # fmt: skip
    for each in document.paragraphs[: limit + 1]:
        for stroke in each.strokes:
            if stroke.length_pt > document.sections[0].area_width / 2:
                index = max(last.index, each.index if each.index < limit else last.index)
                return RedRule(stroke.colour, stroke.width_pt, stroke.length_pt, "版头的线条", index=index)
    return _table_rule(document, last, limit)


def _table_rule(document: Document, last: Paragraph, limit: int) -> RedRule | None:
    for each in document.paragraphs[last.index : limit]:
        if each.cell is not None:
            table = document.tables[each.cell.table]
            found = next((rule for rule in reversed(table.rules) if rule is not None), None)
            if found is not None:
                return RedRule(found.colour, found.width_pt, table.width_pt, each.where, index=each.index)
    return None


def _border_length(paragraph: Paragraph, document: Document) -> float | None:
    """Return the length of a paragraph's border: from indent to indent, whatever the first line does."""
    if paragraph.cell is not None:
        return None
    width, look, pitch = document.section(paragraph).area_width, paragraph.look, paragraph.first.pitch_pt
    return width - (look.left_chars * pitch or look.left) - (look.right_chars * pitch or look.right)
