"""Publishing (发布): a folder of files becomes visible whole or not at all.

Each folder is staged beside its target, flushed to disk, and swapped in by renaming. A crash between the two renames is
mended by the next run (``recover``), which finds the old folder under its parking name.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from builders.core.errors import FileError
from builders.core.reasons import reason

STAGED = ".new-"
PARKED = ".old-"


def publish(folders: Mapping[Path, Mapping[str, bytes]], obsolete: Mapping[Path, frozenset[str]] | None = None) -> None:
    """Make every folder hold exactly the given files, plus what it held before under other names.

    ``obsolete`` names old files of a folder that must go. All folders are staged before the first is swapped, one that
    lies in another as part of that one; a failure while swapping, or Ctrl-C, puts the swapped ones back. Raises
    FileError, and then every target is as it was.
    """
    begun: dict[Path, bool] = {}  # whether the target existed
    outer = [folder for folder in folders if not set(folder.parents) & set(folders)]
    try:
        for target in sorted(folders):
            recover(target)
        for target in outer:
            inner = [folder for folder in folders if folder == target or target in folder.parents]
            _stage(target, {folder: folders[folder] for folder in inner}, obsolete or {})
        for target in outer:
            begun[target] = target.exists()
            _swap(target)
    except BaseException as fault:
        for target, existed in begun.items():
            _swap_back(target, existed)
        for target in outer:
            shutil.rmtree(_staged(target), ignore_errors=True)
        if isinstance(fault, OSError):
            raise FileError(explain_refusal(fault)) from fault
        raise
    for target in outer:
        shutil.rmtree(_parked(target), ignore_errors=True)


def recover(target: Path) -> None:
    """Put right what an interrupted run left: bring back a parked folder, remove a half-staged one.

    First the folder that ``target`` lies in, which may have been swapped as a whole. Raises FileError.
    """
    try:
        for folder in (target.parent, target):
            if _parked(folder).exists():
                if folder.exists():
                    shutil.rmtree(_parked(folder))
                else:
                    _parked(folder).rename(folder)
            if _staged(folder).exists():
                shutil.rmtree(_staged(folder))
    except OSError as fault:
        raise FileError(explain_refusal(fault)) from fault


def _staged(target: Path) -> Path:
    return target.with_name(STAGED + target.name)


def _parked(target: Path) -> Path:
    return target.with_name(PARKED + target.name)


def _stage(
    target: Path, folders: Mapping[Path, Mapping[str, bytes]], obsolete: Mapping[Path, frozenset[str]]
) -> None:
    """Stage ``target`` as it will be, with all ``folders``: itself and those in it."""
    staged = _staged(target)
    for folder in folders:
        if folder.is_symlink():
            raise FileError(f"{folder} 是一个链接，不能作为输出文件夹。")
        if folder.exists() and not folder.is_dir():
            raise FileError(f"{folder} 是一个文件，不能作为输出文件夹。")
    staged.mkdir(parents=True)
    for folder, files in sorted(folders.items()):  # an outer folder before those in it
        place = staged / folder.relative_to(target)
        place.mkdir(parents=True, exist_ok=True)
        for name, content in sorted(files.items()):
            write_through(place / name, content)
        known = {*files, *obsolete.get(folder, ()), *(path.name for path in folders if path.parent == folder)}
        for old in sorted(folder.iterdir()) if folder.is_dir() else ():
            if old.name not in known:
                _carry(old, place / old.name)
        flush_folder(place)
    flush_folder(staged)


def _carry(old: Path, new: Path) -> None:
    """Copy what a user left beside the outputs, links as links."""
    if old.is_dir() and not old.is_symlink():
        shutil.copytree(old, new, symlinks=True)
    else:
        shutil.copy2(old, new, follow_symlinks=False)


def write_through(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder."""
    if os.name == "nt":  # Windows cannot open a folder for flushing
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _swap(target: Path) -> None:
    if target.exists():
        target.rename(_parked(target))
    _staged(target).rename(target)
    flush_folder(target.parent)


def _swap_back(target: Path, existed: bool) -> None:
    """Undo a swap, however far it came."""
    if _parked(target).exists():
        shutil.rmtree(target, ignore_errors=True)
        _parked(target).rename(target)
    elif not existed and not _staged(target).exists():
        shutil.rmtree(target, ignore_errors=True)


def explain_refusal(fault: OSError) -> str:
    """Return what the file system refused, and what to do, in Chinese; a full disk may not say at which file."""
    where = f" {fault.filename} " if fault.filename else ""
    if isinstance(fault, PermissionError):
        return f"不能写入{where}：没有权限，或文件正被 Word、WPS 打开。请关闭文件后重试。原有文件未改动。"
    return f"写入{where}失败：{reason(fault)}。请检查磁盘空间和文件夹。原有文件未改动。"
