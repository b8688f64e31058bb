"""Head and closing (版头、落款): issuers, number, signers, title, addressees, annexes, signature."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from builders.model.document import Annex, Document
from builders.model.manuscript import Manuscript, Masthead
from builders.typeset import gongwen
from builders.typeset.docx import write
from builders.typeset.docx.places import places, rule_gap_pt
from builders.typeset.docx.units import CHARACTER, LINE, from_pt
from builders.typeset.opening import opening
from tests.typeset.opened import NAMESPACES, Opened, W, style_of, text
from tests.typeset.specimens import LONG_COUNTY, MONEY, bare, document, manuscript, numbered, prose

SIMPLE = numbered(Document((prose("特此报告。"),)))


def printed(masthead: Masthead) -> Opened:
    return Opened(write(replace(manuscript(), masthead=masthead, assets=()), SIMPLE))


def order(opened: Opened) -> list[str]:
    """Styles of the paragraphs of the body in printing order, each once where it repeats."""
    found = [style_of(each) for each in opened.find("w:body//w:p")]
    return [style for style, before in zip(found, ["", *found], strict=False) if style != before]


def test_joint_issuers_are_spread_to_one_width_with_the_suffix_beside_them() -> None:
    opened = printed(Masthead(("双塔区住房和城乡建设局", "双塔区民政局")))
    assert opened.paragraphs("GwIssuerSpread") == ["双塔区住房和城乡建设局", "双塔区民政局"]
    assert opened.values(".//w:vMerge") == ["restart", None]
    spread = opened.styles()["GwIssuerSpread"].find("w:pPr/w:jc", NAMESPACES)
    assert spread is not None and spread.get(f"{W}val") == "distribute"


def test_a_single_issuer_is_one_centred_line() -> None:
    assert printed(Masthead(("朝阳市人民政府",), upward=False)).paragraphs("GwIssuer") == ["朝阳市人民政府文件"]


def test_issuers_are_red() -> None:
    opened = printed(Masthead(("朝阳市人民政府",)))
    assert opened.look("GwIssuer", "w:rPr/w:color") == "FF0000"


def test_the_longest_issuers_are_squeezed_into_the_type_area() -> None:
    issuers = (f"{LONG_COUNTY}住房和城乡建设局", f"{LONG_COUNTY}民政局")
    opened = printed(Masthead(issuers))
    width = sum(int(value or 0) for value in opened.values(".//w:gridCol", "w"))
    assert width <= int(gongwen.PAGE.area_width_mm / 25.4 * 1440)
    scale = opened.styles()["GwIssuerSpread"].find("w:rPr/w:w", NAMESPACES)
    assert scale is not None and 80 <= int(scale.get(f"{W}val", "")) < 100


def headed(masthead: Masthead | None, title: str = "工作报告") -> Manuscript:
    return replace(manuscript(), masthead=masthead, title=title, assets=())


@pytest.mark.parametrize("title", ["工作报告", "甲县完整社区建设试点工作二〇二三年上半年总结报告", "甲\n乙乙\n丙丙丙"])
@pytest.mark.parametrize(
    "masthead",
    [
        None,
        Masthead(("甲局",)),
        Masthead(("甲" * 9, "乙局")),
        Masthead(("甲局",), "", ("一", "二", "三")),
        Masthead(("甲局",), "", upward=False),
    ],
)
def test_the_text_below_the_title_stands_on_the_line_grid(masthead: Masthead | None, title: str) -> None:
    subject = headed(masthead, title)
    where, plan = places(subject), opening(subject)
    height = where.above_title + plan.title_lines * where.title_line + where.below_title
    if masthead:
        numbers = where.above_number + plan.number_lines * LINE + from_pt(rule_gap_pt() + gongwen.RULE_PT)
        height += where.above_issuers + len(masthead.issuers) * where.issuer_line + numbers
    assert height == plan.text_line * LINE
    assert 0.7 * LINE <= where.below_title <= 1.6 * LINE


def test_a_title_without_masthead_begins_on_the_second_line() -> None:
    opened = Opened(write(bare(), SIMPLE))
    assert opened.look("GwTitle", "w:pPr/w:spacing", "before") == str(from_pt(gongwen.PAGE.line_pt))


def test_the_authors_breaks_of_a_title_stand_in_print_and_not_in_the_properties() -> None:
    opened = Opened(write(headed(None, "关于甲乙丙丁的\n报告"), SIMPLE))
    assert opened.paragraphs("GwTitle") == ["关于甲乙丙丁的\n报告"]
    assert "关于甲乙丙丁的报告" in opened.raw["docProps/core.xml"].decode()


def test_a_draft_leaves_room_for_number_and_signer() -> None:
    assert printed(Masthead(("甲局",))).paragraphs("GwNumberLine") == ["\t〔2023〕　号\t签发人：　　　"]


def test_the_number_shares_the_line_of_the_last_signers() -> None:
    opened = printed(Masthead(("甲局",), "甲发〔2023〕5号", ("张三", "欧阳文", "李四五")))
    assert opened.paragraphs("GwSignersLine") == ["\t\t签发人：张　三　欧阳文"]
    assert opened.paragraphs("GwNumberLine") == ["\t甲发〔2023〕5号\t　　　　李四五　　　　"]


def test_names_of_unlike_length_stand_in_columns() -> None:
    opened = printed(Masthead(("甲局",), "甲发〔2023〕5号", ("张三", "欧阳修文", "李四五")))
    first, last = opened.paragraphs("GwSignersLine")[0], opened.paragraphs("GwNumberLine")[0]
    assert first.endswith("签发人：张　三　　欧阳修文")
    assert last.endswith("　　　　李四五　　　　　　")


def test_signatories_are_in_kai() -> None:
    opened = printed(Masthead(("甲局",), "", ("张三丰",)))
    names = [
        text(run)
        for run in opened.find(".//w:r")
        if run.find("w:rPr/w:rStyle[@w:val='GwSignatory']", NAMESPACES) is not None
    ]
    assert names == ["张三丰"]


def test_a_downward_document_centres_its_number_and_names_no_signer() -> None:
    opened = printed(Masthead(("甲局",), "甲发〔2023〕5号", ("张三丰",), upward=False))
    assert opened.paragraphs("GwNumberCentred") == ["甲发〔2023〕5号"]
    assert "签发人" not in text(opened.trees["word/document.xml"])


def test_the_red_rule_is_a_border_of_the_number_line() -> None:
    rule = printed(Masthead(("甲局",))).styles()["GwNumberLine"].find("w:pPr/w:pBdr/w:bottom", NAMESPACES)
    assert rule is not None and (rule.get(f"{W}color"), rule.get(f"{W}sz")) == ("FF0000", "12")


def test_everything_is_printed_in_the_order_of_the_standard() -> None:
    opened = Opened(write(manuscript(), document()))
    styles = order(opened)
    assert styles[:6] == ["GwMastheadSpace", "GwIssuerSpread", "GwIssuer", "GwIssuerSpread", "GwIssuer", "GwNumberLine"]
    assert styles[6:9] == ["GwTitle", "GwAddressee", "GwBody"]
    closing = styles.index("GwAnnexNoteFirst")
    assert styles[closing : closing + 6] == [
        "GwAnnexNoteFirst", "GwAnnexNoteNext", "GwSignature", "GwDate", "GwAnnexLabel", "GwAnnexTitle",
    ]  # fmt: skip


def test_the_title_is_broken_into_its_lines() -> None:
    assert Opened(write(manuscript(), document())).paragraphs("GwTitle") == [
        "双塔区2023年上半年完整社区建设\n试点工作半年总结报告"
    ]


def test_addressees_end_with_a_colon() -> None:
    assert Opened(write(manuscript(), document())).paragraphs("GwAddressee") == [
        "朝阳市住房和城乡建设局、朝阳市民政局："
    ]


def test_a_document_without_masthead_begins_with_its_title() -> None:
    assert order(Opened(write(bare(), SIMPLE))) == ["GwTitle", "GwBody"]


def test_several_annexes_are_listed_with_numbers_and_without_punctuation() -> None:
    opened = Opened(write(manuscript(), document()))
    assert opened.paragraphs("GwAnnexNoteFirst") == ["附件：1.双塔区完整社区建设试点2023年上半年项目台账"]
    assert opened.paragraphs("GwAnnexNoteNext") == ["2.社区设施达标情况对照表"]
    assert opened.paragraphs("GwAnnexLabel") == ["附件1", "附件2"]


def test_a_single_annex_has_no_number() -> None:
    opened = Opened(write(bare(), numbered(Document((prose("正文。"),), (Annex("项目台账", (prose("略。"),)),)))))
    assert opened.paragraphs("GwAnnexNote") == ["附件：项目台账"]
    assert opened.paragraphs("GwAnnexLabel") == ["附件"]


def test_every_annex_begins_a_page() -> None:
    label = Opened(write(bare(), SIMPLE)).styles()["GwAnnexLabel"]
    assert label.find("w:pPr/w:pageBreakBefore", NAMESPACES) is not None


def test_signers_stand_one_below_another_above_the_date() -> None:
    opened = Opened(write(manuscript(), document()))
    assert opened.paragraphs("GwSignature") == ["双塔区住房和城乡建设局", "双塔区民政局"]
    assert opened.paragraphs("GwDate") == ["2023年7月10日"]


def closed(signers: tuple[str, ...], *, sealed: bool = False) -> list[etree._Element]:
    """The signers' lines and the date."""
    opened = Opened(write(replace(manuscript(), signers=signers, sealed=sealed, assets=()), SIMPLE))
    return [each for each in opened.find(".//w:p") if style_of(each) in ("GwSignature", "GwDate")]


