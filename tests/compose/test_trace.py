"""The trace: every printed fact is known with its line, section and text, and every line with the file it came from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders.model.fact import CellRef, Fact
from builders.model.manuscript import Manuscript
from tests.compose.desk import CONTENT_FILE, FIRST_LINE, TEMPLATE_FILE, Desk, fact

MONEY = fact("本期完成投资", "1200.50", "万元")
COUNT = fact("项目数", 8, "个")
FACTS = {"本期完成投资": MONEY, "项目数": COUNT}


def uses(made: Manuscript) -> list[tuple[str, str, int, str]]:
    return [(use.title, use.text, use.line, use.section) for use in made.uses]


def source_of(made: Manuscript, text: str) -> tuple[str, int] | None:
    """The file and line of the manuscript's only line that holds ``text``."""
    [line] = [number for number, each in enumerate(made.markdown.split("\n"), 1) if text in each]
    origin = made.origin_of(line)
    return (origin.file, origin.line + line - origin.first) if origin else None


# ---------------------------------------------------------------- where facts are printed


def test_a_printed_fact_is_known_by_line_section_and_text(desk: Desk) -> None:
    template = "开头{{ 项目数 }}。\n\n# 进展\n\n完成{{ 本期完成投资 }}。\n\n## 任务\n\n{{ 项目数.数 }}\n"

    made = desk.compose(template, facts=FACTS)

    assert uses(made) == [
        ("项目数", "8个", 1, ""),
        ("本期完成投资", "1200.5万元", 5, "进展"),
        ("项目数", "8", 9, "任务"),
    ]
    lines = made.markdown.split("\n")
    assert all(use.text in lines[use.line - 1] for use in made.uses)


def test_a_fact_that_is_not_printed_is_not_listed(desk: Desk) -> None:
    made = desk.compose("{% if 本期完成投资 > 3 %}甲{{ 项目数 }}{% endif %}{% set x = 本期完成投资 %}", facts=FACTS)

    assert made.facts == (COUNT,)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ '共' ~ 项目数 ~ '。' }}", "8个"),
        ("{{ [项目数, 项目数] | join('、') }}", "8个"),
        ("{{ [('共', 项目数)] | 并列 }}", "8个"),
        ("{% macro 句(x) %}共{{ x }}{% endmacro %}{{ 句(项目数) }}", "8个"),
        ("{% set 段 %}共{{ 项目数 }}{% endset %}{{ 段 }}", "8个"),
        ("{{ 项目数.表数 }}", "8"),
        ("{{ 项目数.绝对值 }}", "8个"),
        ("{{ [项目数] | first }}", "8个"),
        ("{{ 缺 | default(项目数) }}", "8个"),
    ],
)
def test_however_a_fact_is_printed_it_leaves_its_trace(desk: Desk, template: str, text: str) -> None:
    made = desk.compose(template, facts=FACTS, absent={"缺": "没有"})

    assert made.facts == (COUNT,)
    assert {use.text for use in made.uses} == {text}


def test_the_same_cell_seen_through_two_views_is_one_fact(desk: Desk) -> None:
    def cell() -> Fact:
        return Fact("项目.总投资", Decimal(5), "万元", key="P1", sources=(CellRef("x.csv", 2, "B", "总投资", "5"),))

    views = {"项目": ({"总投资": cell()},), "完工项目": ({"总投资": cell()},)}

    made = desk.compose("{{ 项目[0].总投资 }}{{ 完工项目[0].总投资 }}", views=views)

    assert len(made.facts) == 1
    assert len(made.uses) == 2


def test_two_facts_under_one_name_keep_their_own_places(desk: Desk) -> None:
    now, before = (Fact("进展.完成投资", Decimal(value), "万元", key="P1") for value in (9, 4))
    views = {"项目": ({"本期": {"完成投资": now}, "上期": {"完成投资": before}},)}

    made = desk.compose("由{{ 项目[0].上期.完成投资 }}到{{ 项目[0].本期.完成投资 }}", views=views)

    printed = [(made.facts[use.fact].value, use.text) for use in made.uses]
    assert printed == [(Decimal(4), "4万元"), (Decimal(9), "9万元")]


def test_a_change_printed_without_its_sign_is_the_change(desk: Desk) -> None:
    change = fact("增减", "-35", "万元")

    made = desk.compose('{{ 增减.词("增加", "减少", "持平") }}{{ 增减.绝对值 }}', facts={"增减": change})

    assert made.facts == (change,)
    assert uses(made) == [("增减", "35万元", 1, "")]


def test_every_use_points_to_its_fact(desk: Desk) -> None:
    made = desk.compose("{{ 项目数 }}{{ 本期完成投资 }}{{ 项目数 }}", facts=FACTS)

    assert made.facts == (COUNT, MONEY)
    assert [made.facts[use.fact].title for use in made.uses] == [use.title for use in made.uses]


def test_text_counts_when_it_holds_a_number(desk: Desk) -> None:
    facts = {
        "名称": fact("项目.名称", "智慧停车"),
        "规模": fact("项目.规模", "充电桩12个_含*2处*"),
        "栋号": fact("栋号", "a\\1"),
    }

    made = desk.compose("{{ 名称 }}{{ 规模 }}{{ 栋号 }}", facts=facts)

    assert uses(made) == [("项目.规模", "充电桩12个_含*2处*", 1, ""), ("栋号", "a\\1", 1, "")]


