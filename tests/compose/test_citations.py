"""注: a fact from a public source carries a footnote, in full the first time and shortly from then on."""

from __future__ import annotations

from builders.typeset.reading.pandoc import read_markdown
from tests.compose.desk import Desk, fact

SOURCE = "皇姑区政府网：牡丹社区改造*纪实*，2023年5月，https://example.cn/a_b/c.html"
OTHER = "辽宁日报：旧貌换新颜，2023年6月"


def test_the_first_note_names_the_source_in_full_and_the_next_one_shortly(desk: Desk) -> None:
    户, 栋 = fact("户数", 3009, "户", citation=SOURCE), fact("楼栋数", 51, "栋", citation=SOURCE)

    text = desk.text("有{{ 户 | 注 }}、{{ 栋 | 注 }}。", facts={"户": 户, "栋": 栋})

    full = r"皇姑区政府网：牡丹社区改造\*纪实\*，2023年5月，<https://example.cn/a_b/c.html>"
    assert text == rf"有3009户^[{full}。]、51栋^[来源同前：皇姑区政府网：牡丹社区改造\*纪实\*，2023年5月。]。"


def test_a_note_is_a_footnote_for_pandoc_with_the_address_as_a_link(desk: Desk) -> None:
    made = desk.compose("有{{ 户 | 注 }}。", facts={"户": fact("户数", 3009, "户", citation=SOURCE)})
    [block] = read_markdown(made.markdown)

    [note] = [node for node in block["c"] if node["t"] == "Note"]
    [link] = [node for node in note["c"][0]["c"] if node["t"] == "Link"]
    assert link["c"][2][0] == "https://example.cn/a_b/c.html"


def test_words_after_the_address_are_kept(desk: Desk) -> None:
    source = "甲报，https://example.cn/x，2024年1月2日查阅"

    text = desk.text("{{ 户 | 注 }}", facts={"户": fact("户数", 1, "户", citation=source)})

    assert text == "1户^[甲报，<https://example.cn/x>，2024年1月2日查阅。]"


def test_a_source_without_an_address_is_named_as_it_stands(desk: Desk) -> None:
    assert desk.text("{{ 户 | 注 }}", facts={"户": fact("户数", 1, "户", citation=OTHER)}) == f"1户^[{OTHER}。]"


def test_a_fact_from_a_countys_own_data_has_no_note(desk: Desk) -> None:
    problem = desk.problem("甲\n{{ 户 | 注 }}\n", facts={"户": fact("户数", 1, "户")})

    assert "没有登记公开来源" in problem.message
    assert problem.place.line == 2


def test_plain_text_has_no_note(desk: Desk) -> None:
    assert "没有登记公开来源" in desk.problem("{{ '甲' | 注 }}").message


def test_each_document_begins_anew_with_full_notes(desk: Desk) -> None:
    facts = {"户": fact("户数", 1, "户", citation=OTHER)}

    assert desk.text("{{ 户 | 注 }}", facts=facts) == desk.text("{{ 户 | 注 }}", facts=facts)


def test_the_note_does_not_hide_the_fact_from_the_trace(desk: Desk) -> None:
    made = desk.compose("# 成效\n\n{{ 户 | 注 }}", facts={"户": fact("户数", 1, "户", citation=OTHER)})

    assert [(use.title, use.text, use.line, use.section) for use in made.uses] == [("户数", "1户", 3, "成效")]
