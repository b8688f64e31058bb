"""A typo is answered with the nearest name, with exit code 2, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import MakeReport
from tests.cli.shell import ENGLISH
from tests.workspaces import tree

TYPOS = [
    (["half-yaer", "--district", "双塔区"], "没有“half-yaer”，是否指“half-year”？"),
    (["explian"], "没有“explian”，是否指“explain”？"),
    (["half-year", "--distrct", "双塔区"], "没有选项“--distrct”，是否指“--district”？"),
    (["half-year", "--district", "双搭区"], "没有“双搭区”，是否指“双塔区”？"),
    (["half-year", "--district", "喀喇沁左翼自治县"], "没有“喀喇沁左翼自治县”，是否指“喀喇沁左翼蒙古族自治县”？"),
    (["half-year", "--district", "211303x"], "没有“211303x”，是否指“211303”？"),
    (["half-year", "--district", "双塔区", "--period", "2023下半"], "看不懂报告期“2023下半”，是否指“2023年下半年”？"),
    (["half-year", "--district", "双塔区", "--notice", "chaoyan"], "没有“chaoyan”，是否指“chaoyang”？"),
    (["half-year", "--district", "双塔区", "--format", "dox"], "“--format”：没有“dox”，是否指“docx”？"),
    (["case", "--notice", "national", "--community", "牡单社区"], "没有“牡单社区”，是否指“牡丹社区”？"),
    (["case", "--notice", "nationl", "--community", "牡丹社区"], "没有“nationl”，是否指“national”？"),
    (["explain", "--district", "双塔区", "本期完成投姿"], "没有“本期完成投姿”，是否指“本期完成投资”？"),
    (["explain", "--district", "双搭区", "本期完成投资"], "没有“双搭区”，是否指“双塔区”？"),
    (["explain", "--district", "双塔区", "--artifact", "half-yaer"], "没有“half-yaer”，是否指“half-year”？"),
    (["explain", "--district", "双塔区", "--notice", "chaoyan"], "没有“chaoyan”，是否指“chaoyang”？"),
    (["explain", "--district", "双塔区", "--format", "jsno"], "“--format”：没有“jsno”，是否指“json”？"),
    (["fonts", "fecth"], "没有“fecth”，是否指“fetch”？"),
    (["list", "--hepl"], "没有选项“--hepl”，是否指“--help”？"),
]

MISUSES = [
    (["half-year"], "用法：make-report half-year"),
    (["half-year", "--district"], "选项“--district”后面要写一个值。"),
    (["half-year", "--all=3"], "选项“--all”后面不写值。"),
    (["half-year", "双塔区"], "参数太多，请检查是否漏写了选项名"),
    (["half-year", "--period", "2023H1"], "请用 --district、--city 指明单位，或用 --all 生成全部。"),
    (["half-year", "--district", "双塔区", "--district", "龙城区"], "选项“--district”只能写一次。"),
    (["half-year", "--district", "双塔区", "--period", "2019H1"], "双塔区没有2019年上半年的数据，有数据的报告期："),
    (["case", "--community", "牡丹社区", "--period", "2023H1"], "没有选项“--period”"),
    (["half-year", "--community", "牡丹社区"], "没有选项“--community”"),
    (["explain", "本期完成投资"], "请指明一个单位"),
    (["diff", "--district", "双塔区"], "缺少“前一个”。"),
    (["verify", "--rebuild"], "缺少“报送包”。"),
    (["explain", "--district", "双塔区", "--community", "牡丹社区"], "请指明一个单位"),
    (["explain", "--district", "双塔区", "--notice", "national"], "没有“双塔区”"),
]


@pytest.mark.parametrize(("words", "sentence"), TYPOS)
def test_a_typo_is_answered_with_the_nearest_name(
    real: Path, make_report: MakeReport, words: list[str], sentence: str
) -> None:
    answer = make_report(*words)

    assert answer.code == 2
    assert sentence in answer.err
    assert ENGLISH.findall(answer.err) == []
    assert answer.out == ""
    assert not (real / "outputs").exists()


@pytest.mark.parametrize(("words", "sentence"), MISUSES)
def test_a_misuse_is_answered_with_what_to_write(
    real: Path, make_report: MakeReport, words: list[str], sentence: str
) -> None:
    answer = make_report(*words)

    assert answer.code == 2
    assert sentence in answer.text
    assert ENGLISH.findall(answer.err) == []
    assert not (real / "outputs").exists()


def test_the_answer_for_a_district_is_exactly_this_sentence(real: Path, make_report: MakeReport) -> None:
    before = tree(real)

    answer = make_report("half-year", "--district", "双搭区")

    assert (answer.code, answer.out, answer.err) == (2, "", "错误：没有“双搭区”，是否指“双塔区”？\n")
    assert tree(real) == before


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("朝阳县", "朝阳县"),
        ("喀左县", "喀左县"),
        ("喀喇沁左翼蒙古族自治县", "喀左县"),
        ("211302", "双塔区"),
        ("211324", "喀左县"),
    ],
)
@pytest.mark.usefixtures("real")
def test_a_district_may_be_named_by_short_name_full_name_or_code(
    make_report: MakeReport, name: str, unit: str
) -> None:
    answer = make_report("explain", "--district", name, "--period", "2023上半年", "项目总数")

    assert answer.code == 0, answer.text
    assert answer.out.startswith(f"{unit}完整社区建设试点工作2023年上半年总结报告\n项目总数：")
