"""A submission as CI makes it: every step in order, each option where it belongs, an end at the first that fails."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from builders.cli.submission import STEPS, read, submit
from builders.core.errors import DataError, ProblemsFound, UsageError
from tests.workspaces import edit

ONE = ["--district", "甲县", "--period", "2023H1"]
BUNDLE = Path("outputs/bundles/small/2023H1/甲县/small-2023H1-甲县.zip")


@pytest.fixture(autouse=True)
def outside_github(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of a CI that runs these tests."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


def test_a_submission_checks_builds_measures_bundles_and_verifies(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = submit(read(ONE))

    printed = capsys.readouterr()
    assert code == 0, printed.err
    assert BUNDLE.is_file()
    assert "检验了2个文件，全部符合。" in printed.out
    assert "结论：通过" in printed.out
    rows = [line.split("|")[1:3] for line in printed.out.splitlines() if line.startswith("| ")]
    assert [[cell.strip() for cell in row] for row in rows][1:6] == [[word, "通过"] for word in STEPS.values()]
    assert f"| {BUNDLE.name} |" in printed.out


def test_the_first_step_that_fails_is_the_last(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(small, "data/small/items.csv", "P2,01,2023-05-31,养老,30\n", "P2,01,2023-05-31,养老,三十\n")

    code = submit(read([]))

    assert code == ProblemsFound.exit_code
    assert "| 检查 | 不通过 |" in capsys.readouterr().out
    assert not (small / "outputs").exists()


def test_all_units_are_meant_unless_one_is_named() -> None:
    everything, one = read(["--period", "2023H1"]), read(ONE)

    assert everything.words("build") == ["build", "--period", "2023H1", "--all", "--output", "outputs"]
    assert everything.words("check") == ["check"]
    assert one.words("bundle") == ["bundle", *ONE, "--output", "outputs"]
    assert one.words("check") == ["check", "--district", "甲县"]


def test_each_option_goes_to_the_steps_that_know_it() -> None:
    asked = read(["check", "verify", "--sample", "--rebuild", "--strict", "--notice=small", "--output", "x"])

    assert asked.steps == ("check", "verify")
    assert asked.words("verify") == ["verify", "--rebuild"]
    assert asked.words("check") == ["check", "--strict", "--notice=small"]
    assert asked.words("bundle") == ["bundle", "--sample", "--notice=small", "--all", "--output", "x"]


def test_steps_are_taken_in_their_order_however_they_are_named() -> None:
    assert read(["verify", "bundle", "check"]).steps == ("check", "bundle", "verify")


@pytest.mark.parametrize("typo", ["--distrct", "--samples", "-x"])
def test_a_typo_is_refused(small: Path, typo: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert submit(read([typo])) == UsageError.exit_code
    assert not (small / "outputs").exists()


def test_a_step_that_is_none_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="build"):
        read(["buidl"])


@pytest.mark.parametrize("step", ["conform", "verify"])
def test_a_step_without_anything_to_work_on_says_which_comes_first(
    small: Path, step: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert submit(read([step])) == UsageError.exit_code
    assert "请先运行" in capsys.readouterr().err


def a_foreign_document() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("content", [a_foreign_document(), b"%PDF-1.7"], ids=["foreign", "damaged"])
def test_a_document_that_is_against_the_standard_or_damaged_is_shown_and_fails(
    small: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert submit(read(["build", *ONE])) == 0
    [document] = small.glob("outputs/small/2023H1/甲县/*.pdf")
    document.write_bytes(content)
    capsys.readouterr()

    code = submit(read(["conform"]))

    printed = capsys.readouterr()
    assert code in (ProblemsFound.exit_code, DataError.exit_code)
    assert document.name in printed.out + printed.err
    assert document.with_suffix(".docx").name not in printed.out + printed.err
    assert "有不符合的" in printed.out


def test_a_manifest_that_is_not_ours_is_told(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "outputs").mkdir()
    (small / "outputs/manifest.json").write_text("[1]", encoding="utf-8")

    assert submit(read(["conform"])) == DataError.exit_code
    assert "manifest.json" in capsys.readouterr().err


def test_a_changed_bundle_fails(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert submit(read(["bundle", *ONE])) == 0
    content = bytearray(BUNDLE.read_bytes())
    content[len(content) // 2] ^= 1
    BUNDLE.write_bytes(content)

    assert submit(read(["verify"])) != 0
    assert "| 核验 | 不通过 |" in capsys.readouterr().out


def test_github_gets_annotations_and_a_summary(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, "data/small/items.csv", "P2,01,2023-05-31,养老,30\n", "P2,01,2023-05-31,养老,三十\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))

    submit(read(["check"]))

    assert "::error file=data/small/items.csv" in capsys.readouterr().out
    assert "| 检查 | 不通过 |" in (tmp_path / "summary.md").read_text(encoding="utf-8")
