"""Mutants (变异体): good documents with one thing broken, and the rules that must notice.

``codes`` are all the rules that notice: the one meant first, then those that see the same fault from their side.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from tests.conform.docx.mutating import (
    FOLIOS,
    MAIN,
    SETTINGS,
    STYLES,
    Change,
    Element,
    N,
    Opened,
    W,
    face,
    letters,
    look,
    made,
    say,
)

BODY = "先述其一"
RED = "FF0000"


@dataclass(frozen=True)
class Mutant:
    """One broken document: which good one it was, what breaks it, which rules notice."""

    name: str
    change: Change
    codes: tuple[str, ...]
    base: str = "report"


def page(tag: str, **attributes: int) -> Change:
    def change(opened: Opened) -> None:
        for section in opened.every(".//w:sectPr"):
            child = section.find(f"w:{tag}", N)
            assert child is not None
            for name, value in attributes.items():
                child.set(W + name, str(value))

    return change


def at(beginning: str, *steps: Callable[..., None], part: str = MAIN) -> Change:
    """Change the paragraph that begins so."""

    def change(opened: Opened) -> None:
        for step in steps:
            step(opened.paragraph(beginning, part))

    return change


def has(tag: str, **attributes: object) -> Callable[..., None]:
    return lambda paragraph: look(paragraph, tag, **attributes)


def runs(tag: str, **attributes: object) -> Callable[..., None]:
    return lambda paragraph: letters(paragraph, tag, **attributes)


def font(name: str) -> Callable[..., None]:
    return lambda paragraph: face(paragraph, name)


def says(old: str, new: str) -> Callable[..., None]:
    return lambda paragraph: say(paragraph, old, new)


def pitch(twips: int) -> Change:
    def change(opened: Opened) -> None:
        for each in opened.every(".//w:spacing[@w:line='579']", STYLES):
            each.set(f"{W}line", str(twips))

    return change


def without(path: str, part: str = MAIN) -> Change:
    def change(opened: Opened) -> None:
        for each in opened.every(path, part):
            parent = each.getparent()
            assert parent is not None
            parent.remove(each)

    return change


def tightness(value: int) -> Change:
    def change(opened: Opened) -> None:
        for each in opened.every(".//w:rPr/w:spacing[@w:val='-5']", STYLES):
            each.set(f"{W}val", str(value))

    return change


def folios(*steps: Callable[..., None]) -> Change:
    def change(opened: Opened) -> None:
        for part in FOLIOS:
            for step in steps:
                step(opened.paragraph("—", part))

    return change


def border(colour: str | None = None, **changes: int) -> Change:
    """Change the red rule below the document number."""

    def change(opened: Opened) -> None:
        found = [each for each in opened.every(".//w:pBdr/w:bottom", STYLES) if each.get(f"{W}color") == RED]
        assert found
        for each in found:
            if colour is not None:
                each.set(f"{W}color", colour)
            for name, value in changes.items():
                each.set(W + name, str(value))

    return change


def taken_out(beginning: str) -> Change:
    def change(opened: Opened) -> None:
        found = opened.paragraph(beginning)
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    return change


def blank_before(beginning: str) -> Change:
    def change(opened: Opened) -> None:
        opened.paragraph(beginning).addprevious(made("p"))

    return change


def both(*changes: Change) -> Change:
    def change(opened: Opened) -> None:
        for each in changes:
            each(opened)

    return change


def imprint_rules(size: int) -> Change:
    def change(opened: Opened) -> None:
        found = [each for each in opened.every(".//w:tblBorders/w:top", STYLES) if each.get(f"{W}sz") == "8"]
        assert found
        for each in found:
            each.set(f"{W}sz", str(size))

    return change


def wide_table(opened: Opened) -> None:
    for each in opened.every(".//w:tbl/w:tblPr/w:tblW"):
        each.set(f"{W}w", "10000")
        each.set(f"{W}type", "dxa")
        return


def merged_title(opened: Opened) -> None:
    """A title broken before its last character."""
    title = opened.paragraph("双塔区完整社区建设试点工作")
    for each in title.findall(".//w:br", N):
        parent = each.getparent()
        assert parent is not None
        parent.remove(each)
    last = title.findall(".//w:t", N)[-1]
    last.text = (last.text or "")[:-1]
    run = made("r")
    end = made("t")
    end.text = "告"
    run.extend([made("br"), end])
    title.append(run)


def turned(side: str, length: int) -> Change:
    """Change a margin of the pages on their side."""

    def change(opened: Opened) -> None:
        for section in opened.every(".//w:sectPr"):
            size, margins = section.find("w:pgSz", N), section.find("w:pgMar", N)
            assert size is not None
            assert margins is not None
            if size.get(f"{W}orient") == "landscape":
                margins.set(W + side, str(length))

    return change


def upright_folio(opened: Opened) -> None:
    """The pages on their side take the footers of the upright ones."""
    for section in opened.every(".//w:sectPr"):
        size = section.find("w:pgSz", N)
        if size is not None and size.get(f"{W}orient") == "landscape":
            for each in section.findall("w:footerReference", N):
                section.remove(each)


def letter_rule(**indents: int) -> Change:
    """Change the rule below a letter's mark: its indents, or its colour where none are given."""

    def change(opened: Opened) -> None:
        [properties] = [each for each in opened.every(".//w:pPr", STYLES) if _double(each, "thickThinSmallGap")]
        border, indent = properties.find("w:pBdr/w:bottom", N), properties.find("w:ind", N)
        assert border is not None
        assert indent is not None
        if not indents:
            border.set(f"{W}color", "000000")
        for name, value in indents.items():
            indent.set(W + name, str(value))

    return change


