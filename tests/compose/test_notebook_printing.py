"""What cells hand over, without a kernel: what may be printed, what leaks, how numbers remember their origin."""

from __future__ import annotations

import importlib
import json
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from builders.compose.faults import NotebookFault
from builders.compose.notebooks.exporting import Exporting
from builders.compose.notebooks.reading import Notebook

NOTEBOOK = Notebook("a.ipynb", b"", {"cells": []}, (), ())


def exported(*outputs: dict[str, Any]) -> str:
    """The Markdown of a notebook whose second cell has these outputs."""
    cells = [
        {"cell_type": "markdown", "metadata": {"tags": ["note"]}, "source": "说明"},
        {"cell_type": "code", "metadata": {}, "source": "x", "execution_count": 7, "outputs": list(outputs)},
    ]
    exporting = Exporting(NOTEBOOK, lambda data, cell: f"数据{cell}", lambda text, cell: text, lambda text, cell: text)
    return exporting.markdown_of({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})


def displayed(**data: object) -> dict[str, Any]:
    kinds = {"plain": "text/plain", "markdown": "text/markdown", "html": "text/html", "png": "image/png"}
    data = {kinds.get(name, name): value for name, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": data}


def refused(*outputs: dict[str, Any]) -> str:
    with pytest.raises(NotebookFault) as caught:
        exported(*outputs)
    assert (caught.value.problem.place.file, caught.value.problem.place.column) == ("templates/a.ipynb", "第2格")
    return caught.value.problem.message


def test_markdown_and_quoted_text_may_be_displayed() -> None:
    shown = displayed(markdown="**甲**", plain="<IPython.core.display.Markdown object>")

    text = exported(shown, displayed(plain="'乙'"))

    assert [line.partition("\ufdd5")[2] for line in text.split("\n") if line] == ["**甲**", "乙"]


@pytest.mark.parametrize(
    ("output", "part"),
    [
        ({"output_type": "stream", "name": "stdout", "text": "3\n"}, "用 print"),
        ({"output_type": "stream", "name": "stderr", "text": "UserWarning"}, "警告"),
        (displayed(plain="3"), "一个值"),
        (displayed(plain="Decimal('3')"), "一个值"),
        (displayed(html="<table>", plain="  a\n0 1"), "text/html"),
        (displayed(png="iVBORw0KGgo=", plain="<Figure size 640x480>"), "image/png"),
    ],
)
def test_what_a_document_cannot_show_is_refused(output: dict[str, Any], part: str) -> None:
    assert part in refused(output)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<pandas.core.frame.DataFrame object at 0x7f3a2c1b9d10>", "对象或内存地址"),
        ("<function 甲 at 0x7f3a2c1b9d10>", "对象或内存地址"),
        ("地址0x7f3a2c1b9d10", "对象或内存地址"),
        ("读自 /tmp/nb-x/k.json", "路径"),
        ("见 /home/user/data.csv", "路径"),
        (r"C:\数据\a.csv", "路径"),
        ("\x1b[31m红", "控制字符"),
        ("记号\ufdd0", "U+FDD0"),
    ],
)
def test_addresses_paths_and_colours_never_reach_a_document(text: str, what: str) -> None:

    assert what in refused(displayed(markdown=text))


@pytest.mark.parametrize(
    "text", ["千米/小时", "和/或", "https://example.com/a/b/c", "![图](assets/fig-a.svg)", "a < b > c"]
)
def test_strokes_and_addresses_of_the_web_are_no_paths(text: str) -> None:
    assert text in exported(displayed(markdown=text))