def begins(paragraph: etree._Element) -> list[int]:
    """Where the words of a line begin, in twips from the left edge of the type area."""
    indents = [(each, "left") for each in paragraph.iterfind("w:pPr/w:ind", NAMESPACES)]
    tabs = [(each, "pos") for each in paragraph.iterfind("w:pPr/w:tabs/w:tab", NAMESPACES)]
    return [int(each.get(W + name, "")) for each, name in indents + tabs]


def above(paragraph: etree._Element) -> int:
    spacing = paragraph.find("w:pPr/w:spacing", NAMESPACES)
    return 0 if spacing is None else int(spacing.get(f"{W}before", ""))


def test_a_signature_without_seal_stands_one_line_below_the_body_and_two_characters_from_the_right() -> None:
    name, date = closed(("朝阳市双塔区住房和城乡建设局",))
    assert (above(name), above(date)) == (LINE, 0)
    assert begins(name) == [(28 - 2 - 14) * CHARACTER]
    assert begins(date) == [(28 - 2 - 14 + 2) * CHARACTER]


def test_a_date_longer_than_the_name_stands_two_characters_from_the_right() -> None:
    name, date = closed(("甲局",))
    assert begins(date) == [round((28 - 2 - 6.5) * CHARACTER)]
    assert begins(name) == [round((28 - 2 - 6.5 - 2) * CHARACTER)]


