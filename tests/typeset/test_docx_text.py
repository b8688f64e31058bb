"""Text (文字) in Word: nothing lost, stress by face, links, footnotes, lists, references."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.errors import ContentError
from builders.model.document import Block, Document, Emphasis, Footnote, LineBreak, Link, ListItems, Strong, Text
from builders.model.manuscript import Manuscript
from builders.typeset.docx import write
from tests.typeset.opened import NAMESPACES, Opened, W, text
from tests.typeset.specimens import bare, document, manuscript, numbered, prose

FOOTNOTES = "word/footnotes.xml"


def opened(*blocks: Block) -> Opened:
    return Opened(write(bare(), numbered(Document(blocks))))


def styled(printed: Opened, style: str) -> list[str]:
    return [
        text(run)
        for run in printed.find(".//w:r")
        if run.find(f"w:rPr/w:rStyle[@w:val='{style}']", NAMESPACES) is not None
    ]


def test_stress_is_a_face_and_never_bold_or_italic() -> None:
    printed = opened(prose(Strong((Text("重"),)), "平", Emphasis((Text("轻"),))))
    assert (styled(printed, "Strong"), styled(printed, "Emphasis")) == (["重"], ["轻"])
    assert not printed.find(".//w:b", "word/styles.xml") and not printed.find(".//w:i", "word/styles.xml")


def test_the_innermost_stress_wins() -> None:
    printed = opened(prose(Strong((Text("重"), Emphasis((Text("轻"),))))))
    assert (styled(printed, "Strong"), styled(printed, "Emphasis")) == (["重"], ["轻"])


def test_a_link_goes_outside_and_looks_like_its_text() -> None:
    printed = opened(prose(Link((Text("官网"),), "https://example.gov.cn/?a=1&b=2")))
    (link,) = printed.find(".//w:hyperlink")
    (relation,) = [
        each
        for each in printed.trees["word/_rels/document.xml.rels"]
        if each.get("Id") == link.get(f"{{{NAMESPACES['r']}}}id")
    ]
    assert (relation.get("Target"), relation.get("TargetMode")) == ("https://example.gov.cn/?a=1&b=2", "External")
    assert printed.styles()["Hyperlink"].find("w:rPr", NAMESPACES) is None


def test_footnote_marks_are_raised() -> None:
    printed = Opened(write(manuscript(), document()))
    assert printed.look("FootnoteReference", "w:rPr/w:vertAlign") == "superscript"
    assert printed.values(".//w:r[w:footnoteReference]/w:rPr/w:rStyle") == ["FootnoteReference"] * 2


def test_footnotes_are_real_and_in_order() -> None:
    printed = Opened(write(manuscript(), document()))
    assert printed.values(".//w:footnoteReference", "id") == ["1", "2"]
    notes = printed.find("w:footnote", FOOTNOTES)
    assert [note.get(f"{W}id") for note in notes] == ["-1", "0", "1", "2"]
    assert text(notes[2]) == " 见住房和城乡建设部网站。"
    assert printed.paragraphs("FootnoteText", FOOTNOTES)[-1] == "本表按每百户30㎡计算。"


def test_settings_name_the_lines_above_footnotes() -> None:
    printed = Opened(write(manuscript(), document()))
    assert printed.values("w:footnotePr/w:footnote", "id", "word/settings.xml") == ["-1", "0"]


def test_a_link_in_a_footnote_belongs_to_the_footnotes() -> None:
    printed = Opened(write(manuscript(), document()))
    (relation,) = printed.trees["word/_rels/footnotes.xml.rels"]
    assert relation.get("Target") == "https://www.mohurd.gov.cn/"


def test_a_document_without_footnotes_has_no_part_for_them() -> None:
    printed = opened(prose("正文。"))
    assert FOOTNOTES not in printed.raw
    assert not printed.find("w:footnotePr", "word/settings.xml")


def test_a_document_that_was_never_numbered_is_refused() -> None:
    with pytest.raises(ValueError, match="footnote 0"):
        write(bare(), Document((prose(Footnote((prose("注。"),))),)))


def test_references_print_what_they_name() -> None:
    printed = Opened(write(manuscript(), document()))
    assert any("（见表1、图1和附件1）" in each for each in printed.paragraphs("GwBody"))


def test_lists_are_paragraphs_with_their_marks_written_out() -> None:
    items = ((prose("甲。"), prose("续。")), (prose("乙。"),))
    assert opened(ListItems(True, items)).paragraphs("GwBody") == ["1.甲。", "续。", "2.乙。"]
    assert opened(ListItems(False, items)).paragraphs("GwBody") == ["—甲。", "续。", "—乙。"]


def test_a_break_is_an_element_and_not_a_character() -> None:
    printed = opened(prose("一", LineBreak(), "二\n三\t四"))
    assert printed.paragraphs("GwBody") == ["一\n二\n三\t四"]
    assert not [each for each in printed.find(".//w:t") if set(each.text or "") & set("\n\t\r")]


def test_rare_characters_and_spaces_arrive_as_they_are() -> None:
    printed = opened(prose("  𠮷 镕㎡“”  "))
    assert printed.paragraphs("GwBody") == ["  𠮷 镕㎡“”  "]
    assert {each.get("{http://www.w3.org/XML/1998/namespace}space") for each in printed.find(".//w:t")} == {"preserve"}


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40))
def test_any_text_comes_out_as_it_went_in(written: str) -> None:
    assert opened(prose(written)).paragraphs("GwBody") == [written]


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0c", "\x1f", "\ud800", "\ufffe"])
def test_a_character_that_word_cannot_carry_is_named(character: str) -> None:
    with pytest.raises(ContentError, match=f"U\\+{ord(character):04X}"):
        opened(prose(f"前{character}后"))


@pytest.mark.parametrize(
    "subject", [replace(bare(), title="甲\x01"), replace(bare(), author="甲\x01"), replace(bare(), period="甲\x01")]
)
def test_title_and_properties_are_held_to_the_same_rule(subject: Manuscript) -> None:
    with pytest.raises(ContentError, match="U\\+0001"):
        write(subject, numbered(Document((prose("正文。"),))))


ADDRESS = "https://www.example.gov.cn/policies/2024/06/complete-community-pilot-guidelines.html"


def fonts_of(printed: Opened) -> list[tuple[str, str | None]]:
    """Every text of the document with the font that its run names."""
    named = ((text(run), run.find("w:rPr/w:rFonts", NAMESPACES)) for run in printed.find("w:body//w:r"))
    return [(words, None if fonts is None else fonts.get(f"{W}eastAsia")) for words, fonts in named if words]


def test_characters_that_the_usual_fonts_lack_name_a_font_of_their_own() -> None:
    printed = opened(prose("居民𠮷先生👍称赞。"))
    assert fonts_of(printed)[-5:] == [
        ("居民", None), ("𠮷", "SimSun-ExtB"), ("先生", None), ("👍", "Segoe UI Emoji"), ("称赞。", None),
    ]  # fmt: skip


def test_such_characters_in_a_title_do_not_lose_its_lines() -> None:
    subject = replace(bare(), title="关于𠮷祥社区的\n报告")
    printed = Opened(write(subject, numbered(Document((prose("文。"),)))))
    assert printed.paragraphs("GwTitle") == ["关于𠮷祥社区的\n报告"]


def test_stress_keeps_its_face_beside_such_characters() -> None:
    printed = opened(prose(Strong((Text("居民𠮷先生"),))))
    assert styled(printed, "Strong") == ["居民", "𠮷", "先生"]


def test_a_long_address_may_be_broken_anywhere() -> None:
    printed = opened(prose("见网站", ADDRESS, "。"))
    assert printed.values(".//w:p/w:pPr/w:wordWrap") == ["0"]
    assert printed.paragraphs("GwBody") == [f"见网站{ADDRESS}。"]


def test_a_paragraph_with_a_number_is_not_broken_within_words() -> None:
    assert opened(prose("投资2140.25万元，见", ADDRESS, "。")).values(".//w:p/w:pPr/w:wordWrap") == []
