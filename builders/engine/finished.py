"""Finished documents (成品) in a folder or a zip of any layout: wherever a manifest of ours lies, a document lies."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from builders.core.errors import DataError, UsageError
from builders.core.reasons import reason
from builders.deliver.manifest import MANIFEST_NAME
from builders.engine.readings import reading_of_files
from builders.model.reading import Reading

SCHEMA = "make-report/manifest/"
LARGEST_FILE = 200_000_000
LARGEST_ALL = 2_000_000_000
MOST_FILES = 50_000
UTF8_NAME = 0x800
"""The flag of a zip entry whose name is written in UTF-8."""
_READ = (".docx", ".pdf", ".json")
Key = tuple[str, str, str, str]
"""What tells documents apart: notice, unit, period, artifact."""


def read_finished(place: Path) -> dict[Key, Reading]:
    """Return every finished document in a folder or a zip. Raises DataError; UsageError where there is none."""
    try:
        files = dict(_of_folder(place) if place.is_dir() else _of_zip(place))
    except (OSError, BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as fault:
        why = reason(fault) if isinstance(fault, OSError) else "文件损坏、加密或用了不认识的压缩"
        raise DataError(f"不能读取 {place}：{why}。") from fault
    found: dict[Key, Reading] = {}
    for path, content in sorted(files.items()):
        folder, _, name = path.rpartition("/")
        manifest = _manifest(content) if name == MANIFEST_NAME else None
        if manifest is not None:
            beside = [each.rpartition("/") for each in files]
            own = {last: files[f"{home}{slash}{last}"] for home, slash, last in beside if home == folder}
            key = tuple(str(manifest.get(word, "")) for word in ("notice", "unit", "period", "artifact"))
            found[key[0], key[1], key[2], key[3]] = reading_of_files(_listed(own, manifest), manifest)
    if not found:
        raise UsageError(f"{place} 里没有 make-report 生成的文件（没有找到 {MANIFEST_NAME}）。")
    return found


def _listed(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files that the manifest calls its own, for a person may have put others beside them."""
    outputs = manifest.get("outputs")
    own = [each.get("file") for each in outputs if isinstance(each, dict)] if isinstance(outputs, list) else []
    return {name: content for name, content in files.items() if name in own} or dict(files)


def _manifest(content: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    is_ours = isinstance(said, dict) and str(said.get("schema", "")).startswith(SCHEMA)
    return said if is_ours else None


def _of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder that are read; links are not followed."""
    total = count = 0
    for home, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(home) / name
            found = path.lstat()
            if name.endswith(_READ) and stat.S_ISREG(found.st_mode):
                total, count = total + found.st_size, count + 1
                _require_measure(folder, found.st_size, total, count)
                yield path.relative_to(folder).as_posix(), path.read_bytes()


def _of_zip(place: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a zip that are read, no more of each than the zip says; nothing is laid out on the disk."""
    total = 0
    with ZipFile(place) as package:
        entries = [each for each in package.infolist() if each.filename.endswith(_READ)]
        for count, entry in enumerate(entries, 1):
            total += entry.file_size
            _require_measure(place, entry.file_size, total, count)
            with package.open(entry) as stream:
                content = stream.read(entry.file_size + 1)
            if len(content) > entry.file_size:
                raise BadZipFile(entry.filename)
            yield _name(entry), content


def _name(entry: ZipInfo) -> str:
    """Return the name of an entry; without the mark of UTF-8 it is that of the system that packed it."""
    if entry.flag_bits & UTF8_NAME:
        return entry.filename
    packed = entry.filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return packed.decode(encoding)
    return entry.filename


def _require_measure(place: Path, size: int, total: int, count: int) -> None:
    if size > LARGEST_FILE or total > LARGEST_ALL or count > MOST_FILES:
        raise DataError(f"不能读取 {place}：内容大得不正常，不比较。")
