"""Words that need care in the PDF: an author's own lines of a title, long web addresses and codes."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.judges.verapdf import judge
from tests.typeset.printed import MM, Line, body_texts, on_grid, pages, pdf_of, texts
from tests.typeset.samples import manuscript

RIGHT = 184 * MM
ADDRESS = (
    "https://www.example.gov.cn/policy/2023/06/08/abcdefghijklmnopqrstuvwxyz0123456789-wanzheng_shequ.html"
    "?id=123456789012345678901234567890&x=1"
)
PLACES = {
    "paragraph": "国" * 15 + f"见{ADDRESS}，特此说明。",
    "link": f"国国[{ADDRESS}]({ADDRESS})，特此说明。",
    "stressed": f"国国**{ADDRESS}**，特此说明。",
    "before a footnote": f"国国{ADDRESS}[^1]。国国\n\n[^1]: 注。",
    "footnote": f"国国[^1]。\n\n[^1]: {ADDRESS}",
    "cell": f"| 事项 | 网址 | 说明 |\n|---|---|---|\n| 甲 | {ADDRESS} | 完整社区建设试点 |\n\n: 表",
    "caption": f"| 事项 |\n|---|\n| 甲 |\n\n: 见{ADDRESS}",
    "heading": f"# 见{ADDRESS}",
    "remark": f"::: remark\n注：{ADDRESS}\n:::",
}


def title_lines(title: str) -> list[Line]:
    return [line for line in pages(pdf_of(manuscript("文", title=title)))[0] if line.size > 20]


def test_a_title_is_printed_in_its_authors_own_lines() -> None:
    title = "关于双塔区\n完整社区建设试点工作情况的\n报告"
    assert [line.text for line in title_lines(title)] == title.split("\n")


def test_the_text_below_an_authors_title_is_on_the_grid() -> None:
    (page,) = pages(pdf_of(manuscript("文", title="甲\n乙\n丙\n丁")))
    assert on_grid(next(line for line in page if line.text == "文"))


def test_the_title_in_the_properties_has_no_line_break() -> None:
    opened = pypdfium2.PdfDocument(pdf_of(manuscript("文", title="关于双塔区\n试点工作的报告")))
    title = opened.get_metadata_dict()["Title"]
    opened.close()
    assert title == "关于双塔区试点工作的报告"


@pytest.mark.parametrize("place", PLACES)
def test_a_long_address_is_broken_at_the_edge_and_stays_what_it_is(place: str) -> None:
    pdf = pdf_of(manuscript(PLACES[place] + "\n"))
    assert all(line.right <= RIGHT + 1 for page in pages(pdf) for line in page)
    assert ADDRESS in "".join(texts(pdf))


@pytest.mark.parametrize("code", ["1" * 90, "GB" + "A" * 60, "9f86d081884c7d659a2feaa0c55ad015" * 3])
def test_a_long_code_is_broken_though_it_is_no_address(code: str) -> None:
    pdf = pdf_of(manuscript(f"编号{code}，好[^1]。\n\n[^1]: {code}\n"))
    assert all(line.right <= RIGHT + 1 for page in pages(pdf) for line in page)
    assert texts(pdf)[0].count(code) == 2


def test_a_line_ends_with_the_marks_of_an_address_and_never_begins_with_one() -> None:
    for padding in range(1, 26):
        (page,) = pages(pdf_of(manuscript("国" * padding + ADDRESS)))
        begins = [line.text[0] for line in page if line.size > 15 and line.text[0] not in "国双2—"]
        assert all(begin.isalnum() for begin in begins), begins


def test_a_short_word_is_moved_to_the_next_line_whole() -> None:
    (found,) = pages(pdf_of(manuscript("国" * 25 + "CJJ169-2012。")))
    assert any("CJJ169-2012" in line.text for line in found)


def test_an_address_that_may_be_broken_keeps_the_standards() -> None:
    pdf = pdf_of(manuscript("\n\n".join(PLACES[place] for place in ("paragraph", "link", "cell"))))
    assert judge(pdf, "2a") == judge(pdf, "ua1") == []
    assert "".join(body_texts(pdf)).count(ADDRESS) == 3
