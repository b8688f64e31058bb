"""What a paragraph looks like is the sum of defaults, theme, styles, lists and what is stated directly."""

from __future__ import annotations

from builders.conform.docx.document import Paragraph
from builders.conform.docx.reading import read
from tests.conform.docx.wordfiles import SPACES, W, p, run, word


def style(identifier: str, inside: str, parent: str = "", kind: str = "paragraph", default: bool = False) -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    marked = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"{marked}><w:name w:val="x"/>{based}{inside}</w:style>'


def first(body: str, styles: str = "", **parts: str) -> Paragraph:
    return read(word(body, styles=styles, parts=parts)).paragraphs[0]


def letters(inside: str) -> str:
    return f"<w:rPr>{inside}</w:rPr>"


DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>'
)


def test_defaults_hold_where_no_style_says_otherwise() -> None:
    found = first(p("字"), DEFAULTS)

    assert (found.first.han, found.first.size_pt, found.look.after) == ("宋体", 10.5, 8.0)


def test_a_document_without_styles_has_words_own_size() -> None:
    assert first(p("字")).first.size_pt == 10.0


def test_a_style_wins_over_defaults_its_child_over_it_and_what_is_direct_over_both() -> None:
    styles = DEFAULTS + style("a", letters('<w:sz w:val="32"/><w:color w:val="FF0000"/>'), default=True)
    styles += style("b", letters('<w:sz w:val="44"/>'), "a")

    assert first(p("字"), styles).first.size_pt == 16.0
    child = first(p("字", '<w:pStyle w:val="b"/>'), styles).first
    assert (child.size_pt, child.colour, child.han) == (22.0, "FF0000", "宋体")
    assert first(p("字", '<w:pStyle w:val="b"/>', '<w:sz w:val="28"/>'), styles).first.size_pt == 14.0


def test_a_character_style_lies_between_the_paragraphs_and_what_is_direct() -> None:
    styles = style("a", letters('<w:sz w:val="32"/>'), default=True)
    styles += style("k", letters('<w:rFonts w:eastAsia="楷体_GB2312"/><w:sz w:val="30"/>'), kind="character")
    found = first(p("字", letters='<w:rStyle w:val="k"/><w:sz w:val="28"/>'), styles).first
    assert (found.han, found.size_pt) == ("楷体_GB2312", 14.0)


def test_bold_of_a_character_style_in_a_bold_paragraph_is_not_bold() -> None:
    styles = style("a", letters("<w:b/>"), default=True) + style("k", letters("<w:b/>"), kind="character")

    assert first(p("字"), styles).first.bold
    assert not first(p("字", letters='<w:rStyle w:val="k"/>'), styles).first.bold
    assert first(p("字", letters='<w:rStyle w:val="k"/><w:b/>'), styles).first.bold
    assert not first(p("字", letters='<w:b w:val="0"/>'), styles).first.bold


def test_styles_based_on_one_another_in_a_ring_end() -> None:
    styles = style("a", letters('<w:sz w:val="32"/>'), "b", default=True) + style("b", letters("<w:b/>"), "a")

    found = first(p("字"), styles).first
    assert (found.size_pt, found.bold) == (16.0, True)


def test_a_table_style_lies_below_the_paragraphs_style() -> None:
    table = "<w:tbl><w:tblPr><w:tblStyle w:val='t'/></w:tblPr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    styles = style("t", letters('<w:sz w:val="18"/><w:color w:val="00FF00"/>'), kind="table")
    styles += style("a", letters('<w:sz w:val="32"/>'), default=True)

    found = first(table.format(p("字")), styles).first
    assert (found.size_pt, found.colour) == (16.0, "00FF00")


def test_fonts_of_the_theme_are_found_by_script() -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:fontScheme>'
        '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/>'
        '<a:font script="Hans" typeface="仿宋"/></a:minorFont></a:fontScheme></a:theme>'
    )
    styles = style("a", letters('<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'), default=True)

    found = first(p("字"), styles, theme=theme).first
    assert (found.han, found.latin) == ("仿宋", "Calibri")
    direct = first(p("字", letters='<w:rFonts w:eastAsia="黑体"/>'), styles, theme=theme).first
    assert direct.han == "黑体"


def test_an_indent_in_characters_stands_beside_the_one_in_points() -> None:
    found = first(p("字", '<w:ind w:firstLineChars="200" w:firstLine="480"/>')).look

    assert (found.first_chars, found.first) == (2.0, 24.0)


def test_a_hanging_indent_takes_the_place_of_a_first_lines() -> None:
    styles = style("a", '<w:pPr><w:ind w:firstLine="640"/></w:pPr>', default=True)

    assert first(p("字", '<w:ind w:left="640" w:hanging="320"/>'), styles).look.first == -16.0


def numbering(*levels: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{indent}"/></w:pPr></w:lvl>'
        for depth, (kind, text, indent) in enumerate(levels)
    )
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{rows}</w:abstractNum>{lists}</w:numbering>'


