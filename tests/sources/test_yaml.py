"""YAML as people write it: every scalar stays text, every fault has its line, nothing is guessed or ignored."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.diagnostics import Diagnostic
from builders.core.errors import UsageError
from builders.sources.yaml_nodes import parse_mapping, read_plain


def faults(text: str, first_line: int = 1) -> list[str]:
    """Return what is wrong with ``text``, refused or reported, one line each."""
    problems: list[Diagnostic] = []
    try:
        parse_mapping(text, "规则.yaml", problems, first_line)
    except UsageError as error:
        problems += error.diagnostics
    return [str(problem) for problem in problems]


def plain(tmp_path: Path, text: str) -> object:
    path = tmp_path / "规则.yaml"
    path.write_text(text, encoding="utf-8")
    return read_plain(path, "规则.yaml")


@pytest.mark.parametrize(
    "scalar",
    ["0110101", "010", "0x1F", "1e3", "1.10", "1_000", "1:30", "NO", "yes", "True", "null", "~", ".inf", "2023-06-08"],
)
def test_a_scalar_stays_the_text_that_somebody_wrote(tmp_path: Path, scalar: str) -> None:
    assert plain(tmp_path, f"代码: {scalar}\n") == {"代码": scalar}


@given(st.from_regex(r"[0-9][0-9a-fox_.+-]{0,12}", fullmatch=True))
def test_no_number_is_ever_made_of_it(scalar: str) -> None:
    node = parse_mapping(f"代码: {scalar}\n", "规则.yaml", [])
    assert node.value[0][1].value == scalar


def test_lists_and_mappings_nest(tmp_path: Path) -> None:
    assert plain(tmp_path, "甲: [1, 02]\n乙:\n  丙: {丁: ~}\n") == {"甲": ["1", "02"], "乙": {"丙": {"丁": "~"}}}


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    assert plain(tmp_path, "\ufeff甲: 1\r\n乙: 2\r\n") == {"甲": "1", "乙": "2"}


def test_a_key_that_stands_twice_is_told_with_both_lines() -> None:
    assert faults("甲: 1\n乙: 2\n甲: 3\n") == ["规则.yaml 第3行: [Y002] “甲”重复出现，第1行已有 → 请只保留一处"]


def test_so_is_one_deep_inside() -> None:
    assert faults("甲:\n  - {乙: 1, 丙: 2}\n  - {乙: 1, 丙: 2, 乙: 3}\n") == [
        "规则.yaml 第3行: [Y002] “乙”重复出现，第3行已有 → 请只保留一处"
    ]


def test_every_doubled_key_is_told() -> None:
    assert len(faults("甲: 1\n甲: 2\n乙: {丙: 1, 丙: 2}\n")) == 2


def test_a_plain_reader_refuses_doubled_keys_too(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        plain(tmp_path, "甲: {乙: 1, 乙: 2}\n")
    assert [problem.code for problem in caught.value.diagnostics] == ["Y002"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("甲: &x 1\n", 1), ("甲: 1\n乙: &x {丙: 1}\n", 2), ("甲: 1\n乙: 2\n丙: &x [*x]\n", 3)],
)
def test_anchors_are_refused(text: str, line: int) -> None:
    assert faults(text) == [f"规则.yaml 第{line}行: [Y001] 不支持锚点（&）和引用（*） → 请把内容写全"]


def test_a_reference_to_nothing_is_refused() -> None:
    assert faults("甲: 1\n乙: *x\n") == ["规则.yaml 第2行: [Y001] 不支持锚点（&）和引用（*） → 请把内容写全"]


@pytest.mark.parametrize("text", ["甲: &\n", "甲: & x\n", "甲: *\n", "甲: *,\n"])
def test_a_stray_sign_of_either_is_refused_as_such(text: str) -> None:
    assert faults(text) == ["规则.yaml 第1行: [Y001] 不支持锚点（&）和引用（*） → 请把内容写全"]


def test_a_slip_of_an_unknown_kind_is_told_without_words_of_another_language() -> None:
    assert faults("甲: |9x\n 乙\n") == ["规则.yaml 第1行: [Y001] YAML 写法有误 → 请检查缩进、冒号和引号"]


def test_the_file_is_named() -> None:
    with pytest.raises(UsageError, match=r"^规则\.yaml 不能读取$"):
        parse_mapping("甲: *x\n", "规则.yaml", [])


def test_a_bomb_of_references_is_refused_at_once() -> None:
    levels = "\n".join(f"键{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))
    assert faults(f"键0: &a0 [甲]\n{levels}\n")[0].startswith("规则.yaml 第1行: [Y001] 不支持锚点")


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!int", "!!binary", "!own", "!<tag:x,1:y>"])
def test_tags_are_refused(tag: str) -> None:
    assert faults(f"甲: 1\n乙: {tag} '5'\n") == [
        "规则.yaml 第2行: [Y001] 不支持类型标记（!） → 请删除叹号开头的标记，只写内容"
    ]


def test_every_anchor_and_tag_is_told_at_once() -> None:
    assert [fault.split(":")[0] for fault in faults("甲: &x 1\n乙: !!int 2\n丙: !y {}\n")] == [
        "规则.yaml 第1行",
        "规则.yaml 第2行",
        "规则.yaml 第3行",
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    {
        "a tab that indents": ("甲:\n\t乙: 1\n", 2, "不能用制表符缩进，请用空格"),
        "a second colon": ("甲: 1\n乙: 丙: 丁\n", 2, "这里不能再出现冒号"),
        "a line without a colon": ("甲: 1\n乙\n丙: 2\n", 2, "缺少冒号"),
        "a line indented too little": ("甲:\n    乙: 1\n  丙: 2\n", 3, "缩进不对齐"),
        "a line indented too much": ("甲: 1\n  乙: 2\n", 2, "这里不能再出现冒号"),
        "a quote never closed": ("甲: 1\n乙: 'x\n丙: 2\n丁: 3\n", 2, "引号没有配对"),
        "a quote that runs into another document": ("甲: 1\n乙: 'x\n---\n丙: 2\n", 2, "引号没有配对"),
        "a double quote never closed": ('甲: "x\n丙: 2\n', 1, "引号没有配对"),
        "a bracket never closed": ("甲: 1\n乙: [1, 2\n丙: 3\n", 2, "方括号没有配对，或缺少逗号"),
        "a brace never closed": ("甲: {乙: 1\n丙: 3\n", 1, "花括号没有配对，或缺少逗号"),
        "two documents": ("甲: 1\n---\n乙: 2\n", 2, "一个文件里只能有一份内容"),
        "a bracket opened at the end": ("甲: 1\n乙: [\n\n\n", 2, "这里缺少内容，或多了括号"),
        "a percent sign": ("甲: 1\n乙: %5\n", 2, "“%”不能放在值的开头，请给整个值加上引号"),
        "an at sign": ("甲: @5\n", 1, "“@”不能放在值的开头，请给整个值加上引号"),
        "an unknown escape": ('甲: "\\q"\n', 1, "双引号里的反斜杠写法有误，请改用单引号"),
    }.values(),
)
def test_a_slip_is_told_in_chinese_with_its_line(text: str, line: int, words: str) -> None:
    [fault] = faults(text)
    assert fault == f"规则.yaml 第{line}行: [Y001] YAML 写法有误：{words} → 请检查缩进、冒号和引号"


@pytest.mark.parametrize(
    "text", ["甲: [1 2: 3]\n- x", "甲: |9x\n 乙", "? : :", "[]: }", "甲: >-x\n", "%TAG ! x\n--- 1"]
)
def test_no_fault_is_told_in_english(text: str) -> None:
    for fault in faults(text):
        assert "expected" not in fault
        assert "found" not in fault


@given(st.text(alphabet="甲乙: -[]{}'\"\n\t#&*!|>%@`,?0\\", max_size=40))
def test_whatever_is_written_is_read_or_refused_in_chinese(text: str) -> None:
    for fault in faults(text):
        assert not any(word in fault for word in ("expected", "found", "while", "allowed"))


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "- 甲\n- 乙\n", "一句话\n", "甲：1\n", "甲:1\n"])
def test_what_holds_no_keys_is_refused(text: str) -> None:
    assert faults(text) == ["规则.yaml 第1行: [Y001] 应为“键: 值”的形式 → 冒号要用英文半角“:”，后面空一格"]


def test_a_key_must_be_one_word() -> None:
    assert faults("甲: 1\n? [乙, 丙]\n: 2\n") == ["规则.yaml 第2行: [Y003] 键应为一个词 → 请写成“键: 值”"]


@pytest.mark.parametrize(("character", "code"), [("\x00", "U+0000"), ("\x07", "U+0007"), ("\ufffe", "U+FFFE")])
def test_a_character_that_yaml_forbids_is_told_with_its_line(character: str, code: str) -> None:
    assert faults(f"甲: 1\n乙: x{character}\n") == [f"规则.yaml 第2行: [Y001] 含有不可见字符 {code} → 请删除后重新键入"]


@pytest.mark.parametrize(
    ("written", "code"),
    [("\u200b", "U+200B"), ("\ue000", "U+E000"), ("\u202e", "U+202E"), ('"\\ud800"', "U+D800"), ('"\\0"', "U+0000")],
)
def test_a_value_or_key_that_hides_a_character_is_told(written: str, code: str) -> None:
    assert faults(f"甲: 1\n乙: {written}\n") == [f"规则.yaml 第2行: [Y012] 含有不可见字符 {code} → 请删除后重新键入"]
    assert faults(f"甲: 1\n{written}: 乙\n") == [f"规则.yaml 第2行: [Y012] 含有不可见字符 {code} → 请删除后重新键入"]


def test_a_text_block_may_have_lines(tmp_path: Path) -> None:
    assert plain(tmp_path, "甲: |\n  一行\n  两行\n") == {"甲": "一行\n两行\n"}
    assert plain(tmp_path, '甲: "一\t二"\n') == {"甲": "一\t二"}


def test_nesting_without_end_is_refused() -> None:
    assert faults("甲: " + "[" * 5000 + "]" * 5000) == ["规则.yaml 第1行: [Y001] 嵌套太深 → 请检查括号"]


@pytest.mark.parametrize("text", ["甲: 1\n甲: 2\n", "甲: 1\n乙: [\n", "甲: 1\n乙: *x\n", "甲: 1\n乙: \x00\n"])
def test_lines_count_from_where_the_text_stands_in_its_file(text: str) -> None:
    assert "第2行" in faults(text)[0]
    assert "第41行" in faults(text, first_line=40)[0]
