"""Publishing: a folder is seen as it was or as it will be, never between, whatever fails and wherever."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builders.core.errors import FileError
from builders.core.publish import publish, recover

Tree = dict[str, bytes | None]

OLD = {"report.docx": b"old docx", "report.pdf": b"old pdf"}
NEW = {"report.docx": b"new docx", "report.pdf": b"new pdf", "manifest.json": b"{}"}


def tree(folder: Path) -> Tree:
    """Everything below a folder, hidden files and leftovers too."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


# ---------------------------------------------------------------- when all goes well


def test_files_appear_with_their_bytes_and_nothing_is_left_beside(tmp_path: Path) -> None:
    publish({tmp_path / "chaoyang" / "2023H1" / "双塔区": NEW})

    assert tree(tmp_path / "chaoyang" / "2023H1") == {
        "双塔区": None,
        **{f"双塔区/{name}": content for name, content in NEW.items()},
    }


def test_old_files_of_the_same_name_are_replaced(tmp_path: Path) -> None:
    publish({fill(tmp_path / "双塔区", OLD): NEW})

    assert tree(tmp_path / "双塔区") == NEW


def test_what_a_user_put_beside_them_stays_as_it_was(tmp_path: Path) -> None:
    target = fill(tmp_path / "双塔区", {**OLD, "批注.txt": b"note"})
    (target / "照片").mkdir()
    (target / "照片" / "1.jpg").write_bytes(b"photo")
    (target / "link").symlink_to("批注.txt")
    os.utime(target / "批注.txt", (1_000_000_000, 1_000_000_000))

    publish({target: NEW})

    assert (target / "批注.txt").stat().st_mtime == 1_000_000_000
    assert (target / "照片" / "1.jpg").read_bytes() == b"photo"
    assert (target / "link").readlink() == Path("批注.txt")


def test_what_is_obsolete_goes(tmp_path: Path) -> None:
    target = fill(tmp_path / "双塔区", {**OLD, "old-title.pdf": b"old", "批注.txt": b"note"})

    publish({target: NEW}, obsolete={target: frozenset({"old-title.pdf", "never-was.pdf"})})

    assert tree(target) == {**NEW, "批注.txt": b"note"}


# ---------------------------------------------------------------- when something fails


Break = Callable[[pytest.MonkeyPatch, int], None]


def failing(module: object, name: str) -> Break:
    """Return what makes the call number `nth` of a function fail as on a full disk, and only that one."""

    def break_it(monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
        real = getattr(module, name)
        calls = iter(range(1, 1000))

        def fail(*arguments: object, **options: object) -> object:
            if next(calls) == nth:
                raise OSError(errno.ENOSPC, "No space left on device", "report.docx")
            return real(*arguments, **options)

        monkeypatch.setattr(module, name, fail)

    return break_it


@pytest.mark.parametrize("nth", range(1, 18))
@pytest.mark.parametrize("break_it", [failing(os, "fsync"), failing(Path, "rename"), failing(Path, "open")])
def test_a_failure_at_any_step_leaves_every_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, break_it: Break, nth: int
) -> None:
    folders = {fill(tmp_path / "双塔区", OLD): NEW, tmp_path / "龙城区": NEW, fill(tmp_path / "建平县", OLD): NEW}
    before = tree(tmp_path)

    with monkeypatch.context() as broken:
        break_it(broken, nth)
        try:
            publish(folders)
        except FileError as error:
            failure: FileError | None = error
        else:
            failure = None

    if failure is None:
        assert {folder: tree(folder) for folder in folders} == folders
    else:
        assert tree(tmp_path) == before
        assert "原有文件未改动" in failure.message


@pytest.mark.parametrize("nth", range(1, 8))
@pytest.mark.parametrize(("module", "name"), [(os, "fsync"), (Path, "rename")])
def test_ctrl_c_at_any_step_leaves_every_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, nth: int
) -> None:
    folders = {fill(tmp_path / "双塔区", OLD): NEW, tmp_path / "龙城区": NEW, fill(tmp_path / "建平县", OLD): NEW}
    before = tree(tmp_path)
    real, calls = getattr(module, name), iter(range(1, 1000))

    def interrupted(*arguments: object, **options: object) -> object:
        done = real(*arguments, **options)
        if next(calls) == nth:
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as broken:
        broken.setattr(module, name, interrupted)
        with contextlib.suppress(KeyboardInterrupt):
            publish(folders)

    assert tree(tmp_path) == before or {folder: tree(folder) for folder in folders} == folders


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_in_the_place_of_a_folder_is_refused_and_nothing_else_is_touched(tmp_path: Path) -> None:
    elsewhere = fill(tmp_path / "elsewhere", OLD)
    (tmp_path / "龙城区").symlink_to(elsewhere)
    before = tree(tmp_path)

    with pytest.raises(FileError, match="链接"):
        publish({tmp_path / "双塔区": NEW, tmp_path / "龙城区": NEW})

    assert tree(tmp_path) == before


def test_a_file_in_the_place_of_a_folder_is_refused_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "龙城区").write_bytes(b"a file")
    before = tree(tmp_path)

    with pytest.raises(FileError, match="龙城区 是一个文件"):
        publish({tmp_path / "双塔区": NEW, tmp_path / "龙城区": NEW})

    assert tree(tmp_path) == before


