"""``make-report fonts fetch``: what is there stays, and what cannot be had is told beside what could."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import MakeReport

posix = pytest.mark.skipif(os.name == "nt", reason="a stand-in for apt-get is a shell script")


@pytest.fixture
def fonts(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the user's fonts, and an apt-get that reaches nothing."""
    programs = tmp_path / "programs"
    programs.mkdir()
    apt = programs / "apt-get"
    apt.write_text('#!/bin/sh\necho "E: Unable to connect" >&2\nexit 100\n', encoding="utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("MAKE_REPORT_FONTS", str(tmp_path / "fonts"))
    return tmp_path / "fonts"


@posix
def test_every_package_that_cannot_be_had_is_named_with_the_reason(fonts: Path, make_report: MakeReport) -> None:
    answer = make_report("fonts", "fetch")
    assert answer.code == 5
    for words in ("没有取得的字体：Fandol、花园明朝、Symbola", "[G116]", "fonts-hanazono", "Unable to connect"):
        assert words in answer.err
    assert not fonts.exists()


@posix
def test_the_faces_are_shown_with_the_folder_for_ones_own(fonts: Path, make_report: MakeReport) -> None:
    answer = make_report("fonts")
    assert answer.code == 0
    assert "仿宋" in answer.out
    assert str(fonts) in answer.out
