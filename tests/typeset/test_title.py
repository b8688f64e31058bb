"""Lines of a title (标题回行): short enough, of a good shape, and broken only where its meaning allows."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import rjieba
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from builders.typeset.title import LONGEST_LINE, LONGEST_OWN_LINE, fold, lines, width
from tests.typeset.titles import JUDGED, OTHERS

ROOT = Path(__file__).parents[2]
REPORT = "喀喇沁左翼蒙古族自治县住房和城乡建设局喀喇沁左翼蒙古族自治县民政局关于完整社区建设试点2023年上半年工作的报告"
PERIODS = [f"{year}年{half}半年" for year in (2023, 2024) for half in "上下"]


def notices() -> list[str]:
    """The titles of this project: its notices, and every document of every unit and half-year."""
    found = []
    for path in sorted((ROOT / "data").glob("*/notice.yaml")):
        notice = YAML(typ="base", pure=True).load(path.read_text(encoding="utf-8"))
        found.append(notice["title"])
        for artifact in notice["artifacts"]:
            pattern = artifact["document_title"]
            for unit in notice["units"]:
                names = {"name": unit["name"], "full_name": unit["full_name"], "ordinal": "六"}
                found += [pattern.format(**names, period=period) for period in PERIODS]
                found += [pattern.format(**names | {"name": unit["full_name"]}, period=period) for period in PERIODS]
    return list(dict.fromkeys(found))


TITLES = [*dict.fromkeys([*(title.replace("|", "") for title in JUDGED), *OTHERS, *notices()])]


def starts(title: str) -> list[int]:
    """Where the lines of a title begin in it, its first line aside."""
    found, at = [], 0
    for line in lines(title):
        at = title.index(line, at)
        found.append(at)
        at += len(line)
    return found[1:]


def is_trapezoid_or_diamond(widths: list[float]) -> bool:
    """Whether no line grows again after one has shrunk; a character more or less counts as equal."""
    signs = [sign for before, after in pairwise(widths) if (sign := (after - before > 1) - (before - after > 1))]
    return signs == sorted(signs, reverse=True)


# ------------------------------------------------------------------ titles of real life


def test_there_are_titles_enough_to_judge_by() -> None:
    assert len(JUDGED) >= 25
    assert len(TITLES) >= 60


@pytest.mark.parametrize("judged", JUDGED)
def test_a_title_is_broken_as_an_eye_would_break_it(judged: str) -> None:
    title = judged.replace("|", "")
    assert "|".join(lines(title)) == re.sub(r" ?\| ?", "|", judged)


@pytest.mark.parametrize("title", TITLES)
def test_no_word_of_the_dictionary_is_cut(title: str) -> None:
    edges = {0}
    for word in rjieba.cut(title):
        edges.add(max(edges) + len(word))
    # The dictionary takes 日至 in “1日至10月” for a word, which no reader does.
    edges |= {match.start() + 1 for match in re.finditer("日至", title)}
    assert set(starts(title)) <= edges


@pytest.mark.parametrize("title", TITLES)
def test_lines_hold_at_most_nineteen_and_at_least_three_characters(title: str) -> None:
    assert all(3 <= width(line) <= LONGEST_LINE for line in lines(title))


@pytest.mark.parametrize("title", TITLES)
def test_lines_make_a_trapezoid_or_a_diamond(title: str) -> None:
    assert is_trapezoid_or_diamond([width(line) for line in lines(title)])


@pytest.mark.parametrize("title", TITLES)
def test_no_line_more_than_needed_and_one(title: str) -> None:
    assert len(lines(title)) <= -(-width(title) // LONGEST_LINE) + 1


@pytest.mark.parametrize("title", TITLES)
def test_a_book_title_that_fits_in_a_line_stands_in_one(title: str) -> None:
    for book in re.findall("《[^》]*》", title):
        assert width(book) > LONGEST_LINE or any(book in line for line in lines(title))


@pytest.mark.parametrize("title", TITLES)
def test_conjunctions_begin_a_line_and_particles_do_not(title: str) -> None:
    first, *others = lines(title)
    assert not any(line[0] in "的了着等》”）、，" for line in others)
    assert not any(line[-1] in "和与及《“（" for line in (first, *others[:-1]))


@pytest.mark.parametrize("title", TITLES)
def test_no_date_and_no_number_with_its_unit_is_cut(title: str) -> None:
    wholes = r"\d+年[上下]半年|\d+年度?|\d+月\d+日|第?\d+[个号名]|\d+公里|第[一二三]批|[A-Z/]+ ?[\d-]*"
    for whole in re.findall(wholes, title):
        assert any(whole in line for line in lines(title))


# ------------------------------------------------------------------ one rule each


def test_a_title_that_fits_stays_in_one_line() -> None:
    assert lines("双塔区完整社区建设试点半年总结报告") == ("双塔区完整社区建设试点半年总结报告",)


def test_a_long_title_breaks_before_what_it_is_about() -> None:
    assert lines("北票市2023年上半年完整社区建设试点工作总结报告") == (
        "北票市2023年上半年",
        "完整社区建设试点工作总结报告",
    )


def test_two_organs_stand_in_their_own_lines() -> None:
    assert lines("朝阳市双塔区住房和城乡建设局朝阳市双塔区民政局关于2023年上半年完整社区建设试点工作情况的报告")[0] == (
        "朝阳市双塔区住房和城乡建设局"
    )


def test_a_lone_last_character_never_gets_its_own_line() -> None:
    assert [len(line) for line in lines("一" * 20)] == [10, 10]


@pytest.mark.parametrize("whole", ["2023年上半年", "自治县", "关于", "完整社区建设试点"])
def test_words_and_dates_are_not_torn_apart(whole: str) -> None:
    assert any(whole in line for line in lines(REPORT))


@pytest.mark.parametrize("before", range(2, 19))
def test_a_date_is_kept_whole_wherever_it_falls(before: int) -> None:
    title = "甲" * before + "2023年12月31日" + "乙" * 12
    assert any("2023年12月31日" in line for line in lines(title))


@pytest.mark.parametrize("before", range(2, 19))
def test_a_book_title_is_kept_whole_wherever_it_falls(before: int) -> None:
    title = "甲" * before + "《完整社区建设试点方案》" + "乙" * 12
    assert any("《完整社区建设试点方案》" in line for line in lines(title))


def test_a_book_title_longer_than_a_line_is_broken_without_stranding_its_marks() -> None:
    broken = lines("关于《" + "试" * 30 + "》的报告")
    assert not any(line.endswith("《") or line.startswith(("》", "的")) for line in broken)


def test_a_book_title_longer_than_a_line_is_broken_between_its_words() -> None:
    assert lines("关于印发《城市社区嵌入式服务设施建设工程实施方案》的通知") == (
        "关于印发《城市社区嵌入式服务设施",
        "建设工程实施方案》的通知",
    )


def test_a_number_longer_than_a_line_is_cut_rather_than_lost() -> None:
    assert "".join(lines("1" * 90)) == "1" * 90


def test_a_title_as_long_as_a_page_is_cut_rather_than_pondered() -> None:
    assert "".join(lines("完整社区建设" * 60)) == "完整社区建设" * 60


# ------------------------------------------------------------------ the author's own breaks


def test_an_authors_break_stands_however_uneven_the_lines_become() -> None:
    assert lines("关于\n开展完整社区建设试点工作的通\n知") == ("关于", "开展完整社区建设试点工作的通", "知")


def test_an_authors_break_stands_in_a_title_that_would_fit_in_one_line() -> None:
    assert lines("双塔区完整社区建设\n试点半年总结报告") == ("双塔区完整社区建设", "试点半年总结报告")


def test_an_authors_line_may_fill_the_type_area() -> None:
    assert lines("双" * 20 + "\n" + "塔" * 8) == ("双" * 20, "塔" * 8)
    assert LONGEST_OWN_LINE == 20


def test_an_authors_line_that_does_not_fit_is_broken_and_the_others_stay() -> None:
    title = "朝阳市双塔区\n住房和城乡建设局关于2023年上半年完整社区建设试点工作情况的报告"
    assert lines(title) == ("朝阳市双塔区", "住房和城乡建设局关于2023年上半年", "完整社区建设试点工作情况的报告")


def test_empty_lines_and_spaces_around_an_authors_break_are_nothing() -> None:
    assert lines("甲乙丙 \n\n 丁戊己\n") == ("甲乙丙", "丁戊己")


# ------------------------------------------------------------------ whatever the title


@settings(deadline=None)
@given(st.text(alphabet="甲乙关于的《》（），2023年月日ab 报告\n", max_size=60))
def test_lines_fit_and_lose_nothing_but_breaks_and_spaces(title: str) -> None:
    broken = lines(title)
    assert re.sub(r"\s", "", "".join(broken)) == re.sub(r"\s", "", title)
    assert all(width(line) <= LONGEST_OWN_LINE for line in broken)


@settings(deadline=None)
@given(st.text(alphabet=[chr(code) for code in range(0x4E00, 0x4F00)], min_size=20, max_size=60))
def test_no_line_is_a_lone_character(title: str) -> None:
    assert min(map(len, lines(title))) >= 3


@settings(deadline=None)
@given(st.lists(st.text(alphabet="甲乙丙丁2023年", min_size=1, max_size=10), min_size=2, max_size=4))
def test_an_authors_lines_are_the_lines(parts: list[str]) -> None:
    assert lines("\n".join(parts)) == tuple(parts)


# ------------------------------------------------------------------ headers of tables


@pytest.mark.parametrize(
    ("header", "longest", "folded"),
    [
        ("计划投资（万元）", 4, ["计划投资", "（万元）"]),
        ("社区综合服务设施建筑面积", 3, ["社区", "综合", "服务", "设施", "建筑", "面积"]),
        ("完成投资额", 3, ["完成", "投资额"]),
        ("60%以上建筑面积用于居民活动", 5, ["60%以上", "建筑面积", "用于居民", "活动"]),
    ],
)
def test_a_header_is_folded_between_words(header: str, longest: float, folded: list[str]) -> None:
    assert list(fold(header, longest)) == folded


def test_the_dictionary_is_loaded_only_for_a_text_longer_than_its_line() -> None:
    code = (
        "import sys; from builders.typeset.title import fold, lines; "
        "lines('半年总结报告'); fold('开工时间', 4.0); print('rjieba' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