def _double(properties: Element, kind: str) -> bool:
    border = properties.find("w:pBdr/w:bottom", N)
    return border is not None and border.get(f"{W}val") == kind


def letter_foot(opened: Opened) -> None:
    """The lower double rule stands 3 cm above the foot of the paper."""
    for name in [each for each in opened.raw if each.startswith("word/footer")]:
        for frame in opened.part(name).iter(f"{W}framePr"):
            frame.set(f"{W}y", "15000")


def centre_tab(paragraph: Element) -> None:
    """The text behind a tab is centred on the line."""
    tabs = paragraph.find("w:pPr/w:tabs", N)
    assert tabs is not None
    tabs.extend([made("tab", val="clear", pos=8844), made("tab", val="center", pos=4400)])


def printed_below(paragraph: Element) -> None:
    """A line of 印发机关和印发日期 follows."""
    run, text = made("r"), made("t")
    text.text = "双塔区住房和城乡建设局办公室　2023年7月11日印发"
    run.append(text)
    added = made("p")
    added.append(run)
    properties = paragraph.find("w:pPr", N)
    assert properties is not None
    added.insert(0, deepcopy(properties))
    paragraph.addnext(added)


def copy_number_last(opened: Opened) -> None:
    """份号 stands below 密级 and 紧急程度."""
    opened.paragraph("特急").addnext(opened.paragraph("000001"))


def signers_further_in(opened: Opened) -> None:
    """Every right tab stop of the signers' lines stands three characters further left."""
    for each in opened.every(".//w:tab[@w:val='right']", STYLES):
        each.set(f"{W}pos", str(int(each.get(f"{W}pos", "0")) - 3 * 315))


def imprint_table(opened: Opened) -> Element:
    """The table of the imprint."""
    found = opened.paragraph("抄送：")
    while found.tag != f"{W}tbl":
        parent = found.getparent()
        assert parent is not None
        found = parent
    return found


def imprint_unruled(opened: Opened) -> None:
    """No table style has lines."""
    style = imprint_table(opened).find("w:tblPr/w:tblStyle", N)
    assert style is not None
    without(f".//w:style[@w:styleId='{style.get(f'{W}val')}']/w:tblPr/w:tblBorders", STYLES)(opened)


def imprint_narrow(opened: Opened) -> None:
    width = imprint_table(opened).find("w:tblPr/w:tblW", N)
    assert width is not None
    width.set(f"{W}w", "8000")


def words_at_the_end(opened: Opened) -> None:
    """A paragraph follows the imprint."""
    added, run, text = made("p"), made("r"), made("t")
    text.text = "联系地址：双塔区"
    run.append(text)
    added.append(run)
    opened.every("w:body/w:sectPr")[-1].addprevious(added)


def full_width_folios(opened: Opened) -> None:
    for part in FOLIOS:
        for each in opened.every(".//w:t", part):
            each.text = (each.text or "").replace("1", "１").replace("2", "２")


def counted_again(opened: Opened) -> None:
    """The last section counts its pages from 1."""
    opened.every("w:body/w:sectPr")[-1].insert(6, made("pgNumType", start=1))


