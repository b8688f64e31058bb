"""What the rules of prose read: the prose of a file, every character in its place, all else covered up."""

from __future__ import annotations

import pytest

from builders.checks.text import PRINTED, SILENT, read_prose


def shown(text: str) -> list[tuple[str, str]]:
    """Kind and prose of each line, SILENT as a dot and PRINTED as a hash."""
    lines = read_prose(text, "x.md").lines
    assert [len(line.prose) for line in lines] == [len(line) for line in text.split("\n")]
    return [(line.kind, line.prose.replace(SILENT, "·").replace(PRINTED, "#")) for line in lines]


@pytest.mark.parametrize(
    "line, kind, prose",
    [
        ("共{{ 项目数 }}，完成。", "paragraph", "共#########，完成。"),
        ("{% if 甲 %}甲。{% endif %}", "paragraph", "··········甲。···········"),
        ("## 主要做法", "heading", "···主要做法"),
        ("- 第一条", "entry", "··第一条"),
        ("1. 第一条", "entry", "···第一条"),
        ("| 甲 | {{ 乙 }} |", "row", "· 甲 · ####### ·"),
        ("|:--|--:|", "other", "·········"),
        (": 项目表 {#tbl-items}", "caption", "··项目表 ············"),
        ('![现场](assets/a.png){alt="一块空地"}', "caption", "··现场" + "·" * 21 + "一块空地··"),
        ("见[网页](https://a.cn/x)。", "paragraph", "见·网页" + "·" * 17 + "。"),
        ("用`a,b`表示", "paragraph", "用·····表示"),
        ("数字[^1]。", "paragraph", "数字····。"),
        ("网址https://a.cn/x?y=1，见上。", "paragraph", "网址··················，见上。"),
        ("", "other", ""),
        ("这是**重点**。", "paragraph", "这是··重点··。"),
        ("占3*5的", "paragraph", "占3*5的"),
        ("    a,b", "other", "·······"),
        ('::: {.annex title="甲乙表" #annex-a}', "caption", "·" * 19 + "甲乙表" + "·" * 11),
        ('::: {.side title="{{ 甲 }}表" caption="前后"}', "caption", "·" * 18 + "#######表" + "·" * 11 + "前后··"),
        (":::", "other", "···"),
        ("::: remark", "other", "··········"),
    ],
)
def test_what_is_no_prose_is_covered_up(line: str, kind: str, prose: str) -> None:
    assert shown(line) == [(kind, prose)]


def test_keys_of_the_front_matter_are_covered_and_their_values_are_prose() -> None:
    assert shown("---\nstatus: draft\ntitle: 关于甲的报告\n---\n正文。") == [
        ("other", "···"),
        ("front", "········draft"),
        ("front", "·······关于甲的报告"),
        ("other", "···"),
        ("paragraph", "正文。"),
    ]


@pytest.mark.parametrize(
    "line, prose",
    [
        ("number: '000001'", "·········000001·"),
        ("signatories: [甲, 乙]", "··············甲··乙·"),
        ("  出席: [甲局 乙, 丙]", "·······甲局 乙··丙·"),
        ("title: |", "·" * 8),
        ("- 甲", "··甲"),
        ("  关于甲:乙的通知", "··关于甲:乙的通知"),
    ],
)
def test_what_is_yaml_in_the_front_matter_is_covered_up(line: str, prose: str) -> None:
    assert shown(f"---\n{line}\n---")[1][1] == prose


def test_lines_set_in_are_code_but_not_under_an_entry() -> None:
    kinds = [kind for kind, _ in shown("甲\n\n    a,b\n\n    c\n乙\n    丙\n- 丁\n\n    戊")]
    assert [kind for kind in kinds if kind != "other"] == ["paragraph", "paragraph", "paragraph", "entry", "paragraph"]


def test_tags_and_code_over_several_lines_stay_covered() -> None:
    kinds = [kind for kind, _ in shown("甲\n{## 说\n明 ##}\n```\na,b\n```\n乙{% set x =\n 1 %}丙")]
    assert kinds == ["paragraph", "other", "other", "other", "other", "other", "paragraph", "paragraph"]


def test_lines_that_follow_one_another_are_one_paragraph() -> None:
    text = read_prose("# 一\n甲\n乙\n\n丙\n- 丁\n戊\n- 己", "x.md")
    assert [[line.number for line in group] for group in text.paragraphs] == [[1], [2, 3], [5], [6, 7], [8]]


def test_a_text_is_searched_as_a_whole_and_every_character_is_found_in_its_line() -> None:
    text = read_prose("---\ntitle: 甲\n---\n\n乙{{ 丙 }}丁\n\n戊", "x.md")
    assert {"甲", "乙", "丁", "戊"} < text.characters and "丙" not in text.characters
    for offset, character in enumerate(text.body):
        line, place = text.place(offset)
        assert (line.prose + "\n")[place] == character


def test_the_body_is_as_long_as_the_file_and_says_where_lines_and_paragraphs_are() -> None:
    source = "# 一\n甲{{ 乙 }}\n丙\n\n- 丁"
    text = read_prose(source, "x.md")
    assert len(text.body) == len(text.raw) == len(source)
    assert text.raw == source
    assert [source[start:end] for start, end in text.spans] == ["# 一", "甲{{ 乙 }}\n丙", "- 丁"]
    assert [text.line_at(source.index(sign)) for sign in "一甲丙丁"] == [0, 1, 2, 4]


def test_a_line_of_tags_alone_does_not_end_a_paragraph() -> None:
    text = read_prose("甲\n{% if 有 %}\n乙\n{% endif %}\n\n丙", "x.md")
    assert [[line.number for line in group] for group in text.paragraphs] == [[1, 3], [6]]


@pytest.mark.parametrize(
    ("before", "tag", "mark"),
    [
        ("甲", '{{ {"a": 1}.a }}', PRINTED),
        ("甲", "{% if a % 2 == 0 and b == {} %}", SILENT),
        ("甲", "{## 见#1，{例} ##}", SILENT),
        ("甲{{ 没有关，乙", "{{ 丙 }}", PRINTED),
    ],
)
def test_a_tag_ends_where_it_ends(before: str, tag: str, mark: str) -> None:
    [line] = read_prose(f"{before}{tag}丁", "x.md").lines
    assert line.prose == before + mark * len(tag) + "丁"