def test_a_file_held_open_by_word_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "双塔区")

    target = fill(tmp_path / "双塔区", OLD)
    monkeypatch.setattr(Path, "rename", refuse)

    with pytest.raises(FileError, match="Word、WPS"):
        publish({target: NEW})
    assert tree(target) == OLD


# ---------------------------------------------------------------- after a crash


def test_a_run_killed_while_staging_is_forgotten(tmp_path: Path) -> None:
    target = fill(tmp_path / "双塔区", OLD)
    fill(tmp_path / ".new-双塔区", {"report.docx": b"ha"})

    recover(target)

    assert tree(tmp_path) == {"双塔区": None, **{f"双塔区/{name}": content for name, content in OLD.items()}}


def test_a_run_killed_between_the_two_renames_gives_the_old_folder_back(tmp_path: Path) -> None:
    fill(tmp_path / ".old-双塔区", OLD)
    fill(tmp_path / ".new-双塔区", NEW)

    recover(tmp_path / "双塔区")

    assert tree(tmp_path) == {"双塔区": None, **{f"双塔区/{name}": content for name, content in OLD.items()}}


def test_a_run_killed_after_the_swap_keeps_the_new_folder(tmp_path: Path) -> None:
    fill(tmp_path / ".old-双塔区", OLD)
    target = fill(tmp_path / "双塔区", NEW)

    recover(target)

    assert tree(target) == NEW
    assert not (tmp_path / ".old-双塔区").exists()


def test_publishing_again_after_a_crash_gives_what_an_undisturbed_run_gives(tmp_path: Path) -> None:
    fill(tmp_path / "a" / ".old-双塔区", OLD)
    fill(tmp_path / "a" / ".new-双塔区", {"report.docx": b"ha"})
    fill(tmp_path / "b" / "双塔区", OLD)

    publish({tmp_path / "a" / "双塔区": NEW})
    publish({tmp_path / "b" / "双塔区": NEW})

    assert tree(tmp_path / "a") == tree(tmp_path / "b")


# ---------------------------------------------------------------- a folder in a folder


def test_a_folder_and_one_in_it_are_published_together(tmp_path: Path) -> None:
    home = fill(tmp_path / "双塔区", {**OLD, "批注.txt": b"mine"})
    fill(home / "ledger", {**OLD, "旧.pdf": b"obsolete", "批注.txt": b"mine too"})
    fill(home / "图", {"a.png": b"picture"})

    publish({home / "ledger": NEW, home: NEW}, {home / "ledger": frozenset({"旧.pdf"})})

    assert tree(home) == {
        **NEW, "批注.txt": b"mine", "ledger": None, "图": None, "图/a.png": b"picture",
        **{f"ledger/{name}": content for name, content in {**NEW, "批注.txt": b"mine too"}.items()},
    }  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["双塔区"]


def test_a_folder_in_one_that_does_not_exist_yet_is_published_with_it(tmp_path: Path) -> None:
    home = tmp_path / "2023H1" / "双塔区"

    publish({home: OLD, home / "ledger": NEW})

    assert tree(home) == {**OLD, "ledger": None, **{f"ledger/{name}": content for name, content in NEW.items()}}


def test_a_folder_in_another_is_published_alone(tmp_path: Path) -> None:
    home = fill(tmp_path / "双塔区", OLD)

    publish({home / "ledger": NEW})

    assert tree(home) == {**OLD, "ledger": None, **{f"ledger/{name}": content for name, content in NEW.items()}}


def test_a_failure_leaves_a_folder_and_one_in_it_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = fill(tmp_path / "双塔区", OLD)
    fill(home / "ledger", OLD)
    other = fill(tmp_path / "龙城区", OLD)
    before = tree(tmp_path)
    rename = Path.rename

    def breaks(self: Path, target: Path) -> Path:
        if self.name == ".new-龙城区":
            raise OSError(errno.ENOSPC, "full")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", breaks)
    with pytest.raises(FileError):
        publish({home: NEW, home / "ledger": NEW, other: NEW})

    assert tree(tmp_path) == before


def test_what_a_killed_run_left_in_a_folder_is_put_right_before_the_folder_is_copied(tmp_path: Path) -> None:
    home = fill(tmp_path / "双塔区", OLD)
    fill(home / ".old-ledger", OLD)
    fill(home / ".new-ledger", NEW)

    publish({home: NEW, home / "ledger": {"a.txt": b"a"}})

    expected = {**OLD, "a.txt": b"a"}
    assert tree(home) == {**NEW, "ledger": None, **{f"ledger/{name}": content for name, content in expected.items()}}


def test_a_folder_in_one_that_a_killed_run_had_parked_brings_it_back(tmp_path: Path) -> None:
    home = tmp_path / "双塔区"
    fill(tmp_path / ".old-双塔区", {**OLD, "批注.txt": b"mine"})

    publish({home / "ledger": NEW})

    expected = {f"ledger/{name}": content for name, content in NEW.items()}
    assert tree(home) == {**OLD, "批注.txt": b"mine", "ledger": None, **expected}
    assert [path.name for path in tmp_path.iterdir()] == ["双塔区"]