_PAPER = ("FD01", "FD04", "FD05", "FD08", "FD09", "FD30", "FD56", "FD72")

MUTANTS = (
    Mutant("letter paper", page("pgSz", w=12240, h=15840), _PAPER),
    Mutant("head margin of Word", page("pgMar", top=1440), ("FD02", "FD05", "FD08")),
    Mutant("binding margin of Word", page("pgMar", left=1800), ("FD03", "FD04", "FD09", "FD30", "FD72", "FD87")),
    Mutant("narrow right margin", page("pgMar", right=1000), ("FD04", "FD09", "FD30", "FD56", "FD72")),
    Mutant("foot margin of Word", page("pgMar", bottom=1440), ("FD05", "FD85")),
    Mutant("a paragraph in 宋体", at(BODY, font("宋体")), ("FD06",)),
    Mutant("a paragraph in Word's blue sans", at(BODY, font("微软雅黑")), ("FD06",)),
    Mutant("a paragraph of 14 points", at(BODY, runs("sz", val=28)), ("FD07",)),
    Mutant("29 points to the line", pitch(580), ("FD08",)),
    Mutant("27 characters to the line", tightness(0), ("FD09",)),
    Mutant("one paragraph of 1.5 lines", at(BODY, has("spacing", line=360, lineRule="auto")), ("FD10",)),
    Mutant("space after a paragraph", at(BODY, has("spacing", after=200)), ("FD11",)),
    Mutant("a blue paragraph", at(BODY, runs("color", val="1F4E79")), ("FD12",)),
    Mutant("a paragraph not indented", at(BODY, has("ind", firstLine=0, firstLineChars=0)), ("FD13",)),
    Mutant("an indented block", at(BODY, has("ind", left=630)), ("FD14", "FD13")),
    Mutant("a centred paragraph", at(BODY, has("jc", val="center")), ("FD15",)),
    Mutant("a copy number of five digits", at("000001", says("000001", "00001")), ("FD16",)),
    Mutant("secrecy in 仿宋", at("秘密", font("仿宋_GB2312")), ("FD17",)),
    Mutant("secrecy in words", at("秘密", says("★1年", "★一年")), ("FD17",)),
    Mutant("urgency at the right", at("特急", has("jc", val="right")), ("FD18",)),
    Mutant("份号 below 紧急程度", copy_number_last, ("FD19",)),
    Mutant("issuers in black", at("双塔区住房和城乡建设局文件", runs("color", val="000000")), ("FD20",)),
    Mutant("issuers in 黑体", at("双塔区住房和城乡建设局文件", font("黑体")), ("FD21",)),
    Mutant("issuers off the middle", at("双塔区住房和城乡建设局文件", has("ind", left=1200)), ("FD22",)),
    Mutant("issuers too low", blank_before("双塔区住房和城乡建设局文件"), ("FD23",)),
    Mutant("a year in square brackets", at("双住建发", says("〔2023〕", "[2023]")), ("FD24",)),
    Mutant("a number with 第", at("双住建发", says("〔2023〕12", "〔2023〕第12")), ("FD24",)),
    Mutant("a number with a leading zero", at("双住建发", says("〔2023〕12", "〔2023〕012")), ("FD24",)),
    Mutant("a year of two digits", at("双住建发", says("〔2023〕", "〔23〕")), ("FD24",)),
    Mutant("the number in 黑体", at("双住建发", font("黑体")), ("FD25",), "notice"),
    Mutant("no blank lines above the number", at("双住建发", has("spacing", before=0)), ("FD26",), "notice"),
    Mutant("the number at the left", at("双住建发", has("jc", val="left")), ("FD27",), "notice"),
    Mutant("a half-width colon after 签发人", at("签发人", says("签发人：", "签发人:")), ("FD28", "FD91")),
    Mutant("a signer in 仿宋", at("签发人", font("仿宋_GB2312")), ("FD29",)),
    Mutant("signers far from the edge", signers_further_in, ("FD30",)),
    Mutant("a black rule", border("000000"), ("FD31",)),
    Mutant("a short rule", at("双住建发", has("ind", left=1500, right=1500)), ("FD32",), "notice"),
    Mutant("a rule far below", border(space=31), ("FD33",)),
    Mutant("no rule", without(".//w:pBdr", STYLES), ("FD31",)),
    Mutant("the title in 黑体", at("双塔区完整社区", font("黑体")), ("FD34",)),
    Mutant("the title in bold 宋体", at("双塔区完整社区", font("宋体"), runs("b")), ("FD34",)),
    Mutant("a title of size 3", at("双塔区完整社区", runs("sz", val=32)), ("FD35",)),
    Mutant("a title at the left", at("双塔区完整社区", has("jc", val="left")), ("FD36",)),
    Mutant("a title right below the rule", at("双塔区完整社区", has("spacing", before=0)), ("FD37",), "notice"),
    Mutant("a title with a full stop", at("双塔区完整社区", says("总结报告", "总结报告。")), ("FD38",)),
    Mutant("a title with a lone character", merged_title, ("FD39",)),
    Mutant("two lines below the title", blank_before("朝阳市住房"), ("FD40",)),
    Mutant("addressees indented", at("朝阳市住房", has("ind", firstLineChars=200)), ("FD41",)),
    Mutant("addressees with a half-width colon", at("朝阳市住房", says("：", ":")), ("FD42",)),
    Mutant("addressees without colon", at("朝阳市住房", says("：", "")), ("FD42",)),
    Mutant("addressees in 黑体", at("朝阳市住房", font("黑体")), ("FD43",)),
    Mutant("a first heading in 仿宋", at("一、基本", font("仿宋_GB2312")), ("FD44",)),
    Mutant("a second heading in 黑体", at("（一）服务", font("黑体")), ("FD45",)),
    Mutant("a third heading in 楷体", at("1.道路", font("楷体_GB2312")), ("FD46",)),
    Mutant("a heading of size 2", at("一、基本", runs("sz", val=44)), ("FD47",)),
    Mutant("（二）、", at("（二）居住", says("（二）", "（二）、")), ("FD48",)),
    Mutant("1、", at("1.道路", says("1.", "1、")), ("FD48", "FD50")),
    Mutant("a heading twice 一、", at("二、下一步", says("二、", "一、")), ("FD49",)),
    Mutant("a missing （二）", at("（二）居住", says("（二）", "（三）")), ("FD49",)),
    Mutant("（一） before any 一、", taken_out("一、基本"), ("FD50", "FD49")),
    Mutant("a heading with a full stop", at("一、基本", says("基本情况", "基本情况。")), ("FD51",)),
    Mutant("no line above 附件说明", at("附件：", has("spacing", before=0)), ("FD52",)),
    Mutant("附件说明 at the left edge", at("附件：", has("ind", left=0, hanging=0)), ("FD53",)),
    Mutant("附件说明 with a half-width colon", at("附件：", says("附件：", "附件:")), ("FD54",)),
    Mutant("附件说明 with a stop", at("2.设施", says("对照表", "对照表；")), ("FD54",)),
    Mutant("附件说明 numbered 2、", at("2.设施", says("2.", "2、")), ("FD54",)),
    Mutant("a signature at the edge", at("双塔区住房和城乡建设局", has("ind", left=5370)), ("FD56", "FD57"), "plain"),
    Mutant("a date below the name's beginning", at("2023年7月10日", has("ind", left=4095)), ("FD57",)),
    Mutant("a sealed date far left", at("2023年7月10日", has("ind", left=3000)), ("FD57", "FD58"), "sealed"),
    Mutant("no line above the signature", at("双塔区住房和城乡建设局", has("spacing", before=0)), ("FD58",), "plain"),
    Mutant("a date with leading zeros", at("2023年7月10日", says("7月", "07月")), ("FD59",)),
    Mutant("a date in Chinese numerals", at("2023年7月10日", says("2023年7月10日", "二〇二三年七月十日")), ("FD59",)),
    Mutant("此页无正文", at("特此报告", says("特此报告。", "（此页无正文）")), ("FD60",)),
    Mutant("附注 at the left edge", at("（联系人", has("ind", left=0, firstLine=0, firstLineChars=0)), ("FD61",)),
    Mutant("an annex label in 仿宋", at("附件1", font("仿宋_GB2312")), ("FD62",)),
    Mutant("an annex label centred", at("附件1", has("jc", val="center")), ("FD63",)),
    Mutant("an annex label with a colon", at("附件1", says("附件1", "附件1：")), ("FD64",)),
    Mutant("an annex in the middle of a page", at("附件2", has("pageBreakBefore", val=0)), ("FD65",)),
    Mutant("an annex's title on line 2", at("附件2", has("spacing", after=0)), ("FD66",)),
    Mutant("an annex's title at the left", at("设施对照表", has("jc", val="left")), ("FD67",)),
    Mutant("annexes 1 and 3", at("附件2", says("附件2", "附件3")), ("FD68",)),
    Mutant("another name in 附件说明", at("2.设施", says("对照表", "一览表")), ("FD69",)),
    Mutant("an annex that is not listed", taken_out("2.设施"), ("FD69", "FD54")),
    Mutant("an imprint without rules", imprint_unruled, ("FD70",)),
    Mutant("short imprint rules", imprint_narrow, ("FD72",)),
    Mutant("thick imprint rules", imprint_rules(18), ("FD71",)),
    Mutant("抄送 of size 3", at("抄送：", runs("sz", val=32)), ("FD73",)),
    Mutant("抄送 without its full stop", at("抄送：", says("。", "")), ("FD74",)),
    Mutant("抄送 with a half-width colon", at("抄送：", says("：", ":")), ("FD74", "FD91")),
    Mutant("抄送 at the edge", at("抄送：", has("ind", left=0, hanging=280)), ("FD75",)),
    Mutant("印发 with leading zeros", at("2023年7月11日", says("7月", "07月")), ("FD76",)),
    Mutant("印发 far from the edge", at("2023年7月11日", has("ind", right=1200)), ("FD77",)),
    Mutant("words below the imprint", words_at_the_end, ("FD78",)),
    Mutant("full-width page numbers", full_width_folios, ("FD81",)),
    Mutant("pages counted again in the annex", counted_again, ("FD86",), "landscape"),
    Mutant("no page numbers", without(".//w:footerReference"), ("FD79",)),
    Mutant("page numbers in 仿宋", folios(font("仿宋_GB2312")), ("FD80",)),
    Mutant("page numbers of 10.5 points", folios(runs("sz", val=21)), ("FD80",)),
    Mutant("hyphens at the page number", folios(says("—", "-")), ("FD82",)),
    Mutant("page numbers centred", folios(has("jc", val="center")), ("FD83",)),
    Mutant("one footer for odd and even", without(".//w:evenAndOddHeaders", SETTINGS), ("FD83",)),
    Mutant("page numbers at the edge", folios(has("ind", left=0, right=0)), ("FD84",)),
    Mutant("page numbers as Word sets them", page("pgMar", footer=850), ("FD85",)),
    Mutant("a table wider than the page", wide_table, ("FD87",)),
    Mutant("full-width digits", at(BODY, says("其一", "其１")), ("FD90",)),
    Mutant("a half-width comma", at(BODY, says("，聚焦", ",聚焦")), ("FD91",)),
    Mutant("a name hung wrongly", at("2.双塔区", has("ind", left=3150, hanging=1575)), ("FD55",), "landscape"),
    Mutant("a turned page with other margins", turned("left", 1440), ("FD88", "FD89", "FD04"), "landscape"),
    Mutant("a number at the foot of a turned page", upright_folio, ("FD89",), "landscape"),
    Mutant("a letter of 文件", at("双塔区住房", says("建设局", "建设局文件")), ("FD93",), "letter"),
    Mutant("a letter's mark too low", at("双塔区住房", has("framePr", y=2400)), ("FD94",), "letter"),
    Mutant("a letter's rule too short", letter_rule(left=0, right=0), ("FD95",), "letter"),
    Mutant("a letter's rule in black", letter_rule(), ("FD95",), "letter"),
    Mutant("a letter's lower rule too high", letter_foot, ("FD96",), "letter"),
    Mutant("a number on a letter's first page", without(".//w:titlePg"), ("FD97", "FD95"), "letter"),
    Mutant("a letter's number in the middle", at("000001", has("tabs"), centre_tab), ("FD98",), "letter"),
    Mutant("印发 in a letter", at("抄送：", printed_below), ("FD99",), "letter"),
    Mutant("minutes without their word", at("双塔区完整社区建设联", says("纪要", "记录")), ("FD100",), "minutes"),
    Mutant("出席 in 仿宋", at("出席：", font("仿宋_GB2312")), ("FD101",), "minutes"),
    Mutant("出席 with a half-width colon", at("出席：", says("：", ":")), ("FD102", "FD91"), "minutes"),
    Mutant("a cited number in square brackets", at("按照", says("〔2022〕", "[2022]")), ("FD92",)),
)