def test_numbers_in_a_chart_count_as_printed_where_the_chart_stands(desk: Desk) -> None:
    group = {"上半年": fact("各期投资", 5, "万元", key="上半年"), "下半年": fact("各期投资", 7, "万元", key="下半年")}

    made = desk.compose('# 进展\n\n{{ 柱状图(各期投资, 图题="投资", 标识="fig-a") }}\n', facts={"各期投资": group})

    assert uses(made) == [("各期投资（上半年）", "5万元", 3, "进展"), ("各期投资（下半年）", "7万元", 3, "进展")]


@pytest.mark.parametrize(
    "opening",
    [
        '::: {.annex title="项目台账" #annex-a}',
        '::: {#annex-a .annex title="项目台账"}',
        ':::: {.annex title="项目台账"}',
        '::: {.annex #annex-a title="项目台账"}',
    ],
)
def test_a_fact_in_an_annex_stands_under_the_annexs_title(desk: Desk, opening: str) -> None:
    fence = opening.split()[0]

    made = desk.compose(f"# 进展\n\n{opening}\n\n共{{{{ 项目数 }}}}\n\n{fence}\n", facts=FACTS)

    assert uses(made) == [("项目数", "8个", 5, "附件：项目台账")]


def test_the_name_of_a_section_is_what_a_reader_sees(desk: Desk) -> None:
    made = desk.compose("# {{ 名 }}情况 {#sec-a}\n\n{{ 项目数 }}\n", facts={**FACTS, "名": "A-1"})

    assert {use.section for use in made.uses} == {"A-1情况"}


def test_a_line_that_begins_with_a_number_sign_in_data_is_no_section(desk: Desk) -> None:
    made = desk.compose("# 进展\n\n{{ 名 }}\n\n{{ 项目数 }}\n", facts={**FACTS, "名": "# 假"})

    assert [use.section for use in made.uses] == ["进展"]


def test_marks_never_reach_the_manuscript_nor_can_data_forge_them(desk: Desk) -> None:
    made = desk.compose("{{ 项目数 }}{{ 本期完成投资 }}\n", facts=FACTS)
    assert made.markdown == "8个1200.5万元\n"

    for number in range(0xFDD0, 0xFDF0):
        assert f"U+{number:04X}" in desk.problem("甲\n{{ 名 }}\n", facts={"名": f"甲{chr(number)}0乙"}).message


@pytest.mark.parametrize("character", ["\ue000", "\ue001", "\U000f0000", "\U0010fffd"])
def test_a_private_character_of_some_old_font_is_printed_like_any_other(desk: Desk, character: str) -> None:
    assert desk.text("{{ 名 }}{{ 项目数 }}", facts={**FACTS, "名": f"张{character}"}) == f"张{character}8个"


# ---------------------------------------------------------------- where lines come from


PASSAGE = """
## 先问需求

入户征求意见，{{ 项目数 }}。


第二段前面有两个空行。
{% set 甲 = 项目数 %}

{% for 行 in 项目 %}
- 条目{{ loop.index }}：{{ 行.名称 }}

{% endfor %}
{% if 项目数 > 100 %}
不印的话。
{% endif %}
末段第一行
末段第二行
"""


def test_each_line_of_a_passage_leads_back_to_its_line_in_the_file(desk: Desk) -> None:
    views = {"项目": tuple({"名称": fact("项目.名称", name)} for name in ("智慧停车", "安防设备"))}
    made = desk.compose(
        '# 主要做法\n\n{{ 正文("主要做法") }}\n\n# 结尾\n', passages={"主要做法": PASSAGE}, facts=FACTS, views=views
    )

    for text in ("先问需求", "入户征求", "第二段", "末段第一行", "末段第二行"):
        [offset] = [number for number, line in enumerate(PASSAGE.split("\n")) if text in line]
        assert source_of(made, text) == (CONTENT_FILE, FIRST_LINE + 1 + offset)
    [loop] = [number for number, line in enumerate(PASSAGE.split("\n")) if "条目" in line]
    assert source_of(made, "智慧停车") == source_of(made, "安防设备") == (CONTENT_FILE, FIRST_LINE + 1 + loop)


def test_each_line_of_a_template_leads_back_to_its_line_there(desk: Desk) -> None:
    template = '开头\n\n\n\n{% if 项目数 %}\n# 进展\n{% endif %}\n\n{{ 柱状图(组, 图题="图", 标识="fig-a") }}\n'

    made = desk.compose(template, facts={**FACTS, "组": {"甲": COUNT}})

    assert source_of(made, "开头") == (TEMPLATE_FILE, 1)
    assert source_of(made, "# 进展") == (TEMPLATE_FILE, 6)
    assert source_of(made, "fig-a") == (TEMPLATE_FILE, 9)


def test_a_passage_in_the_middle_of_a_line_wins_over_the_template_that_prints_it(desk: Desk) -> None:
    made = desk.compose('{{ 正文("主要做法") }}\n', passages={"主要做法": "{{ 项目数 }}先行。\n"}, facts=FACTS)

    assert source_of(made, "先行") == (CONTENT_FILE, FIRST_LINE + 1)


def test_stretches_follow_one_another_and_never_overlap(desk: Desk) -> None:
    made = desk.compose('# 甲\n\n{{ 正文("主要做法") }}\n\n# 乙\n\n{{ 正文("存在问题") }}\n', passages={
        "主要做法": "\n一\n\n二\n", "存在问题": "\n三\n"
    })  # fmt: skip

    assert [(o.first, o.last, o.file, o.line) for o in made.origins] == [
        (1, 1, TEMPLATE_FILE, 1),
        (3, 5, CONTENT_FILE, FIRST_LINE + 2),
        (7, 7, TEMPLATE_FILE, 5),
        (9, 9, CONTENT_FILE, FIRST_LINE + 8),
    ]
