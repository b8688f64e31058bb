"""``make-report record``: what it answers, and that it writes once and never half."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import MakeReport
from tests.workspaces import edit, tree

FIGURES = "data/chaoyang/submitted_figures.csv"


@pytest.fixture
def own(copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real data to write into, and the current folder in it."""
    shutil.copytree(copied / "data", tmp_path / "data")
    (tmp_path / "templates").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MAKE_REPORT_WORKSPACE", raising=False)
    return tmp_path


def test_the_figures_are_listed_and_written_behind_those_of_the_unit(own: Path, make_report: MakeReport) -> None:
    before = (own / FIGURES).read_text(encoding="utf-8").splitlines()
    answer = make_report("record", "--district", "双塔区", "--period", "2024上半年")
    assert answer.code == 0, answer.text
    assert "已留底：双塔区2024年上半年的12个数据，写入 data/chaoyang/submitted_figures.csv。" in answer.out
    after = (own / FIGURES).read_text(encoding="utf-8").splitlines()
    new = [line for line in after if line not in before]
    assert len(new) == 12
    assert all(line.startswith("211302,2024年上半年,") for line in new)
    assert [line for line in after if line not in new] == before
    assert after[after.index(new[0]) - 1].startswith("211302,2023年下半年,")


def test_what_is_recorded_stays(own: Path, make_report: MakeReport) -> None:
    before = tree(own / "data")
    answer = make_report("record", "--district", "双塔区", "--period", "2023H1")
    assert (answer.code, answer.out) == (0, "未变化：双塔区2023年上半年的数据已经留底，原有12个未动。\n")
    assert tree(own / "data") == before


def test_a_change_in_silence_is_refused_and_checked(own: Path, make_report: MakeReport) -> None:
    edit(own, FIGURES, "211302,2023年上半年,项目总数,18,个,", "211302,2023年上半年,项目总数,19,个,")
    before = tree(own / "data")
    answer = make_report("record", "--district", "双塔区", "--period", "2023H1")
    assert answer.code == 3
    assert "双塔区2023年上半年已经报送过“项目总数”19个，现在是18个" in answer.text
    assert tree(own / "data") == before
    checked = make_report("check", "--district", "双塔区")
    assert checked.code == 1
    assert "F009" in checked.text
    assert "双塔区2023年上半年报送的“项目总数”是19个，现在算出来是18个" in checked.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--district", "双塔区"], "请用 --period 写明报送的是哪一期"),
        (["--period", "2023H1"], "请用 --district、--city"),
        (["--district", "双塔", "--period", "2023H1"], "是否指“双塔区”"),
        (["--district", "双塔区", "--period", "2030H1"], "没有2030年上半年的数据，有数据的报告期：2023H1、2023H2"),
        (["--district", "双塔区", "--period", "去年"], "看不懂报告期“去年”"),
        (["--district", "双塔区", "--period", "2023H1", "--notice", "chaoyan"], "是否指“chaoyang”"),
    ],
)
def test_a_slip_is_answered(own: Path, make_report: MakeReport, words: list[str], said: str) -> None:
    answer = make_report("record", *words)
    assert answer.code == 2
    assert said in answer.text
