"""Every kind of console and machine: GBK, a pipe that closes, no home, no terminal, odd folders, signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import MakeReport
from tests.cli.shell import start
from tests.workspaces import REPOSITORY, edit, make_workspace, tree

posix = pytest.mark.skipif(os.name == "nt", reason="signals and shells of POSIX")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
MAKE = ["note", "--district", "丙县"]


def test_a_console_of_gbk_gets_gbk_and_escapes_for_what_it_cannot_show(small: Path) -> None:
    edit(small, "data/small/items.csv", "P4,03,2023-05-31,养老,60", "𠮷4,03,2023-05-31,养老,60")
    words = ["explain", "--district", "丙县", "项目.金额"]

    answer = start(*words, cwd=small, env={"PYTHONIOENCODING": "gbk"}, encoding="gbk")

    assert answer.code == 0, answer.text
    assert "项目.金额（\\U00020bb74）：60万元" in answer.out


HOMELESS = {"HOME": None, "XDG_DATA_HOME": None, "XDG_CACHE_HOME": None, "LC_ALL": "C", "LANG": "C", "TERM": "dumb"}


@pytest.mark.parametrize("env", [HOMELESS, {"HOME": "/dev/null/nowhere", "LC_ALL": "POSIX", "COLUMNS": "20"}])
def test_a_bare_environment_makes_the_same_documents_without_a_word_of_english(
    small: Path, make_report: MakeReport, env: dict[str, str | None]
) -> None:
    make_report(*MAKE)
    expected = {name: entry and entry[0] for name, entry in tree(small / "outputs").items()}
    fonts = {"MAKE_REPORT_FONTS": os.environ.get("MAKE_REPORT_FONTS") or str(fonts_folder())}

    answer = start(*MAKE, "--output", "again", cwd=small, env={**env, **fonts})

    assert answer.code == 0, answer.text
    assert {name: entry and entry[0] for name, entry in tree(small / "again").items()} == expected
    for line in answer.err.splitlines():
        assert line.startswith(("正在生成", "提醒", "\\u")), line


def fonts_folder() -> Path:
    """Where this machine's user keeps fonts; the test takes the home away, not the fonts."""
    from builders.typeset.typefaces.folders import machine_folders

    return machine_folders().user


def test_a_workspace_may_lie_in_a_folder_with_blanks_and_chinese(tmp_path: Path) -> None:
    root = tmp_path / "我的 资料" / "工作 区（一）#1%20"
    root.mkdir(parents=True)
    make_workspace(root)

    answer = start(*MAKE, "--output", "送 审", cwd=root)

    assert answer.code == 0, answer.text
    assert (root / "送 审/small/2023H1/丙县/丙县2023年上半年情况简报.pdf").is_file()


@posix
@pytest.mark.parametrize("words", [["list"], ["explain", "--district", "甲县"], ["--help"], ["note", "--all"]])
def test_a_reader_who_leaves_early_is_no_error(small: Path, words: list[str]) -> None:
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "builders.cli.main", *words]
    with subprocess.Popen(command, cwd=small, env=ENVIRONMENT, stdout=writing, stderr=subprocess.PIPE) as running:
        os.close(writing)
        os.close(reading)
        _, complaint = running.communicate()

    assert running.returncode == 0
    assert b"Broken" not in complaint
    assert b"Exception" not in complaint


@posix
def test_the_work_is_done_even_when_nobody_reads_its_progress(small: Path) -> None:
    script = f'"{sys.executable}" -m builders.cli.main note --all 2>&1 | true; echo "${{PIPESTATUS[0]}}"'

    done = subprocess.run(["bash", "-c", script], cwd=small, env=ENVIRONMENT, capture_output=True, encoding="utf-8")

    assert done.stdout.strip() == "0"
    assert len(list((small / "outputs").rglob("*.docx"))) == 5


SLOW = """
import signal
import sys, time
from builders.engine import making
from builders.cli.main import main

def typeset(*_):
    print("working", flush=True)
    time.sleep(60)

making.typeset = typeset
sys.argv = ["make-report", "note", "--district", "丙县"]
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts background jobs with SIGINT ignored
main()
"""


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_ends_at_once_and_leaves_nothing_half_done(small: Path, number: int, code: int) -> None:
    begun = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], cwd=small, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        while running.stdout.readline().strip() != b"working":
            assert running.poll() is None
        running.send_signal(number)
        _, complaint = running.communicate(timeout=20)

    assert running.returncode == code
    assert b"Traceback" not in complaint
    assert time.monotonic() - begun < 20
    assert [path.name for path in (small / "outputs").rglob("*")] == [".lock"]


@posix
def test_a_bar_moves_on_a_terminal_and_what_was_made_stays_on_it(small: Path) -> None:
    pty = pytest.importorskip("pty")
    main_end, other_end = pty.openpty()
    environment = {**ENVIRONMENT, "TERM": "xterm"}
    command = [sys.executable, "-m", "builders.cli.main", "note", "--all"]

    done = subprocess.run(command, cwd=small, env=environment, stdout=subprocess.PIPE, stderr=other_end)
    os.close(other_end)
    shown = os.read(main_end, 100_000).decode("utf-8", "replace")
    os.close(main_end)

    assert done.returncode == 0
    assert "5/5" in shown or "4/5" in shown
    assert "正在生成" not in shown
    assert done.stdout.decode().endswith("共5份文件，10个 Word 和 PDF。\n")


def test_nothing_is_written_beside_the_outputs(small: Path, make_report: MakeReport) -> None:
    before = tree(small)

    make_report(*MAKE)

    assert {name: entry for name, entry in tree(small).items() if not name.startswith("outputs")} == before


def test_two_runs_at_once_do_not_harm_each_other(small: Path) -> None:
    command = [sys.executable, "-m", "builders.cli.main", "note", "--all"]
    runs = [
        subprocess.Popen(command, cwd=small, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]

    for run in runs:
        run.communicate()

    assert sorted(run.returncode for run in runs) in ([0, 0], [0, 7])
    assert len(list((small / "outputs").rglob("*.pdf"))) == 5
    assert [path for path in (small / "outputs").rglob("*") if path.name.startswith((".new-", ".old-"))] == []