def test_joint_sealed_signers_stand_side_by_side_at_tab_stops() -> None:
    names, date = closed(("双塔区住房和城乡建设局", "双塔区民政局"), sealed=True)
    assert text(names) == "双塔区住房和城乡建设局\t双塔区民政局"
    first, second = begins(names)
    assert first + 11 * CHARACTER < second < begins(date)[0] + 4 * CHARACTER
    assert above(names) == 2 * LINE


def test_names_of_annexes_align_and_their_wrapped_lines_too() -> None:
    opened = Opened(write(manuscript(), document()))
    indents = {
        style: (
            int(opened.look(style, "w:pPr/w:ind", "left") or 0),
            int(opened.look(style, "w:pPr/w:ind", "hanging") or 0),
        )
        for style in ("GwAnnexNote", "GwAnnexNoteFirst", "GwAnnexNoteNext")
    }
    assert indents == {
        "GwAnnexNote": (5 * 315, 3 * 315),
        "GwAnnexNoteFirst": (6 * 315, 4 * 315),
        "GwAnnexNoteNext": (6 * 315, 315),
    }


def test_the_signature_is_held_to_the_last_line_of_the_body() -> None:
    opened = Opened(write(replace(manuscript(), assets=()), SIMPLE))
    *_, last = [each for each in opened.find(".//w:p") if style_of(each) == "GwBody"]
    assert last.find("w:pPr/w:keepNext", NAMESPACES) is not None
    assert opened.styles()["GwSignature"].find("w:pPr/w:keepNext", NAMESPACES) is not None


def test_a_signature_below_a_table_is_held_to_its_last_row() -> None:
    opened = Opened(write(replace(manuscript(), assets=()), numbered(Document((MONEY,)))))
    *_, row = opened.find(".//w:tr")
    assert all(each.find("w:pPr/w:keepNext", NAMESPACES) is not None for each in row.iter(f"{W}p"))


def test_a_document_that_nobody_signs_has_no_date() -> None:
    opened = Opened(write(bare(), SIMPLE))
    assert opened.paragraphs("GwSignature") == opened.paragraphs("GwDate") == []
