"""What a template builds stays what it is: macros, joined texts and captured blocks are not escaped a second time."""

from __future__ import annotations

import pytest

from tests.compose.desk import Desk, fact

FACTS = {"甲": "a*b", "数": fact("数", "1.5", "万元")}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ 甲 }}", r"a\*b"),
        ("{{ 'x_y' }}", r"x\_y"),
        ("{% macro 句() %}**{{ 甲 }}**{% endmacro %}{{ 句() }}", r"**a\*b**"),
        ("{% macro 句() %}{{ caller() }}。{% endmacro %}{% call 句() %}[{{ 甲 }}](#a){% endcall %}", r"[a\*b](#a)。"),
        ("{{ 甲 ~ '、' ~ 数 }}", r"a\*b、1.5万元"),
        ("{{ [甲, 数] | join('、') }}", r"a\*b、1.5万元"),
        ("{{ [甲, 'x_y'] | join('*') }}", r"a\*b\*x\_y"),
        ("{% set 段 %}**{{ 甲 }}**{% endset %}{{ 段 }}", r"**a\*b**"),
        ("{{ '甲' if 数 else '乙' }}", "甲"),
        ("甲{{ 数 if 数 > 3 }}乙", "甲乙"),
        ("{# 表的属性 #}", "{# 表的属性 #}"),
        ("表{#tbl-a}", "表{#tbl-a}"),
        ("甲{## 这里是注释 {{ 没有的名字 }} ##}乙", "甲乙"),
    ],
)
def test_text_is_escaped_exactly_once(desk: Desk, template: str, text: str) -> None:
    assert desk.text(template, facts=FACTS) == text


def test_lines_that_only_hold_statements_leave_no_trace(desk: Desk) -> None:
    template = "甲\n{% if 数 %}\n乙\n{% endif %}\n\n\n\n丙   \n"

    assert desk.text(template, facts=FACTS) == "甲\n乙\n\n丙"


def test_a_manuscript_ends_with_one_line_end(desk: Desk) -> None:
    assert desk.compose("\n\n甲\n\n\n").markdown == "甲\n"
