"""What Markdown may become a document, and where the refusal points when it may not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from builders.core.errors import ContentError
from builders.model.document import (
    Annex,
    Cell,
    Document,
    Emphasis,
    Figure,
    FigurePair,
    Footnote,
    Heading,
    LineBreak,
    Link,
    ListItems,
    Paragraph,
    Reference,
    Remark,
    Strong,
    Table,
    Text,
)
from builders.model.manuscript import Origin
from builders.typeset.markdown import parse
from tests.typeset.samples import manuscript, picture

TASKS = """\
| 任务 | 完成投资 |
|:---|---:|
| 完善设施 | 12.50 |
| 合计 | 12.50 |

: 四项任务进展 {#tbl-tasks unit="万元" total="true"}
"""
FIGURE = '![完成投资](assets/fig-a.svg){#fig-a alt="两个半年的完成投资" width=80%}'

PAIR = """\
::: {.side-by-side #fig-pair caption="前后"}
![前](assets/fig-a.svg){alt="荒地"}

![后](assets/fig-a.svg){alt="花园" width=50%}
:::
"""


def document(markdown: str) -> Document:
    return parse(manuscript(markdown, assets=(picture("fig-a"),)))


def words(*texts: str) -> tuple[Text, ...]:
    return tuple(Text(text) for text in texts)


# ------------------------------------------------------------------ what is admitted


def test_headings_of_four_levels_get_their_ordinals() -> None:
    blocks = document("# 甲\n\n## 乙\n\n### 丙\n\n#### 丁\n\n# 戊\n").blocks
    assert blocks == (
        Heading(1, words("甲"), "一、"),
        Heading(2, words("乙"), "（一）"),
        Heading(3, words("丙"), "1."),
        Heading(4, words("丁"), "（1）"),
        Heading(1, words("戊"), "二、"),
    )


def test_stress_links_breaks_and_notes_inside_a_paragraph() -> None:
    markdown = "开始**重点**、*说明*，见[网站](https://www.example.cn/a?b=1)。\\\n下行[^1]。\n\n[^1]: 注文**重**。\n"
    assert document(markdown).blocks == (
        Paragraph(
            (
                Text("开始"),
                Strong(words("重点")),
                Text("、"),
                Emphasis(words("说明")),
                Text("，见"),
                Link(words("网站"), "https://www.example.cn/a?b=1"),
                Text("。"),
                LineBreak(),
                Text("下行"),
                Footnote((Paragraph((Text("注文"), Strong(words("重")), Text("。"))),), 1),
                Text("。"),
            )
        ),
    )


def test_a_table_with_caption_unit_and_total() -> None:
    assert document(TASKS).blocks == (
        Table(
            identifier="tbl-tasks",
            caption=words("四项任务进展"),
            alignments=("left", "right"),
            header=(Cell(words("任务")), Cell(words("完成投资"))),
            rows=(
                (Cell(words("完善设施")), Cell(words("12.50"))),
                (Cell(words("合计")), Cell(words("12.50"))),
            ),
            unit="万元",
            total=True,
            label="表1",
        ),
    )


def test_columns_without_alignment_are_right_when_they_hold_numbers_only() -> None:
    table = document(
        "| 名称 | 面积 | 率 |\n|---|---|---|\n| 甲 | 1,200.5 | 60.0% |\n| 乙 | — | 待定 |\n\n: 表\n"
    ).blocks[0]
    assert isinstance(table, Table)
    assert table.alignments == ("left", "right", "left")


def test_empty_cells_and_escaped_bars_keep_their_columns() -> None:
    table = document("| 甲 | 乙 |\n|---|---|\n| a\\|b |  |\n\n: 表\n").blocks[0]
    assert isinstance(table, Table)
    assert table.rows == ((Cell(words("a|b")), Cell(())),)


def test_a_figure_takes_its_asset_width_and_replacement_text() -> None:
    assert document(FIGURE).blocks == (Figure("fig-a", words("完成投资"), "两个半年的完成投资", "fig-a", 0.8, "图1"),)


def test_figures_side_by_side_share_a_number_and_keep_their_own_words() -> None:
    before = Figure("", words("前"), "荒地", "fig-a")
    after = Figure("", words("后"), "花园", "fig-a", 0.5)

    assert document(PAIR + "\n" + FIGURE).blocks == (
        FigurePair("fig-pair", words("前后"), (before, after), "图1"),
        Figure("fig-a", words("完成投资"), "两个半年的完成投资", "fig-a", 0.8, "图2"),
    )


def test_tables_and_annexes_may_say_how_they_stand() -> None:
    table = document(TASKS.replace("unit=", "orientation=landscape unit=")).blocks[0]
    [annex] = document('正文\n\n::: {.annex title="台账" orientation=landscape}\n| 甲 |\n|---|\n| 1 |\n:::\n').annexes

    assert isinstance(table, Table)
    assert (table.orientation, table.landscape) == ("landscape", True)
    assert (annex.orientation, annex.landscape) == ("landscape", True)


def test_references_print_the_numbers_of_tables_figures_and_annexes() -> None:
    markdown = (
        f"见[](#tbl-tasks)、[](#fig-a)和[](#annex-a)。\n\n{TASKS}\n{FIGURE}\n\n"
        '::: {.annex title="台账" #annex-a}\n正文\n:::\n\n::: {.annex title="明细"}\n正文\n:::\n'
    )
    paragraph = document(markdown).blocks[0]
    assert isinstance(paragraph, Paragraph)
    references = [inline for inline in paragraph.children if isinstance(inline, Reference)]
    assert [(reference.target, reference.text) for reference in references] == [
        ("tbl-tasks", "表1"),
        ("fig-a", "图1"),
        ("annex-a", "附件1"),
    ]


def test_annexes_hold_blocks_and_a_table_there_needs_no_caption() -> None:
    parsed = document(
        '正文\n\n::: {.annex title="台账" #annex-a}\n| 甲 |\n|---|\n| 1 |\n\n::: remark\n注：略\n:::\n:::\n'
    )
    (annex,) = parsed.annexes
    assert annex == Annex(
        title="台账",
        identifier="annex-a",
        blocks=(
            Table("", (), ("right",), (Cell(words("甲")),), ((Cell(words("1")),),)),
            Remark(words("注：略")),
        ),
    )


def test_lists_are_flat_and_start_at_one() -> None:
    assert document("1. 甲\n2. 乙\n\n文\n\n- 丙\n").blocks == (
        ListItems(True, ((Paragraph(words("甲")),), (Paragraph(words("乙")),))),
        Paragraph(words("文")),
        ListItems(False, ((Paragraph(words("丙")),),)),
    )


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ('深化"一网通办"改革', "深化“一网通办”改革"),
        ('"一老一幼"服务，"智慧社区"', "“一老一幼”服务，“智慧社区”"),
        ('坚持"**一网**通办"', "坚持“一网通办”"),
        ('屏幕24"和32"', "屏幕24“和32”"),
        ('a "b" c', 'a "b" c'),
        ("已有“引号”不动", "已有“引号”不动"),
        ('使用"App 2.0"系统', "使用“App 2.0”系统"),
    ],
)
def test_straight_quotes_beside_han_are_paired(source: str, printed: str) -> None:
    paragraph = document(source).blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.children) == printed


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("前行\n后行", "前行后行"),
        ("共\n12个，\nPDF\n文件", "共12个，PDF文件"),
        ("Word\nPDF", "Word PDF"),
        ("**粗**\n细", "粗细"),
        ("完成 3 个", "完成 3 个"),
    ],
)
def test_line_ends_beside_han_leave_no_space(source: str, printed: str) -> None:
    paragraph = document(source).blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.children) == printed


@pytest.mark.parametrize(
    "text",
    [
        "<b>不是标签</b>",
        "$不是公式$",
        "@不是引文",
        "{{ 不是模板 }}",
        "~~不删~~",
        "x^2^",
        r"\documentclass",
        "#不是标题",
    ],
)
def test_what_looks_like_code_is_printed_as_it_stands(text: str) -> None:
    paragraph = document(f"文字{text}").blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.children) == f"文字{text}"


@pytest.mark.parametrize("text", ["\\# 不是标题", "\\- 不是列表", "\\| 不是表格"])
def test_a_mark_with_a_backslash_is_text(text: str) -> None:
    paragraph = document(f"文字\n{text}").blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.children) == f"文字{text[1:]}"


def plain(inlines: tuple[object, ...]) -> str:
    return "".join(i.text if isinstance(i, Text) else plain(getattr(i, "children", ())) for i in inlines)


# ------------------------------------------------------------------ what is refused


@dataclass(frozen=True)
class Refusal:
    """Markdown that is refused: the code, the line, and words of the message."""

    name: str
    markdown: str
    code: str
    line: int
    says: str = ""


ANNEX = '::: {{.annex title="甲"}}\n{}\n:::\n'
REFUSALS = [
    Refusal("fifth heading level", "文\n\n##### 过深\n", "M101", 3, "过深"),
    Refusal("heading with attributes", "文\n\n# 标题 {#id .x}\n", "M102", 3, "标题不能带属性"),
    Refusal("heading without words", "文\n\n#\n\n文\n", "M103", 3, "标题没有文字"),
    Refusal("nested list", "- 甲\n\n    - 内层\n", "M104", 3, "再套列表"),
    Refusal("list that starts elsewhere", "文\n\n3. 丙\n4. 丁\n", "M105", 3, "从1开始"),
    Refusal("heading right below text", "文\n# 题\n", "M106", 2, "空一行"),
    Refusal("division right below text", "文\n::: remark\n注\n:::\n", "M106", 2, "空一行"),
    Refusal("table right below text", "文\n| 甲 |\n|---|\n| 1 |\n", "M106", 2, "空一行"),
    Refusal("list right below text", "文\n- 甲\n", "M106", 2, "空一行"),
    Refusal("numbered list right below text", "文\n1. 甲\n", "M106", 2, "空一行"),
    Refusal("heading right below a list", "- 甲\n# 题\n", "M106", 2, "空一行"),
    Refusal("footnote right below text", "文[^1]\n[^1]: 注\n", "M106", 2, "空一行"),
    Refusal("table without ruler", "文\n\n| 甲 | 乙 |\n| 1 | 2 |\n", "M107", 3, "表格"),
    Refusal("caption above without a blank line", ": 题\n| 甲 |\n|---|\n| 1 |\n", "M126", 1, "表题"),
    Refusal("underlined heading", "文\n---\n", "M159", 2, "标题"),
    Refusal("quotation block", "文\n\n> 引文\n", "M111", 3, "引用块"),
    Refusal("indented code", "文\n\n    code here\n", "M111", 3, "代码块"),
    Refusal("fenced code", "文\n\n```python\nimport os\n```\n", "M111", 4, "代码块"),
    Refusal("rule", "文\n\n***\n\n文\n", "M111", 3, "分隔线"),
    Refusal("raw Word XML", "文\n\n```{=openxml}\n<w:p/>\n```\n", "M112", 3, "行内代码"),
    Refusal("inline code", "文\n又`code`文\n", "M112", 2, "行内代码"),
    Refusal("raw inline", "文\n又`<w:p/>`{=openxml}文\n", "M112", 2, "行内代码"),
    Refusal("span", "文\n\n[词]{.red}\n", "M112", 3, "带属性的文字"),
    Refusal("author's own Word style", '文\n\n[词]{custom-style="X"}\n', "M112", 3, "带属性的文字"),
    Refusal("underline", "文\n\n[词]{.underline}\n", "M112", 3, "下划线"),
    Refusal("picture inside a line", "文\n\n文![图](assets/fig-a.svg)文\n", "M113", 3, "单独成段"),
    Refusal("script link", "文\n\n[点](javascript:alert(1))\n", "M114", 3, "http"),
    Refusal("file link", "文\n\n[点](file:///etc/hosts)\n", "M114", 3, "http"),
    Refusal("relative link", "文\n\n[点](other.md)\n", "M114", 3, "http"),
    Refusal("address without a host", "文\n\n[点](http:///x)\n", "M114", 3, "http"),
    Refusal("link with a title", '文\n\n[点](https://a.cn "题")\n', "M115", 3),
    Refusal("link with attributes", "文\n\n[点](https://a.cn){.x}\n", "M115", 3),
    Refusal("reference with words of its own", f"文\n\n[表一](#tbl-tasks)\n\n{TASKS}", "M116", 3, "[](#tbl-tasks)"),
    Refusal("link without words", "文\n\n[](https://a.cn)\n", "M116", 3, "链接没有文字"),
    Refusal("line break in a caption", TASKS.replace("四项任务", "四项\\\n任务"), "M117", 6, "换行"),
    Refusal("quote without its pair", '文\n\n深化"一网通办改革\n', "M118", 3, "引号"),
    Refusal("footnote in a heading", "# 题[^1]\n\n[^1]: 注\n", "M119", 1, "脚注"),
    Refusal("footnote in a footnote", "文^[注^[注中注]]\n", "M119", 1, "脚注"),
    Refusal("table in a footnote", "文[^1]\n\n[^1]: 注\n\n    - 列表\n", "M119", 5, "脚注"),
    Refusal("table without header", "文\n\n|  |  |\n|---|---|\n| 1 | 2 |\n\n: 题\n", "M121", 5, "表头"),
    Refusal("table without rows", "文\n\n| 甲 | 乙 |\n|---|---|\n\n: 题\n", "M121", 3, "没有数据行"),
    Refusal("merged cells", "+---+---+\n| a | b |\n+===+===+\n| c     |\n+---+---+\n\n: 题\n", "M121", 2, "合并"),
    Refusal("unknown table attribute", TASKS.replace("unit", "units"), "M122", 6, "是否指“unit”"),
    Refusal("class on a table", TASKS.replace("#tbl-tasks", "#tbl-tasks .wide"), "M122", 6, "wide"),
    Refusal("total that is neither", TASKS.replace('"true"', '"yes"'), "M123", 6, "total"),
    Refusal("table without caption", "文\n\n| 甲 |\n|---|\n| 1 |\n", "M124", 5, "没有表题"),
    Refusal("caption far from its table", "文\n\n: 孤立的表题 {#tbl-x}\n", "M126", 3, "表题"),
    Refusal("remote picture", '文\n\n![图](https://a.cn/a.png){alt="字"}\n', "M131", 3, "assets"),
    Refusal("absolute picture", '文\n\n![图](/etc/hostname){alt="字"}\n', "M131", 3, "assets"),
    Refusal("picture outside", '文\n\n![图](assets/../x.png){alt="字"}\n', "M131", 3, "assets"),
    Refusal("picture inside the address", '文\n\n![图](data:image/png;base64,AA){alt="字"}\n', "M131", 3, "assets"),
    Refusal("unknown picture", '文\n\n![图](assets/fig-b.svg){alt="字"}\n', "M132", 3, "是否指“fig-a”"),
    Refusal("unknown picture attribute", FIGURE.replace("width", "height"), "M133", 1, "height"),
    Refusal("class on a picture", FIGURE.replace("{#fig-a", "{#fig-a .wide"), "M133", 1, "wide"),
    Refusal("picture with a title", FIGURE.replace(".svg)", '.svg "题")'), "M133", 1),
    Refusal("picture without replacement text", "文\n\n![图](assets/fig-a.svg)\n", "M134", 3, "替代文字"),
    Refusal("picture without caption", '文\n\n![](assets/fig-a.svg){alt="字"}\n', "M135", 3, "图题"),
    Refusal("figures side by side without caption", PAIR.replace(' caption="前后"', ""), "M147", 1, "图题"),
    Refusal("one figure side by side", '::: {.side-by-side caption="前后"}\n' + FIGURE + '\n:::\n', "M148", 1, "两幅"),
    Refusal("prose side by side", PAIR.replace("![后]", "后面\n\n![后]"), "M148", 1, "两幅"),
    Refusal("unknown attribute side by side", PAIR.replace("caption=", "captoin=x caption="), "M146", 1, "caption"),
    Refusal("unknown orientation", TASKS.replace("unit=", "orientation=wide unit="), "M127", 6, "landscape"),
    Refusal("width in centimetres", FIGURE.replace("80%", "8cm"), "M136", 1, "宽度"),
    Refusal("width over the page", FIGURE.replace("80%", "120%"), "M136", 1, "宽度"),
    Refusal("annex in an annex", ANNEX.format(ANNEX.format("乙").replace(":::", "::::")), "M141", 2, "最外层"),
    Refusal("annex without title", "文\n\n::: annex\n文\n:::\n", "M142", 3, "标题"),
    Refusal("body after an annex", ANNEX.format("文") + "\n尾巴\n", "M143", 5, "附件之后"),
    Refusal("unknown division", "文\n\n::: remrk\n注\n:::\n", "M144", 3, "是否指“remark”"),
    Refusal("table in a remark", f"::: remark\n{TASKS}:::\n", "M145", 2, "表注"),
    Refusal("unknown annex attribute", '::: {.annex title="甲" titel="乙"}\n文\n:::\n', "M146", 1, "title"),
    Refusal("second class on a remark", "::: {.remark .small}\n注\n:::\n", "M146", 1, "small"),
    Refusal("control character", "文\n\n甲\x07乙\n", "M151", 3, "U+0007"),
    Refusal("invisible character", "文\n\n甲\u200b乙\n", "M151", 3, "U+200B"),
    Refusal("direction override", "文\n\n甲\u202e乙\n", "M151", 3, "U+202E"),
    Refusal("half of a character", "文\n\n甲\ud83d乙\n", "M151", 3, "U+D83D"),
    Refusal("footnote mark without text", "文\n\n词[^9]。\n", "M152", 3, "脚注"),
    Refusal("footnote text without mark", "文\n\n[^9]: 注\n", "M153", 3, "不会印出"),
    Refusal("footnote text twice", "文[^1]\n\n[^1]: 注\n\n[^1]: 又注\n", "M154", 5, "重复"),
    Refusal("line that looks like a link", "文\n\n[甲]: 乙丙\n", "M155", 3, "不会印出"),
    Refusal("comment", "文\n\n<!-- 待定 -->\n", "M156", 3, "注释"),
    Refusal("row with a cell too many", TASKS.replace("| 12.50 |\n| 合", "| 1 | 2 |\n| 合"), "M157", 3, "3格，应有2格"),
    Refusal("row with a cell too few", TASKS.replace("| 完善设施 |", "|"), "M157", 3, "1格，应有2格"),
    Refusal("division without end", "文\n\n::: remark\n注\n", "M158", 3, "结尾"),
    Refusal("end without division", "文\n\n:::\n", "M158", 3, "开头"),
    Refusal("reference to nothing", f"文\n\n见[](#tbl-task)。\n\n{TASKS}", "M161", 3, "是否指“tbl-tasks”"),
    Refusal("identifier given twice", f"{TASKS}\n{TASKS}", "M162", 6, "重复"),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.name)
def test_refused_with_its_line(refusal: Refusal) -> None:
    with pytest.raises(ContentError) as caught:
        document(refusal.markdown)
    found = [(problem.code, problem.place.line) for problem in caught.value.diagnostics]
    assert (refusal.code, refusal.line) in found, [str(problem) for problem in caught.value.diagnostics]
    assert any(refusal.says in str(problem) for problem in caught.value.diagnostics)
    assert all(problem.place.file == "manuscript.md" for problem in caught.value.diagnostics)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("refusal", [r for r in REFUSALS if r.code != "M162"], ids=lambda refusal: refusal.name)
def test_a_refusal_is_told_once(refusal: Refusal) -> None:
    with pytest.raises(ContentError) as caught:
        document(refusal.markdown)
    told = [problem for problem in caught.value.diagnostics if problem.code == refusal.code]
    if refusal.code not in ("M106", "M121", "M154"):
        assert len(told) == 1, [str(problem) for problem in told]


def test_all_problems_are_told_at_once_in_the_order_of_lines() -> None:
    with pytest.raises(ContentError) as caught:
        document("# 题 {#x}\n\n`a`\n\n> 引\n\n`b`\n")
    assert [(p.code, p.place.line) for p in caught.value.diagnostics] == [
        ("M102", 1), ("M112", 3), ("M111", 5), ("M112", 7),
    ]  # fmt: skip
    assert "4处" in caught.value.message


def test_the_same_words_earlier_do_not_mislead_the_line() -> None:
    with pytest.raises(ContentError) as caught:
        document("代码code在前。\n\n再说code。\n\n这里`code`。\n\ncode在后。\n")
    assert [problem.place.line for problem in caught.value.diagnostics] == [5]


def test_the_place_is_the_file_that_the_line_came_from() -> None:
    origins = (Origin(1, 2, "templates/half-year/report.md.j2", 10), Origin(3, 9, "content/主要做法.md", 21))
    with pytest.raises(ContentError) as caught:
        parse(manuscript("`甲`\n\n文\n\n`乙`\n", origins=origins))
    assert [str(problem.place) for problem in caught.value.diagnostics] == [
        "content/主要做法.md 第23行",
        "templates/half-year/report.md.j2 第10行",
    ]


def test_a_footnote_at_the_end_does_not_lose_the_place() -> None:
    notes = "".join(f"[^{n}]: 注{n}。\n\n" for n in (1, 2))
    with pytest.raises(ContentError) as caught:
        document(f"甲[^1]。\n\n乙[^2]。\n\n`丙`\n\n{notes}")
    assert [problem.place.line for problem in caught.value.diagnostics] == [5]


def test_deep_nesting_is_refused_not_a_crash() -> None:
    with pytest.raises(ContentError):
        document(">" * 400 + " 深")
