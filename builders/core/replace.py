"""Replacing (改写): files of the workspace get new contents, all of them or none, and never half a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builders.core.errors import FileError
from builders.core.publish import STAGED, explain_refusal, flush_folder, write_through


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Give each file its new content; one that does not exist yet is made, its mode is kept otherwise.

    All are written beside their targets before the first is renamed; a failure while renaming, or Ctrl-C, puts the old
    contents back. Raises FileError, and then every file is as it was.
    """
    for target in contents:
        if target.is_symlink():
            raise FileError(f"{target} 是一个链接，不能改写。请换成文件本身。")
        if target.exists() and not target.is_file():
            raise FileError(f"{target} 不是文件，不能改写。")
    before: dict[Path, bytes | None] = {}
    try:
        for target, content in contents.items():
            write_through(_staged(target), content)
            if target.exists():
                _staged(target).chmod(target.stat().st_mode)
        for target in contents:
            before[target] = target.read_bytes() if target.exists() else None
            _staged(target).replace(target)
            flush_folder(target.parent)
    except BaseException as fault:
        for target in contents:
            _staged(target).unlink(missing_ok=True)
        for target, content_before in before.items():
            _put_back(target, content_before)
        if isinstance(fault, OSError):
            raise FileError(explain_refusal(fault)) from fault
        raise


def _put_back(target: Path, content: bytes | None) -> None:
    if content is None:
        target.unlink(missing_ok=True)
    elif target.read_bytes() != content:
        write_through(_staged(target), content)
        _staged(target).replace(target)


def _staged(target: Path) -> Path:
    return target.with_name(STAGED + target.name)
