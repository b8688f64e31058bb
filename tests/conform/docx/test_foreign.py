"""Documents of other hands are understood: by their words, places and looks, not by the names of our styles."""

from __future__ import annotations

from io import BytesIO

import pytest

from builders.conform.docx import inspect_docx
from builders.conform.docx.faces import genre, is_face
from builders.conform.finding import Finding, Verdict
from tests.conform.docx.wordfiles import SPACES, p, page, run, word

KAI, HEI = '<w:rFonts w:eastAsia="楷体"/>', '<w:rFonts w:eastAsia="黑体"/>'
TITLE = '<w:rFonts w:eastAsia="方正小标宋_GBK"/><w:spacing w:val="0"/><w:sz w:val="44"/>'
CENTRED, TWO = '<w:jc w:val="center"/>', '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
SENTENCE = "坚持问题导向和目标导向，聚焦群众反映强烈的突出问题，统筹推进社区服务设施建设。"
RED_HEAD = '<w:rFonts w:eastAsia="方正小标宋_GBK"/><w:color w:val="FF0000"/><w:spacing w:val="0"/><w:sz w:val="72"/>'
LINE = (
    '<w:p><w:r><w:drawing><wp:anchor><wps:wsp><wps:spPr><a:xfrm><a:ext cx="5615940" cy="0"/></a:xfrm>'
    '<a:prstGeom prst="line"/><a:ln w="19050"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln>'
    "</wps:spPr></wps:wsp></wp:anchor></w:drawing></w:r></w:p>"
)
FOLIO = (
    '<w:p><w:pPr><w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="outside" w:y="1"/></w:pPr>'
    '<w:r><w:rPr>{0}</w:rPr><w:t xml:space="preserve">— </w:t></w:r><w:r><w:rPr>{0}</w:rPr><w:fldChar '
    'w:fldCharType="begin"/></w:r><w:r><w:rPr>{0}</w:rPr><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:rPr>{0}</w:rPr><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
).format('<w:rFonts w:ascii="宋体" w:eastAsia="宋体"/><w:spacing w:val="0"/><w:sz w:val="28"/>')
FOOTER = f"<w:ftr {SPACES}>{FOLIO}</w:ftr>"
REFERENCE = '<w:footerReference w:type="default" r:id="footer1"/>'
BLANK = p("")


def typed() -> str:
    """A notice as a clerk types it: blank lines for spaces, wide spaces for indents, a drawn line for the rule."""
    head = p("", '<w:spacing w:line="1700" w:lineRule="exact"/>')
    head += p("市政府文件", f'{CENTRED}<w:spacing w:line="900" w:lineRule="exact"/>', RED_HEAD)
    head += BLANK + BLANK + p("市政发〔2023〕8号", CENTRED) + LINE + BLANK
    title = BLANK + p("关于开展试点工作的通知", CENTRED, TITLE) + BLANK
    text = p("各县（市）区人民政府：") + p("　　现将有关事项通知如下。" + SENTENCE)
    text += p("一、总体要求", TWO, HEI) + p(SENTENCE, TWO)
    text += f"<w:p><w:pPr>{TWO}</w:pPr>{run('（一）明确责任。', KAI)}{run(SENTENCE)}</w:p>"
    text += f"<w:p><w:pPr>{TWO}</w:pPr>{run('（二）明确时限。', KAI)}{run(SENTENCE)}</w:p>"
    right = '<w:jc w:val="right"/>'
    closing = BLANK + p("　　附件：项目清单") + BLANK
    closing += p("朝阳市人民政府　　", right) + p("2023年6月8日　", right)
    annex = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("附件", letters=HEI) + BLANK
    return head + title + text + closing + annex + p("项目清单", CENTRED, TITLE) + BLANK + p(SENTENCE, TWO)


def findings(content: bytes) -> dict[str, Finding]:
    return {finding.rule.code: finding for finding in inspect_docx(content).findings}


def test_a_notice_typed_with_blank_lines_and_wide_spaces_is_understood() -> None:
    found = findings(word(typed(), section=page(REFERENCE), parts={"footer1": FOOTER}))

    wrong = {code: (each.measured, each.where) for code, each in found.items() if each.verdict is Verdict.VIOLATES}
    assert wrong == {}
    unknown = {code for code, each in found.items() if each.verdict is Verdict.UNKNOWN}
    measured = {"FD20", "FD26", "FD31", "FD37", "FD40", "FD45", "FD52", "FD57", "FD65", "FD66", "FD69", "FD83"}
    assert not unknown & measured