def item(text: str, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>')


LEVELS = numbering(("chineseCounting", "%1、", "0"), ("chineseCounting", "（%2）", "320"), ("decimal", "%3.", "0"))


def test_numbers_that_word_prints_by_itself_are_part_of_the_text() -> None:
    body = item("总则") + item("目标", 1) + item("任务", 1) + item("项目", 2) + item("附则") + item("解释", 1)

    found = read(word(body, parts={"numbering": LEVELS})).paragraphs
    assert [each.text for each in found] == ["一、总则", "（一）目标", "（二）任务", "1.项目", "二、附则", "（一）解释"]


def test_the_list_indents_its_paragraphs() -> None:
    found = read(word(item("甲") + item("乙", 1), parts={"numbering": LEVELS})).paragraphs

    assert [each.look.left for each in found] == [0.0, 16.0]


def test_a_heading_style_can_carry_its_list() -> None:
    listed = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("h", listed)

    found = read(word(p("目标", '<w:pStyle w:val="h"/>'), styles=styles, parts={"numbering": LEVELS})).paragraphs
    assert found[0].text == "（一）目标"


def test_numbers_beyond_ten_are_printed_in_chinese() -> None:
    found = read(word("".join(item("条") for _ in range(21)), parts={"numbering": LEVELS})).paragraphs

    assert [found[at].text for at in (9, 10, 19, 20)] == ["十、条", "十一、条", "二十、条", "二十一、条"]


def test_text_that_was_inserted_counts_and_text_that_was_deleted_does_not() -> None:
    body = f"<w:p><w:ins>{run('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>{run('文')}</w:p>"

    assert first(body).text == "新文"


def test_characters_without_width_are_not_read() -> None:
    assert first(p("GB/\u200bT\u2060 9704")).text == "GB/T 9704"


def test_hidden_text_is_not_there() -> None:
    assert first(f"<w:p>{run('见')}{run('不见', '<w:vanish/>')}</w:p>").text == "见"


def test_content_controls_links_and_fields_are_looked_through() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("表1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = f"<w:sdt><w:sdtContent><w:p>见<w:hyperlink>{run('附件')}</w:hyperlink>{field}</w:p></w:sdtContent></w:sdt>"

    found = first(body)
    assert (found.text, found.fields) == ("附件表1", ("REF",))


def test_the_words_of_a_text_box_are_read_once_where_a_file_offers_them_twice() -> None:
    box = f"<w:txbxContent>{p('市政府文件')}</w:txbxContent>"
    anchor = '<wp:anchor><wp:positionH relativeFrom="page"><wp:align>center</wp:align></wp:positionH>'
    shape = f"<a:graphic><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphic>"
    new = f"<mc:Choice><w:drawing>{anchor}{shape}</wp:anchor></w:drawing></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
    body = f"<w:p><w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r></w:p>"

    found = read(word(body)).paragraphs
    assert [each.text for each in found] == ["", "市政府文件"]
    assert found[1].box is not None
    assert found[1].box.across_align == "center"


def test_words_in_an_old_text_box_are_found_as_well() -> None:
    box = f"<v:textbox><w:txbxContent>{p('甲')}</w:txbxContent></v:textbox>"
    body = f"<w:p><w:r><w:pict><v:shape>{box}</v:shape></w:pict></w:r></w:p>"

    assert [each.text for each in read(word(body)).paragraphs] == ["", "甲"]


def test_a_drawn_line_has_a_colour_a_width_and_a_length() -> None:
    shape = (
        '<wps:wsp><wps:spPr><a:xfrm><a:ext cx="5615940" cy="0"/></a:xfrm><a:prstGeom prst="line"/><a:ln w="19050" '
        'cmpd="thickThin"><a:solidFill><a:srgbClr val="ff0000"/></a:solidFill></a:ln></wps:spPr></wps:wsp>'
    )
    body = f"<w:p><w:r><w:drawing><wp:anchor>{shape}</wp:anchor></w:drawing></w:r></w:p>"

    [stroke] = first(body).strokes
    assert (stroke.colour, stroke.width_pt, round(stroke.length_pt, 1)) == ("FF0000", 1.5, 442.2)
    assert stroke.compound == "thickThin"


def test_an_old_drawn_line_as_well() -> None:
    line = '<v:line from="0,0" to="442.2pt,0" strokecolor="red" strokeweight="2pt"/>'
    [stroke] = first(f"<w:p><w:r><w:pict>{line}</w:pict></w:r></w:p>").strokes

    assert (stroke.colour, stroke.width_pt, stroke.length_pt) == ("FF0000", 2.0, 442.2)


def test_a_strict_file_is_read_like_any_other() -> None:
    from io import BytesIO
    from zipfile import ZipFile

    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = word(p("字", '<w:ind w:start="2cm"/>'))
    stream = BytesIO()
    with ZipFile(BytesIO(usual)) as source, ZipFile(stream, "w") as target:
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry).replace(W.encode(), strict.encode()))

    found = read(stream.getvalue()).paragraphs[0]
    assert found.text == "字"
    assert round(found.look.left, 1) == 56.7


def test_sections_keep_the_footers_of_the_section_before() -> None:
    folio = '<w:p><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr=" PAGE "/><w:r><w:t> —</w:t></w:r></w:p>'
    footer = f"<w:ftr {SPACES}>{folio}</w:ftr>"
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    body = p("甲", f'<w:sectPr><w:footerReference w:type="default" r:id="footer1"/>{size}</w:sectPr>') + p("乙")

    found = read(word(body, section=f"<w:sectPr>{size}</w:sectPr>", parts={"footer1": footer})).sections
    assert [section.footers["default"].paragraph is not None for section in found] == [True, True]
    printed = found[1].footers["default"].paragraph
    assert printed is not None
    assert printed.text == "— 1 —"