PARAMETERS = {
    "facts": {
        "甲": {"kind": "number", "value": "12.50", "unit": "万元", "places": 2},
        "乙": {"kind": "number", "value": "5", "unit": "万元", "places": 2},
        "各县": {"kind": "members", "members": {"双塔区": {"kind": "number", "value": "3", "unit": "个", "places": 0}}},
        "日": {"kind": "date", "value": "2023-05-31"},
    },
    "views": {"条目": [{"kind": "members", "members": {"名称": {"kind": "text", "value": "1号"}, "空": None}}]},
    "absent": {"丙": "没有上一期"},
    "setting": {"单位": {"名称": "双塔区"}},
}


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The bench as a kernel loads it: in a folder with its parameters."""
    (tmp_path / "parameters.json").write_text(json.dumps(PARAMETERS), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "builders.compose.notebooks.bench", raising=False)
    return importlib.import_module("builders.compose.notebooks.bench")


def test_a_given_number_is_exact_and_says_which_it_is(bench: ModuleType) -> None:
    given = bench.数据["甲"]

    assert given == Decimal("12.50")
    assert bench._told(given) == {"given": ("facts", "甲")}
    assert bench._told(bench.数据["各县"]["双塔区"]) == {"given": ("facts", "各县", "双塔区")}
    assert bench._told(bench.视图["条目"][0]["名称"]) == {"given": ("views", "条目", 0, "名称")}
    assert bench._told(bench.数据["日"]) == {"given": ("facts", "日")}


@pytest.mark.parametrize(
    ("formula", "value", "unit", "names"),
    [
        ("甲 - 乙", "7.50", "万元", ["甲", "乙"]),
        ("乙 - 甲", "-7.50", "万元", ["乙", "甲"]),
        ("甲 + 1", "13.50", "万元", ["甲"]),
        ("1 + 甲", "13.50", "万元", ["甲"]),
        ("sum([甲, 乙])", "17.50", "万元", ["甲", "乙"]),
        ("甲 / 乙 * 100", "250.0", "", ["甲", "乙"]),
        ("10000 / 乙", "2000", "", ["乙"]),
        ("abs(乙 - 甲)", "7.50", "万元", ["乙", "甲"]),
        ("-甲", "-12.50", "万元", ["甲"]),
        ("round(甲 / 3, 1)", "4.2", "", ["甲"]),
        ("甲 * 0.5", "6.250", "", ["甲"]),
        ("甲 + 甲", "25.00", "万元", ["甲"]),
        ("数(len([1, 2]), '项', 来自=[甲])", "2", "项", ["甲"]),
        ("数(甲 / 乙, '倍', 1)", "2.5", "倍", ["甲", "乙"]),
        ("数(1.5, '倍', 1, 来自={'x': 乙})", "1.5", "倍", ["乙"]),
    ],
)
def test_a_computed_number_remembers_what_it_was_computed_from(
    bench: ModuleType, formula: str, value: str, unit: str, names: list[str]
) -> None:
    computed = eval(formula, {"甲": bench.数据["甲"], "乙": bench.数据["乙"], "数": bench.数})

    told = bench._told(computed)

    assert Decimal(told["number"]["value"]) == Decimal(value)
    assert told["number"]["unit"] == unit
    assert [ref[1] for ref in told["refs"]] == names


def test_the_largest_of_given_numbers_is_still_that_given_number(bench: ModuleType) -> None:
    assert bench._told(max(bench.数据["甲"], bench.数据["乙"])) == {"given": ("facts", "甲")}


def test_a_number_cannot_be_hidden_in_words(bench: ModuleType) -> None:
    with pytest.raises(TypeError, match="不要拼进文字"):
        f"{bench.数据['甲']}"


def test_a_number_of_unknown_origin_is_refused(bench: ModuleType) -> None:
    with pytest.raises(ValueError, match="来自"):
        bench.数(3, "项")
    with pytest.raises(TypeError, match="数"):
        bench._told(0.5)
    with pytest.raises(ValueError, match="不是一个数字"):
        bench._told(bench.数(float("nan"), 来自=[]))


def test_names_without_a_value_say_why(bench: ModuleType) -> None:
    assert "丙" not in bench.数据
    with pytest.raises(LookupError, match="没有上一期"):
        bench.数据["丙"]
    with pytest.raises(LookupError, match="元数据"):
        bench.视图["丁"]


def test_a_notebook_that_is_opened_alone_says_why_it_has_no_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "builders.compose.notebooks.bench", raising=False)

    alone = importlib.import_module("builders.compose.notebooks.bench")

    with pytest.raises(LookupError, match="单独打开时没有数据"):
        alone.数据["甲"]