def test_a_mark_in_a_text_box_is_found() -> None:
    box = f'<v:textbox><w:txbxContent>{p("市政府文件", CENTRED, RED_HEAD)}</w:txbxContent></v:textbox>'
    body = f"<w:p><w:r><w:pict><v:shape>{box}</v:shape></w:pict></w:r></w:p>" + p("市政发〔2023〕8号", CENTRED)

    found = findings(word(body + p("关于工作的通知", CENTRED, TITLE)))
    assert found["FD20"].verdict is Verdict.CONFORMS
    assert found["FD22"].verdict is Verdict.UNKNOWN


def test_lines_on_a_grid_of_characters_are_counted_by_the_grid() -> None:
    plain = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:sz w:val="32"/>'
    styles = f'{plain}<w:rFonts w:eastAsia="仿宋"/></w:rPr></w:style>'
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>'

    found = findings(word(p(SENTENCE, TWO) * 3, styles=styles, section=page(grid)))
    assert (found["FD08"].measured, found["FD08"].verdict) == ("22行（行距28.95磅）", Verdict.CONFORMS)
    assert found["FD09"].measured.startswith("28字")


def test_lines_whose_height_only_the_font_knows_are_not_judged() -> None:
    plain = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    styles = f'{plain}<w:pPr><w:spacing w:line="360"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr></w:style>'

    assert findings(word(p(SENTENCE, TWO), styles=styles))["FD08"].verdict is Verdict.UNKNOWN


def test_a_table_of_contents_and_captions_are_no_body_text() -> None:
    small = '<w:sz w:val="21"/>'
    body = p("关于工作的报告", CENTRED, TITLE) + p(SENTENCE, TWO) + p("表1　资金情况", CENTRED, small)
    body += p("单位：万元", '<w:jc w:val="right"/>', small) + p("注：数据截至5月。", "", small) + p(SENTENCE, TWO)

    assert findings(word(body))["FD07"].verdict is Verdict.CONFORMS


HEADED = p("关于工作的通知", CENTRED, TITLE) + p(SENTENCE, TWO)


def heading(text: str) -> str:
    return p(text, TWO, HEI if "、" in text[:3] else KAI if text[0] == "（" else "")


