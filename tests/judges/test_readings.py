"""The two readings of a document are judged: they agree on one text, and a text that differs is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.judges.mutants import changed, packed, sound, sound_parts
from tests.judges.printing import counted, printed
from tests.judges.readings import Reading, office_reading, word_reading
from tests.typeset.printed import pdf_of
from tests.typeset.samples import PLAIN, everything, manuscript

FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">
<office:master-styles><style:master-page><style:footer>
<text:p>— <text:page-number>7</text:page-number><text:s/>—</text:p>
</style:footer></style:master-page></office:master-styles>
<office:body><office:text>
<text:h>一、<text:span>情况</text:span></text:h>
<text:p/>
<text:p>甲<text:tab/>乙<text:s text:c="2"/>丙<text:line-break/>丁<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p><text:s/>注文</text:p></text:note-body></text:note>。</text:p>
<text:p><draw:frame><svg:desc>图的说明</svg:desc></draw:frame></text:p>
<table:table><table:table-header-rows><table:table-row>
<table:table-cell><text:p>项目</text:p></table:table-cell><table:table-cell><text:p>金额</text:p></table:table-cell>
</table:table-row></table:table-header-rows><table:table-row>
<table:table-cell><text:p>管网</text:p></table:table-cell><table:table-cell><text:p>12</text:p></table:table-cell>
</table:table-row></table:table>
</office:text></office:body></office:document>"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return word_reading(sound())


def test_what_libreoffice_says_is_read_by_paragraph_footnote_and_edge() -> None:
    assert office_reading(FODT.encode()) == Reading(
        ("一、情况", "甲\t乙  丙\n丁。", "项目", "金额", "管网", "12"), ("注文",), frozenset({"— # —"}), ("项目\n金额",)
    )


def test_a_word_file_is_read_by_paragraph_footnote_and_edge(reading: Reading) -> None:
    assert any(text.startswith("\t喀住建发〔2023〕12号\t签发人：") for text in reading.body)
    assert "一、试点基本情况" in reading.body
    assert "特此报告。" in reading.body
    assert reading.footnotes[1] == "见《城市居住区规划设计标准》（GB 50180-2018）。"
    assert reading.edges == {"示例数据　草稿", "— # —"}
    assert "序号\n项目名称\n任务\n建设方式" in reading.repeated


@pytest.mark.parametrize(
    ("part", "old", "new", "field"),
    [
        ("word/document.xml", "特此报告", "特此報告", "body"),
        ("word/document.xml", r"特此报告。</w:t>", "特此</w:t><w:tab/><w:t>报告。</w:t>", "body"),
        ("word/footnotes.xml", "50180", "50181", "footnotes"),
        ("word/header2.xml", "草稿", "定稿", "edges"),
        ("word/footer1.xml", " PAGE ", " NUMPAGES ", "edges"),
        ("word/document.xml", "<w:tblHeader/>", "", "repeated"),
    ],
)
def test_a_text_that_differs_is_seen_where_it_differs(
    reading: Reading, part: str, old: str, new: str, field: str
) -> None:
    other = word_reading(packed(changed(part, old, new)(sound_parts())))

    assert other != reading
    assert replace(other, **{field: getattr(reading, field)}) == reading


def test_what_is_said_twice_for_old_programs_is_read_once(reading: Reading) -> None:
    run = "<w:r><w:t>旧文</w:t></w:r>"
    old = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback>'
        f"<w:p>{run}</w:p></mc:Fallback></mc:AlternateContent>"
    )
    both = packed(changed("word/document.xml", "<w:body>", f"<w:body>{old}")(sound_parts()))

    assert word_reading(both) == reading


def test_a_pdf_of_the_same_manuscript_prints_all_of_it(reading: Reading) -> None:
    ours = printed(pdf_of(everything()))

    assert ours.lacks(reading) == ""
    assert ours.adds(reading) == ""


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    words = "国" * 19 + "community-pilot-guide-" * 8

    assert printed(pdf_of(manuscript(words))).lacks(Reading((words,), (), frozenset())) == ""


def test_what_a_pdf_does_not_print_is_counted() -> None:
    short = printed(pdf_of(manuscript("国" * 40)))

    assert short.pages == 1
    assert short.lacks(Reading(("国国国", "民" * 2 + " 　\n"), ("民",), frozenset())) == "民民民"
    assert short.adds(Reading(("国" * 38,), (), frozenset({"— # —"}))) == "".join(sorted("国国" + PLAIN.title))
    assert counted("国 　\t\n民国") == {"国": 2, "民": 1}
