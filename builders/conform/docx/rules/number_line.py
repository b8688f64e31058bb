"""Document number and signers (发文字号、签发人): clauses 7.2.5 and 7.2.6."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.conform import wording
from builders.conform.docx.faces import FANGSONG, KAI, is_face, shown
from builders.conform.docx.geometry import area_pt, gap_pt, number, pitch_pt, spans
from builders.conform.docx.rules.page import millimetres
from builders.conform.docx.rules.text import han, is_size_3, size_name
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Profile, Rule
from builders.model.standard import MASTHEAD

HALF_LINE = 0.5
_HALF_CHARACTER = 0.5
_NUMBERS = re.compile(f"{wording.NUMBER.pattern}|{wording.MINUTES_NUMBER.pattern}")


def number_form(subject: Subject) -> Iterator[Sample]:
    """发文字号: 〔〕, a year of four digits, no 第, no leading zero; a draft's number is still to come."""
    found = subject.parts.masthead.number
    if found:
        match = wording.NUMBER.search(found.text)
        if match is None and wording.MINUTES_NUMBER.fullmatch(found.text.strip()):
            yield Sample(f"“{found.text.strip()}”", True, found.where)  # minutes, counted as their office pleases
            return
        text = match[0].strip() if match else found.text
        well = bool(match and wording.WELL_FORMED_NUMBER.fullmatch(text))
        waiting = well and not re.search(r"〕\d", text)
        yield Sample(f"“{text}”" + ("待编号" if waiting else ""), well, found.where)


def number_gap(subject: Subject) -> Iterator[Sample]:
    """Two blank lines between 发文机关标志 and 发文字号, or the first of its line's signers."""
    head = subject.parts.masthead
    if not head.number or not head.marks:
        return
    below = min([head.number, *head.signers], key=lambda each: each.index)
    above = max((each for each in head.marks), key=lambda each: each.index)
    if above.box or below.box or below.index < above.index:
        yield Sample("文本框，位置未测", None, below.where)
        return
    gap = gap_pt(subject.document, above, below)
    if gap is not None:
        yield Sample(f"空{gap.lines()}行", gap.lines().near(MASTHEAD.number_gap_lines, HALF_LINE), below.where)


def number_place(subject: Subject) -> Iterator[Sample]:
    """发文字号 is centred; beside 签发人 it stands one character in from the left."""
    head = subject.parts.masthead
    if not head.number:
        return
    document, pitch = subject.document, pitch_pt(head.number, subject.document)
    found = next((each for each in spans(head.number, document) if _NUMBERS.search(each.text)), None)
    if found is None or head.number.box:
        yield Sample("位置未测", None, head.number.where)
    elif head.signers:
        begins = found.start / pitch
        right = abs(begins - MASTHEAD.number_inset_chars) <= _HALF_CHARACTER
        yield Sample(f"左空{number(begins)}字", right, head.number.where)
    else:
        off = (found.start + found.end - area_pt(head.number, document)) / 2
        centred = abs(off) <= pitch
        yield Sample("居中" if centred else f"偏离中线{millimetres(abs(off))}", centred, head.number.where)


def number_look(subject: Subject) -> Iterator[Sample]:
    """发文字号 is set in 仿宋 of size 3."""
    found = subject.parts.masthead.number
    if found:
        look = next((run.look for run in found.runs if "号" in run.text), found.first)
        right = False if not is_size_3(look.size_pt) else is_face(look.han, FANGSONG)
        yield Sample(f"{shown(look.han)}，{size_name(look.size_pt)}", right, found.where)


def signers_label(subject: Subject) -> Iterator[Sample]:
    """签发人 and its full-width colon are set in 仿宋."""
    for each in subject.parts.masthead.signers:
        run = next((run for run in each.runs if "签发人" in run.text), None)
        if run is not None:
            right = False if "签发人：" not in each.text else is_face(run.look.han, FANGSONG)
            yield Sample(f"“签发人”{shown(run.look.han)}", right, each.where)


def signers_names(subject: Subject) -> Iterator[Sample]:
    """The names of signers are set in 楷体."""
    for each in subject.parts.masthead.signers:
        named = each is not subject.parts.masthead.number
        for run in each.runs:
            named = named or "签发人" in run.text
            rest = wording.NUMBER.sub("", wording.SIGNERS.sub("", run.text))
            if named and han(rest):
                yield Sample(f"“{rest.strip()}”{shown(run.look.han)}", is_face(run.look.han, KAI), each.where)


def signers_place(subject: Subject) -> Iterator[Sample]:
    """签发人 ends one character in from the right; wide spaces at the end may keep a place for a name to come."""
    for each in subject.parts.masthead.signers:
        if each.box or each.cell:
            yield Sample("位置未测", None, each.where)
            continue
        if not wording.NUMBER.sub("", each.text).strip():
            continue  # places for names to come
        pitch, end = pitch_pt(each, subject.document), spans(each, subject.document)[-1].end
        blank = pitch * (len(each.raw) - len(each.raw.rstrip("　")))
        gaps = [(area_pt(each, subject.document) - end - room) / pitch for room in (0.0, blank)]
        gap = min(gaps, key=lambda gap: abs(gap - MASTHEAD.number_inset_chars))
        right = abs(gap - MASTHEAD.number_inset_chars) <= _HALF_CHARACTER
        yield Sample(f"右空{number(gap)}字", right, each.where)


_ABSENT, _UNSIGNED = "未找到发文字号", "未找到签发人"
_REPORT: tuple[Profile, ...] = ("report",)
CHECKS = (
    Check(
        Rule("FD24", "7.2.5", "发文字号写法", "年份4位用〔〕括入，序号不加“第”、不编虚位，后加“号”"),
        number_form, _ABSENT, ("report", "letter"),
    ),
    Check(Rule("FD25", "7.2.5", "发文字号字体字号", "3号仿宋"), number_look, _ABSENT, ("report", "letter")),
    Check(Rule("FD26", "7.2.5", "发文字号至发文机关标志", "空二行", "±0.5行"), number_gap, _ABSENT, _REPORT),
    Check(Rule("FD27", "7.2.5", "发文字号位置", "居中；有签发人时左空一字", "±0.5字"), number_place, _ABSENT, _REPORT),
    Check(Rule("FD28", "7.2.6", "“签发人”", "3号仿宋，后标全角冒号"), signers_label, _UNSIGNED, _REPORT),
    Check(Rule("FD29", "7.2.6", "签发人姓名字体", "3号楷体"), signers_names, "未找到签发人姓名", _REPORT),
    Check(Rule("FD30", "7.2.6", "签发人位置", "居右空一字", "±0.5字"), signers_place, _UNSIGNED, _REPORT),
)  # fmt: skip
