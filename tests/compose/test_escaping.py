"""Whatever a cell holds appears literally: through pandoc, in the text, in a table, in a caption and in alt text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.compose.markup import escaped
from builders.typeset.reading.pandoc import read_markdown
from tests.compose.desk import Desk, fact

NASTY = [
    "甲|乙", "*强*", "_a_b_", "__init__", "`code`", "```", "~~~", "# 标题", "[文](http://x.cn)", "![图](a.png)",
    "<b>粗</b>", "<!-- 注 -->", "$a_b$", "$$", "{{ 本期完成投资 }}", "{% if x %}", "{##", "{.annex}", "]{.x}",
    "^[注]", "[^1]", "[^1]: 注", "\\", "\\\\", "a\\b", "\\*", "-", "- 项", "+ 项", "1. 项", "(1) 项", "①",
    ": 表题", "::: remark", ":::", "---", "===", "> 引", "| 行", "&amp;", "&#65;", "&", "Table: x", "@ref",
    "=SUM(A1)", "a  b", " 前", "后 ", "    缩进", "Mr. X", "e.g. x", "2^10^", "H~2~O", "~~删~~", '"引"', "'引'",
    "...", "--", "http://x.cn/a_b_c", "a@b.cn", "C:\\a\\b", "100%", "№", "㎡", "—", "　", "　甲　", "\u00a0甲",
    "𠮷", "é", "e\u0301", "!", "a!b", "(c)", "\\(x\\)", "|", "||", "x|", "\\|",
]  # fmt: skip

strings = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1, max_size=30),
    st.text("|*_#[]<>`$a{}\\~^:!&;'\"=+-. 1甲　()@%/", min_size=1, max_size=20),
)


def plain(nodes: list[dict[str, Any]]) -> str:
    """The text of pandoc's nodes, and nothing for any node that is more than text."""
    words = {"Space": " ", "SoftBreak": " "}
    return "".join(node["c"] if node["t"] == "Str" else words.get(node["t"], f"⟦{node['t']}⟧") for node in nodes)


def paragraphs_of(texts: list[str]) -> list[str]:
    """What pandoc makes of texts, each escaped in a paragraph of its own between marks that keep its blanks."""
    blocks = read_markdown("\n\n".join(f"始{escaped(text)}终" for text in texts))
    return [plain(block["c"]).removeprefix("始").removesuffix("终") for block in blocks]


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(strings, min_size=20, max_size=40))
def test_any_text_comes_back_from_pandoc_as_it_was(texts: list[str]) -> None:
    assert paragraphs_of(texts) == texts


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(strings, min_size=20, max_size=40))
def test_any_text_in_a_table_stays_in_its_cell(texts: list[str]) -> None:
    rows = "\n".join(f"| 始{escaped(text)}终 | 邻 |" for text in texts)
    [table] = read_markdown(f"| 甲 | 乙 |\n|:--|:--|\n{rows}\n")

    [[_, _, _, body]] = table["c"][4]
    cells = [[plain(cell[4][0]["c"]) for cell in row[1]] for row in body]

    assert cells == [[f"始{text}终", "邻"] for text in texts]


@pytest.mark.parametrize("text", NASTY)
def test_a_text_that_stands_alone_on_its_line_is_a_paragraph_of_itself(text: str) -> None:
    [block] = read_markdown(escaped(text))

    assert (block["t"], plain(block["c"])) == ("Para", text)


def test_a_line_end_becomes_a_blank() -> None:
    assert paragraphs_of(["甲\n乙", "甲\r\n乙", "甲\r乙", "甲\u2028乙"]) == ["甲 乙"] * 4


@pytest.mark.parametrize("text", NASTY)
def test_a_cell_in_a_template_prints_literally(desk: Desk, text: str) -> None:
    made = desk.compose("始{{ 名称 }}终\n", facts={"名称": text})
    [block] = read_markdown(made.markdown)

    assert plain(block["c"]) == f"始{text}终"


@pytest.mark.parametrize("text", ['"引号"', "甲|乙", "}", "a\\b", "<b>", "*", "&amp;"])
def test_a_label_in_a_chart_stands_literally_in_its_alt_text(desk: Desk, text: str) -> None:
    group = {text: fact("各任务数", 3, "个", key=text)}
    made = desk.compose('{{ 柱状图(各任务数, 图题="各任务", 标识="fig-a") }}\n', facts={"各任务数": group})
    [block] = read_markdown(made.markdown)

    assert f"{text}3个" in json.dumps(block, ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")
