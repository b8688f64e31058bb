"""The 22 lines of the page in the PDF: every body character of a document with everything in it is on one of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pdfplumber
import pytest

from builders.model.manuscript import Attendance, Imprint, Manuscript
from builders.model.standard import PAGE, SIZE_3
from tests.judges.verapdf import Flavour, judge
from tests.typeset.printed import MM, pdf_of
from tests.typeset.samples import SENTENCE, chart, everything, table

TURNED = 'orientation="landscape"'
TOLERANCE_PT = 0.05
PAIR = (
    '::: {.side-by-side #fig-pair caption="改造对比"}\n'
    '![改造前](assets/fig-money.svg){#fig-before alt="前"}\n\n'
    '![改造后](assets/fig-tasks.svg){#fig-after alt="后"}\n:::'
)


@cache
def rich() -> Manuscript:
    """Return a document with every element that can stand in one, many of them between paragraphs."""
    subject = everything()
    parts = [
        subject.markdown.partition("特此报告。")[0],
        PAIR,
        SENTENCE,
        table(10, 5, caption=f"横排 {{#tbl-turned {TURNED}}}"),
        f"::: remark\n注：{SENTENCE}\n:::",
        SENTENCE,
        table(6, 31, caption="长表"),
        SENTENCE,
        "特此报告。",
        subject.markdown.partition("特此报告。")[2].replace(":::\n\n[^1]", ":::\n\n" + annex() + "[^1]"),
    ]
    head = subject.masthead
    assert head is not None
    return replace(
        subject,
        markdown="\n\n".join(parts),
        masthead=replace(head, copy_number="000012", classification="机密★1年", urgency="特急"),
        sealed=True,
        annotation="此件公开发布",
        attendance=(Attendance("出席", ("张三", "李四") * 12), Attendance("列席", ("王五",))),
        imprint=Imprint(subject.signers[0], date(2023, 6, 9), ("市委办公室", "市政府办公室") * 4),
        assets=(chart("fig-money"), chart("fig-tasks")),
    )


def annex() -> str:
    return f'::: {{.annex title="横排台账" {TURNED}}}\n{table(10, 20)}\n\n# 说明\n\n{SENTENCE}\n:::\n\n'


@cache
def printed() -> bytes:
    return pdf_of(rich())


def strays() -> Counter[str]:
    """Count the body characters whose baseline is on none of their page's lines, by what they are and how far off."""
    lead = (PAGE.line_pt - SIZE_3) / 2 + 0.88 * SIZE_3
    found: Counter[str] = Counter()
    with pdfplumber.open(BytesIO(printed())) as opened:
        for page in opened.pages:
            top = (PAGE.binding_mm if page.width > page.height else PAGE.top_mm) * MM
            for character in page.chars:
                if character["size"] == pytest.approx(SIZE_3, abs=0.01) and not in_head(character, page.page_number):
                    over = (page.height - character["matrix"][5] - top - lead) % PAGE.line_pt
                    off = min(over, PAGE.line_pt - over)
                    found["on a line" if off < TOLERANCE_PT else f"page {page.page_number}: {character['text']}"] += 1
    return found


def in_head(character: dict[str, float], page: int) -> bool:
    """Return whether a character stands in number or signers' lines, whose places the masthead's clauses fix."""
    return page == 1 and 3.5 * PAGE.line_pt < character["top"] - PAGE.top_mm * MM < 11 * PAGE.line_pt


def test_every_body_character_stands_on_a_line_of_its_page() -> None:
    found = strays()
    assert found["on a line"] > 3000
    assert set(found) == {"on a line"}


def test_the_document_has_portrait_and_landscape_pages() -> None:
    with pdfplumber.open(BytesIO(printed())) as opened:
        turned = [page.width > page.height for page in opened.pages]
    assert turned.count(True) >= 3
    assert not turned[-1]


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_it_keeps_the_standards(flavour: Flavour) -> None:
    assert judge(printed(), flavour) == []


def test_it_is_the_same_bytes_again() -> None:
    assert pdf_of(rich()) == printed()
