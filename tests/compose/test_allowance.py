"""A template without an end is stopped at its line, and so is one that makes a text without an end."""

from __future__ import annotations

import time

import pytest

from builders.compose.allowance import MOST_STEPS, Allowance
from builders.compose.faults import Boundless
from tests.compose.desk import CONTENT_FILE, FIRST_LINE, TEMPLATE_FILE, Desk, fact

ROWS = {"项目": tuple({"名称": fact("项目.名称", str(number))} for number in range(100))}
FACTS = {"数": fact("数", 3, "个")}
TEN = "一二三四五六七八九十"

DOUBLED_TEXT = "{% set x = '一二三四五六七八九十' %}" + "{% set x = x ~ x %}" * 40
DOUBLED_BLOCK = "{% set x %}一二三四{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40
DOUBLED_MACRO = "{% macro m0() %}{% endmacro %}" + "".join(
    f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(40)
)
DOUBLED_LISTS = "{% set a = [1] %}{% set b = [1] %}" + "{% set a = [a, a] %}{% set b = [b, b] %}" * 40
DOUBLED_DICTS = "{% set a = {'k': 1} %}" + "{% set a = {'k': a, 'l': a} %}" * 40
EIGHT_LOOPS = "{% for a in 项目 %}" * 8

ENDLESS = {
    "loops in loops": EIGHT_LOOPS + "{% endfor %}" * 8,
    "loops that print": EIGHT_LOOPS + "{{ 数 }}" + "{% endfor %}" * 8,
    "loops that choose": "{% for a in 项目 if a.名称 %}" * 8 + "{% endfor %}" * 8,
    "loops with their number": EIGHT_LOOPS + "{% if loop.index %}{% endif %}" + "{% endfor %}" * 8,
    "filters in loops": "{% for a in 项目 %}" * 3 + "{% set x = 项目 | list | length %}" * 9 + "{% endfor %}" * 3,
    "text doubled": DOUBLED_TEXT + "{{ x }}",
    "text doubled and dropped": DOUBLED_TEXT,
    "a block doubled": DOUBLED_BLOCK,
    "macros that call twice": DOUBLED_MACRO + "{{ m40() }}",
    "lists that hold themselves twice": DOUBLED_LISTS + "{% if a == b %}甲{% endif %}",
    "dicts that hold themselves twice": DOUBLED_DICTS,
    "a long text between many": "{% set x = [" + "1," * 9000 + "] %}{{ x | join('" + TEN * 1000 + "') }}",
    "a million lines": "{% for a in 项目 %}" * 2 + TEN * 60 + "{% endfor %}" * 2,
    "plain text printed by loops": EIGHT_LOOPS + TEN + "{% endfor %}" * 8,
}


@pytest.mark.parametrize("template", ENDLESS.values(), ids=ENDLESS)
def test_a_template_without_an_end_is_stopped_at_its_line(desk: Desk, template: str) -> None:
    begun = time.monotonic()

    problem = desk.problem(f"第一行\n{template}\n", views=ROWS, facts=FACTS)

    assert problem.code == "C021"
    assert (problem.place.file, problem.place.line) == (TEMPLATE_FILE, 2)
    assert time.monotonic() - begun < 60


def test_a_passage_is_stopped_too(desk: Desk) -> None:
    problem = desk.problem(passages={"主要做法": f"\n{EIGHT_LOOPS}甲{'{% endfor %}' * 8}\n"}, views=ROWS)

    assert problem.code == "C021"
    assert (problem.place.file, problem.place.line) == (CONTENT_FILE, FIRST_LINE + 2)


def test_templates_that_include_one_another_twice_are_stopped(desk: Desk) -> None:
    desk.write("t0.md", "{% set x = 1 %}")
    for number in range(30):
        desk.write(f"t{number + 1}.md", f"{{% include 't{number}.md' %}}" * 2)

    problem = desk.problem("{% include 't30.md' %}")

    assert problem.code == "C021"


def test_what_counts_is_steps_so_that_a_slow_machine_refuses_what_a_fast_one_does() -> None:
    allowance = Allowance(steps=3)

    for _ in range(3):
        allowance.spend()

    with pytest.raises(Boundless, match="次数太多"):
        allowance.spend()


def test_what_few_steps_do_slowly_ends_too() -> None:
    allowance = Allowance(longest_s=0)

    with pytest.raises(Boundless, match="超过0秒"):
        allowance.spend()


def test_a_notebook_costs_the_template_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    allowance = Allowance(longest_s=10)
    now[0] = 60.0
    with pytest.raises(Boundless, match="超过10秒"):
        allowance.spend()
    left = allowance.left

    allowance.renew()
    allowance.spend()

    assert allowance.left == left - 1


def test_a_large_table_is_far_from_the_limit(desk: Desk) -> None:
    rows = tuple({"名称": fact("项目.名称", str(number))} for number in range(5_000))

    text = desk.text("{% for a in 项目 %}\n| {{ a.名称 }} | {{ a.名称 }} |\n{% endfor %}\n", views={"项目": rows})

    assert text.count("\n") == 4_999
    assert MOST_STEPS > 100 * 3 * 5_000
