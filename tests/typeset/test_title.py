"""Lines of a title (标题回行): short enough, balanced, and torn only where its meaning allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.typeset.title import LONGEST_LINE, lines, width

REPORT = "喀喇沁左翼蒙古族自治县住房和城乡建设局喀喇沁左翼蒙古族自治县民政局关于完整社区建设试点2023年上半年工作的报告"


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


@pytest.mark.parametrize("whole", ["2023年上半年", "自治县", "关于"])
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


def test_a_number_longer_than_a_line_is_cut_rather_than_lost() -> None:
    assert "".join(lines("1" * 90)) == "1" * 90


@given(st.text(alphabet="甲乙关于的《》（），2023年月日ab 报告", max_size=60))
def test_lines_fit_and_lose_nothing(title: str) -> None:
    broken = lines(title)
    assert "".join(broken) == title
    assert all(width(line) <= LONGEST_LINE for line in broken)
