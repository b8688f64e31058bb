"""The rules of tables, annexes and divisions (表格、附件和块规则) in the Markdown of a document."""

from __future__ import annotations

from builders.core.rule import Rule

_TABLE = "| 任务 | 投资 |\n|:---|---:|\n| 修缮道路 | 12.50 |\n\n: "
_CAPTION = '请在表格后空一行写“: 表题 {#tbl-名称 unit="单位"}”'
_ANNEX = '请在正文之后写“::: {.annex title="附件标题" #annex-名称}”'
_PICTURE = '![施工前](assets/示例.svg){alt="荒地"}'
_PAIR = '请写“::: {.side-by-side #fig-名称 caption="图题"}”，里面每幅图单独一段，最后一行写“:::”'
_SIDE_BY_SIDE = f'::: {{.side-by-side caption="施工前后"}}\n{_PICTURE}\n\n{_PICTURE}\n:::'

RULES = (
    Rule(
        "M121",
        "表格的样子不能排版",
        "公文里的表格只能有一行表头和若干数据行，每格一段文字；没有表头、没有数据行、合并单元格都排不出来。",
        "请拆成每行列数相同、一行表头的表格",
        wrong=("|  |  |\n|---|---|\n| 修缮道路 | 12.50 |\n\n: 任务进展",),
        right=(f"{_TABLE}任务进展",),
    ),
    Rule(
        "M122",
        "表格没有这个属性",
        "表格只有 unit（单位）、total（末行是合计）、orientation（横排或竖排）三项属性，写错的不起作用。",
        f"请改正名称或删去；{_CAPTION}",
        wrong=(f'{_TABLE}任务进展 {{units="万元"}}', f"{_TABLE}任务进展 {{.wide}}"),
        right=(f'{_TABLE}任务进展 {{#tbl-tasks unit="万元"}}',),
    ),
    Rule(
        "M123",
        "表格的属性 total 只能是 true 或 false",
        "写成别的值就不知道末行是不是合计。",
        '末行是合计时请写 total="true"，否则删去',
        wrong=(f'{_TABLE}任务进展 {{total="yes"}}',),
        right=(f'{_TABLE}任务进展 {{total="true"}}',),
    ),
    Rule(
        "M124",
        "表格没有表题",
        "正文里的表要有编号和表题，才能说清是什么表；附件里的表可以没有。",
        _CAPTION,
        wrong=("| 任务 | 投资 |\n|:---|---:|\n| 修缮道路 | 12.50 |",),
        right=(f"{_TABLE}任务进展",),
    ),
    Rule(
        "M126",
        "表题没有挨着表格",
        "离开表格的表题会印成一段以冒号开头的文字。",
        "请让表题与表格之间只空一行",
        wrong=(": 任务进展 {#tbl-tasks}",),
        right=(f"{_TABLE}任务进展 {{#tbl-tasks}}",),
    ),
    Rule(
        "M127",
        "属性 orientation 不认识",
        "表格和附件只能竖排、横排，或由程序按宽度决定。",
        "横排请写 orientation=landscape，竖排写 orientation=portrait；不写则按表格宽度决定",
        wrong=(f"{_TABLE}任务进展 {{orientation=wide}}",),
        right=(f"{_TABLE}任务进展 {{orientation=landscape}}",),
    ),
    Rule(
        "M141",
        "附件只能放在最外层",
        "附件另起一页，编号由程序填写，不能套在别的块里。",
        _ANNEX,
        wrong=('::: {.annex title="任务表"}\n:::: {.annex title="明细表"}\n明细。\n::::\n:::',),
        right=('::: {.annex title="任务表"}\n任务。\n:::\n\n::: {.annex title="明细表"}\n明细。\n:::',),
    ),
    Rule(
        "M142",
        "附件没有标题",
        "附件说明要列出每个附件的标题，附件页上也要印。",
        _ANNEX,
        clause="GB/T 9704—2012 7.3.4",
        wrong=("::: annex\n任务。\n:::",),
        right=('::: {.annex title="任务表"}\n任务。\n:::',),
    ),
    Rule(
        "M143",
        "附件之后不能再有正文",
        "附件在成文日期之后另页印，它后面的文字不知道该放在哪里。",
        "请把这一段移到附件之前或附件之内",
        wrong=('::: {.annex title="任务表"}\n任务。\n:::\n\n特此报告。',),
        right=('特此报告。\n\n::: {.annex title="任务表"}\n任务。\n:::',),
    ),
    Rule(
        "M144",
        "块的类名不认识，或没有类名",
        "块只有附件（annex）、表注（remark）、并排图（side-by-side）三种，写错的不知道是哪一种。",
        "请改正类名；不是块的，删去两行“:::”",
        wrong=("::: remrk\n数据截至6月底。\n:::",),
        right=("::: remark\n数据截至6月底。\n:::",),
    ),
    Rule(
        "M145",
        "表注里只能是普通段落",
        "表注用小字印在表的下面，里面放不下标题、列表和表格。",
        "请把其他内容移到表注之外",
        wrong=("::: remark\n- 数据截至6月底。\n:::",),
        right=("::: remark\n数据截至6月底。\n:::",),
    ),
    Rule(
        "M146",
        "块没有这个属性",
        "附件只有 title、orientation，并排图只有 caption，表注没有属性；写错的不起作用。",
        "请改正名称或删去",
        wrong=('::: {.annex title="任务表" titel="任务"}\n任务。\n:::', "::: {.remark .small}\n数据截至6月底。\n:::"),
        right=('::: {.annex title="任务表"}\n任务。\n:::',),
    ),
    Rule(
        "M147",
        "并排图没有图题",
        "并排的图合用一个编号和图题。",
        _PAIR,
        wrong=(f"::: side-by-side\n{_PICTURE}\n\n{_PICTURE}\n:::",),
        right=(_SIDE_BY_SIDE,),
    ),
    Rule(
        "M148",
        "并排图里应是两幅或三幅图，别的都不能放",
        "一幅图不必并排，四幅图在一行里看不清，文字没有地方印。",
        _PAIR,
        wrong=(f'::: {{.side-by-side caption="施工前后"}}\n{_PICTURE}\n:::',),
        right=(_SIDE_BY_SIDE,),
    ),
)
