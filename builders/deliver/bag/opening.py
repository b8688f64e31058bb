"""Opening (打开) a bundle that nobody vouches for: a folder or a zip as paths and contents, never unpacked to disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from builders.core.reasons import reason
from builders.deliver.assurance import Notes
from builders.deliver.bag.aspects import PLACES
from builders.deliver.bag.names import fault_of_path

MOST_FILES = 60_000
MOST_BYTES = 2 << 30
"""Fewer and less than a plain zip holds, so that whatever was opened can also be packed."""
MOST_OF_A_TAG = 64 << 20
"""Tag files are read whole; a manifest of so many files stays below."""
_PIECE = 1 << 20


class Unopenable(Exception):
    """The bundle cannot be read at all; the message says why, in Chinese."""


@dataclass(frozen=True)
class Opened:
    """A bundle: the name of its folder, the size of each file by path, and a way to read one.

    ``content`` are the bytes of the zip, None for a folder.
    """

    name: str
    sizes: Mapping[str, int]
    stream: Callable[[str], AbstractContextManager[IO[bytes]]]
    content: bytes | None = None

    def pieces(self, path: str) -> Iterator[bytes]:
        """Yield a file piece by piece. Raises Unopenable when the disk or the zip does not give it."""
        try:
            with self.stream(path) as stream:
                while piece := stream.read(_PIECE):
                    yield piece
        except OSError as fault:
            raise Unopenable(f"不能读取 {path}：{reason(fault)}。") from fault

    def read(self, path: str, most: int = MOST_BYTES) -> bytes:
        """Return a file. Raises Unopenable, also for one of more than ``most`` bytes."""
        if self.sizes[path] > most:
            raise Unopenable(f"{path} 太大（超过{most >> 20}MB）。")
        return b"".join(self.pieces(path))


def open_bundle(path: Path, notes: Notes) -> Opened:
    """Return a bundle of either form; what is not safe about it is noted and left out.

    Raises Unopenable for what is no bundle or broken beyond reading.
    """
    from builders.deliver.bag.unpacking import open_zip

    try:
        if path.is_dir():
            return _open_folder(path, notes)
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise Unopenable("这不是普通文件，也不是文件夹。")
        if path.stat().st_size > MOST_BYTES:
            raise Unopenable(f"文件超过{MOST_BYTES >> 30}GB，不像报送包，不检查。")
        return open_zip(path.read_bytes(), path.stem, notes)
    except FileNotFoundError as fault:
        raise Unopenable("没有这个文件或文件夹，请检查路径。") from fault
    except OSError as fault:
        raise Unopenable(f"不能读取（{reason(fault)}）。") from fault


def _open_folder(root: Path, notes: Notes) -> Opened:
    """Return the regular files below a folder; links are noted and never followed."""
    notes.look(PLACES)
    sizes: dict[str, int] = {}
    for place, folders, names in os.walk(root, onerror=_raise):
        for name in sorted(folders):
            if (Path(place) / name).is_symlink():
                names.append(name)
        for name in sorted(names):
            path = Path(place) / name
            shown = path.relative_to(root).as_posix()
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                notes.fail(PLACES, "B201", "是链接，不予读取", shown)
            elif not stat.S_ISREG(mode):
                notes.fail(PLACES, "B202", "是特殊文件，不予读取", shown)
            elif any("\ud800" <= each <= "\udfff" for each in shown):
                notes.fail(PLACES, "B203", "文件名不是有效的文字，不予读取", shown)
            else:
                sizes[shown] = path.lstat().st_size
        refuse_bulk(sizes)
    remark_names(sizes, notes)
    return Opened(root.resolve().name, sizes, lambda path: (root / path).open("rb"))


def refuse_bulk(sizes: Mapping[str, int]) -> None:
    """Raise Unopenable for more than a bundle holds."""
    if len(sizes) > MOST_FILES or sum(sizes.values()) > MOST_BYTES:
        raise Unopenable(f"内容超过{MOST_FILES}个文件或{MOST_BYTES >> 30}GB，不像报送包，不检查。")


def remark_names(sizes: Mapping[str, int], notes: Notes) -> None:
    """Tell of names that not every system can carry."""
    for path in sizes:
        if fault := fault_of_path(path):
            notes.remark(PLACES, "B204", f"有的系统不能保存这个名称：{fault}", path)


def _raise(fault: OSError) -> None:
    raise fault
