"""The language of formulas: names, numbers, texts, arithmetic, comparisons and the vocabulary; nothing else gets in."""

from __future__ import annotations

import ast
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.facts.formula import FormulaFault, parse, path_of


def fault(formula: str) -> str:
    with pytest.raises(FormulaFault) as caught:
        parse(formula)
    return str(caught.value)


@pytest.mark.parametrize(
    "formula",
    [
        "完成投资", "本期.状态", "项目.社区.户数", "1 + 2 * 3 - 4 / 5", "-完成投资", "(甲 + 乙) * 100",
        '状态 == "在建"', "状态 != '在建'", "甲 <= 乙", '来源 in ["中央", "地方"]', "来源 not in []",
        "甲 > 1 and 乙 > 2 or not 丙 == 3",
        "求和(项目.总投资)", '计数(项目, 状态 == "在建")', "比率(求和(甲.乙), 总(丙))",
        "  甲  ",
    ],
)  # fmt: skip
def test_what_the_language_knows(formula: str) -> None:
    assert isinstance(parse(formula), ast.expr)


@pytest.mark.parametrize(
    ("formula", "answer"),
    {
        "2 ** 10": "算法中不能使用“2 ** 10”这种写法",
        "甲 % 2": "算法中不能使用“甲 % 2”这种写法",
        "甲 // 2": "算法中不能使用“甲 // 2”这种写法",
        "甲 @ 乙": "算法中不能使用“甲 @ 乙”这种写法",
        "+甲": "算法中不能使用“+甲”这种写法",
        "~甲": "算法中不能使用“~甲”这种写法",
        "甲 << 2": "算法中不能使用“甲 << 2”这种写法",
        "甲 is 乙": "算法中不能使用“甲 is 乙”这种写法",
        "lambda: 甲": "算法中不能使用“lambda: 甲”这种写法",
        "[x for x in 甲]": "算法中不能使用“[x for x in 甲]”这种写法",
        "{x for x in 甲}": "算法中不能使用“{x for x in 甲}”这种写法",
        "(x for x in 甲)": "算法中不能使用“(x for x in 甲)”这种写法",
        "f'{甲}'": "算法中不能使用“f'{甲}'”这种写法",
        "甲 if 乙 else 丙": "算法中不能使用“甲 if 乙 else 丙”这种写法",
        "甲[0]": "算法中不能使用“甲[0]”这种写法",
        "(甲, 乙)": "算法中不能使用“(甲, 乙)”这种写法",
        "{'a': 1}": "算法中不能使用“{'a': 1}”这种写法",
        "{甲}": "算法中不能使用“{甲}”这种写法",
        "(甲 := 1)": "算法中不能使用“(甲 := 1)”这种写法",
        "[*甲]": "算法中不能使用“*甲”这种写法",
        "await 甲": "算法中不能使用“await 甲”这种写法",
        "yield": "算法写法有误",
        "import os": "算法写法有误",
        "甲 = 1": "算法写法有误",
        "甲; 乙": "算法写法有误",
        "甲\n乙": "算法写法有误",
        "": "算法写法有误",
        "求和(甲": "算法写法有误",
        "甲 +": "算法写法有误",
        "\x00": "算法写法有误",
        "甲 = = 乙": "算法写法有误",
        "求和（甲）": "算法写法有误，标点和数字要用英文半角",
        "甲 ＞ 乙": "算法写法有误，标点和数字要用英文半角",
        "甲 == “在建”": "算法写法有误，标点和数字要用英文半角",
        "甲 × 2": "算法写法有误，标点和数字要用英文半角",
        "甲 + ２": "算法写法有误，标点和数字要用英文半角",
        "求和(甲, key=乙)": "函数应写成“求和(表.列, 条件)”的形式",
        "求和(**甲)": "函数应写成“求和(表.列, 条件)”的形式",
        "甲.求和(乙)": "函数应写成“求和(表.列, 条件)”的形式",
        '"".join(甲)': "函数应写成“求和(表.列, 条件)”的形式",
        "(求和)(甲)(乙)": "函数应写成“求和(表.列, 条件)”的形式",
        "1(2)": "函数应写成“求和(表.列, 条件)”的形式",
        '"".__class__': "算法中不能使用“''.__class__”这种写法",
        "求和(甲).__class__": "算法中不能使用“求和(甲).__class__”这种写法",
        "(1).real": "算法中不能使用“1 .real”这种写法",
        "1 < 甲 < 5": "比较要两项两项地写，用 and 连接",
        "True": "算法中只能出现数字和带引号的文字，不能使用“True”",
        "None": "算法中只能出现数字和带引号的文字，不能使用“None”",
        "...": "算法中只能出现数字和带引号的文字，不能使用“...”",
        "b'x'": "算法中只能出现数字和带引号的文字，不能使用“b'x'”",
        "u'x'": "算法中只能出现数字和带引号的文字，不能使用“u'x'”",
        "0x1F": "算法中只能出现数字和带引号的文字，不能使用“0x1F”",
        "1e5": "算法中只能出现数字和带引号的文字，不能使用“1e5”",
        "1e999": "算法中只能出现数字和带引号的文字，不能使用“1e999”",
        "1_000": "算法中只能出现数字和带引号的文字，不能使用“1_000”",
        "5j": "算法中只能出现数字和带引号的文字，不能使用“5j”",
        ".5": "算法中只能出现数字和带引号的文字，不能使用“.5”",
        "5.": "算法中只能出现数字和带引号的文字，不能使用“5.”",
    }.items(),
)
def test_nothing_else_gets_in(formula: str, answer: str) -> None:
    assert fault(formula) == answer


@pytest.mark.parametrize("numeral", ["0", "30", "0.1", "1.10", "12345678901234567890.123456789"])
def test_a_numeral_is_the_number_written_and_no_float(numeral: str) -> None:
    node = parse(numeral)
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, Decimal)
    assert str(node.value) == numeral


def test_a_message_shows_numbers_as_they_were_written() -> None:
    assert ast.unparse(parse("甲 * 1.10 + 2")) == "甲 * 1.10 + 2"


def test_a_formula_without_end_is_refused() -> None:
    assert fault("+".join(["甲"] * 1000)) == "算法太长（超过1000字）"


@pytest.mark.parametrize("formula", ["-" * 200 + "甲", "(" * 60 + "甲" + "+1)" * 60, "求和(" * 60 + "甲" + ")" * 60])
def test_a_formula_too_deep_to_follow_is_refused(formula: str) -> None:
    assert fault(formula) in ("算法太复杂，请分成几个数据来写", "算法写法有误")


@given(st.text(alphabet="甲乙.()[]{}\"'+-*/<>=!,:1 0eE_\\\n\tandornotifls@%&|^~λ（", max_size=40))
def test_whatever_is_written_is_an_expression_or_refused(formula: str) -> None:
    try:
        node = parse(formula)
    except FormulaFault as answer:
        assert str(answer)
    else:
        assert isinstance(node, ast.expr)


@pytest.mark.parametrize(
    ("formula", "path"),
    [("甲", ("甲",)), ("甲.乙.丙", ("甲", "乙", "丙")), ("甲 + 乙", None), ("求和(甲)", None), ("'甲'", None)],
)
def test_a_path_is_names_and_points_only(formula: str, path: tuple[str, ...] | None) -> None:
    assert path_of(parse(formula)) == path