def test_points_may_be_counted_on_through_sections_or_anew_in_each() -> None:
    onward = ("一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "3.己", "4.庚")
    anew = ("一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "2.庚")
    lost = ("一、甲", "（一）乙", "1.丙", "3.丁")

    verdicts = [findings(word(HEADED + "".join(map(heading, each))))["FD49"].verdict for each in (onward, anew, lost)]
    assert verdicts == [Verdict.CONFORMS, Verdict.CONFORMS, Verdict.VIOLATES]


def test_a_list_of_names_below_a_lone_label_is_no_annex() -> None:
    found = findings(word(HEADED + p("附件：", TWO) + p("1.工作方案", TWO) + p("2.评价指标", TWO)))

    assert found["FD65"].measured == "未找到附件"
    assert found["FD54"].verdict is Verdict.VIOLATES


def test_names_of_two_offices_on_one_line_are_told_by_the_gap_between_them() -> None:
    signed = p("朝阳市住房和城乡建设局      朝阳市民政局", '<w:jc w:val="right"/><w:ind w:right="630"/>')
    dated = p("2023年6月8日", '<w:jc w:val="right"/><w:ind w:right="630"/>')

    assert findings(word(HEADED + BLANK + signed + dated))["FD57"].measured == "首字比署名首字右移0字，右空2字"


def test_a_plan_behind_the_notice_that_issues_it_does_not_hide_the_notices_date() -> None:
    dated = p("朝阳市民政局", '<w:ind w:left="5985"/>') + p("2023年6月8日", '<w:ind w:left="6615"/>')
    plan = p("工作方案", f"<w:pageBreakBefore/>{CENTRED}", TITLE) + p("2023年5月1日", CENTRED) + p(SENTENCE, TWO)

    assert findings(word(HEADED + BLANK + dated + plan))["FD59"].measured == "“2023年6月8日”"


def test_a_text_that_speaks_of_此页无正文_does_not_say_so_itself() -> None:
    told = p("不得标注“此页无正文”。" + SENTENCE, TWO) + BLANK + p("2023年6月8日", '<w:ind w:left="6615"/>')

    assert findings(word(HEADED + told))["FD60"].verdict is Verdict.CONFORMS


def test_digits_in_a_table_near_the_head_are_no_copy_number() -> None:
    head = p("市政府文件", CENTRED, RED_HEAD) + p("市政发〔2023〕8号", CENTRED)
    table = f"<w:tbl><w:tblPr/><w:tr><w:tc>{p('12')}</w:tc></w:tr></w:tbl>"

    assert findings(word(head + p("通知", CENTRED, TITLE) + table))["FD16"].measured == "未找到份号"


def test_a_sentence_that_begins_with_附件_is_no_list_of_annexes() -> None:
    assert findings(word(HEADED + p("附件：见后。", TWO) + p(SENTENCE, TWO)))["FD54"].measured == "未找到附件说明"


def test_below_a_table_a_line_that_it_half_filled_is_no_fault() -> None:
    def verdict(above: str) -> Verdict:
        gap = p("", '<w:spacing w:line="500" w:lineRule="exact"/>') + BLANK
        return findings(word(HEADED + above + gap + p("附件：清单", TWO)))["FD52"].verdict

    table = f"<w:tbl><w:tblPr/><w:tr><w:tc>{p('12')}</w:tc></w:tr></w:tbl>"
    assert verdict(table) is Verdict.CONFORMS
    assert verdict(p(SENTENCE, TWO)) is Verdict.VIOLATES


def test_points_in_brackets_within_a_sentence_need_no_level_above() -> None:
    body = heading("一、甲") + p("（1）" + SENTENCE, TWO) + heading("1.乙")

    assert findings(word(HEADED + body))["FD50"].verdict is Verdict.CONFORMS


def test_a_font_that_stands_in_for_another_is_not_judged() -> None:
    noto = '<w:rFonts w:eastAsia="Noto Serif CJK SC"/>'

    assert findings(word(p(SENTENCE, TWO, noto)))["FD06"].verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("仿宋", "仿宋_GB2312", "FangSong", "方正仿宋_GBK", "华文仿宋", "ABCDEF+FandolFang-R"), "仿宋"),
        (("楷体", "楷体_GB2312", "KaiTi", "方正楷体简体", "华文楷体", "STKaiti", "FandolKai"), "楷体"),
        (("黑体", "SimHei", "方正黑体_GBK", "华文黑体", "FandolHei"), "黑体"),
        (("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "小标宋"), "小标宋"),
        (("宋体", "SimSun", "NSimSun", "新宋体", "华文宋体"), "宋体"),
        (("Times New Roman", "Calibri", "Arial"), "西文"),
        (("Noto Serif CJK SC", "Source Han Sans", "", "A font"), ""),
    ],
)
def test_families_are_told_by_their_names(names: tuple[str, ...], wanted: str) -> None:
    assert {name: genre(name) for name in names} == dict.fromkeys(names, wanted)


def test_a_close_stand_in_for_the_title_face_is_not_judged_and_a_far_one_is_wrong() -> None:
    assert is_face("华文中宋", "小标宋") is None
    assert is_face("宋体", "小标宋") is False
    assert is_face("微软雅黑", "黑体") is False


def test_a_document_of_python_docx_is_measured() -> None:
    import docx

    made = docx.Document()
    made.add_heading("关于开展工作的通知", 0)
    for text in ("各县（市）区：", SENTENCE * 2, "朝阳市人民政府", "2023年7月1日"):
        made.add_paragraph(text)
    stream = BytesIO()
    made.save(stream)

    found = findings(stream.getvalue())
    wrong = {code for code, each in found.items() if each.verdict is Verdict.VIOLATES}
    assert {"FD01", "FD02", "FD06", "FD07", "FD08", "FD13", "FD35", "FD56", "FD57", "FD79"} <= wrong
    assert found["FD42"].verdict is Verdict.CONFORMS
    assert found["FD57"].where == "第5段“2023年7月1日”"
