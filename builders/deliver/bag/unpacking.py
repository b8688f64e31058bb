"""Unpacking (读压缩包): the entries of a zip, after its structure has been looked at from the first byte to the last.

A zip says everything twice, before each file and in its directory at the end; programs believe one or the other, so
whoever makes the two differ shows different files to different readers. Here both must agree and leave no gap.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections import Counter
from contextlib import AbstractContextManager
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from builders.deliver.assurance import Notes, printable
from builders.deliver.bag.aspects import PLACES, WRAPPING
from builders.deliver.bag.names import folded
from builders.deliver.bag.opening import Opened, Unopenable, refuse_bulk, remark_names

BROKEN = "压缩包已损坏或不完整（可能没有下载完），请重新取得。"
STEEPEST = 250
SMALL = 16 << 20
"""A file below this may grow as it likes."""
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_END = struct.Struct("<4sHHHHLLH")
_ENCRYPTED, _DEFERRED, _UTF_8 = 0x1, 0x8, 0x800
_LONGEST_DESCRIPTOR = 24
_MANY = 0xFFFF
"""So many entries are counted elsewhere (ZIP64)."""


def open_zip(content: bytes, name: str, notes: Notes) -> Opened:
    """Return the files of a zip below its one top folder. Raises Unopenable for what is none or broken."""
    notes.look(PLACES)
    notes.look(WRAPPING)
    if not content.startswith(b"PK") and b"PK\x05\x06" not in content:
        raise Unopenable("这不是文件夹，也不是 zip 压缩包。")
    try:
        package = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, NotImplementedError, OSError, struct.error, UnicodeDecodeError) as fault:
        raise Unopenable(BROKEN) from fault
    entries = {_name(entry): entry for entry in package.infolist()}
    _inspect_structure(content, package, notes)
    files = {path: entry for path, entry in entries.items() if _admit(path, entry, notes)}
    _refuse_growth(files)
    top = _top(files, name, notes)
    inside = {path.removeprefix(f"{top}/") if top else path: entry for path, entry in files.items()}
    sizes = {path: entry.file_size for path, entry in inside.items()}
    refuse_bulk(sizes)
    remark_names(sizes, notes)

    def stream(path: str) -> AbstractContextManager[IO[bytes]]:
        return _Guarded(package, inside[path])

    return Opened(top or name, sizes, stream, content)


class _Guarded(AbstractContextManager[IO[bytes]]):
    """An entry being read; every way in which a broken zip fails is an Unopenable."""

    def __init__(self, package: ZipFile, entry: ZipInfo) -> None:
        self._package, self._entry = package, entry

    def __enter__(self) -> IO[bytes]:
        try:
            return BytesIO(self._package.read(self._entry))
        except (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, struct.error) as fault:
            raise Unopenable(f"压缩包里的 {printable(_name(self._entry))} 已损坏。") from fault

    def __exit__(self, *exception: object) -> None:
        return None


def _name(entry: ZipInfo) -> str:
    """Return the whole name of an entry; names that no flag calls UTF-8 are what Chinese programs write, or UTF-8."""
    if entry.flag_bits & _UTF_8:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.orig_filename


def _admit(path: str, entry: ZipInfo, notes: Notes) -> bool:
    """Return whether an entry is a file to be read; note what is wrong with it."""
    parts = path.split("/")
    if "\\" in path or "\0" in path or path.startswith("/") or ".." in parts or path[1:2] == ":":
        notes.fail(PLACES, "B205", "名称指向包外或写法危险，不予读取", path)
        return False
    mode = entry.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        notes.fail(PLACES, "B201", "是链接或特殊文件，不予读取", path)
        return False
    if entry.flag_bits & _ENCRYPTED:
        notes.fail(WRAPPING, "B212", "加了密码，不能读取", path)
        return False
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        notes.fail(WRAPPING, "B213", "用了少见的压缩方法，不能读取", path)
        return False
    return not path.endswith("/")


def _inspect_structure(content: bytes, package: ZipFile, notes: Notes) -> None:
    """Note whatever makes a zip ambiguous: bytes that belong to nothing, names twice, headers that differ."""
    entries = package.infolist()
    seen: dict[str, str] = {}
    times = Counter(_name(entry) for entry in entries)
    for path in times:
        first = seen.setdefault(folded(path), path)
        if times[path] > 1:
            notes.fail(WRAPPING, "B214", "压缩包里有同名文件，不知以哪个为准", path)
        elif first != path:
            notes.fail(WRAPPING, "B214", f"与“{printable(first)}”只差大小写，解包时会互相覆盖", path)
    reached = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset
        if start != reached and not (start > reached and _is_descriptor(content[reached:start])):
            notes.fail(WRAPPING, "B215", "压缩包里有不属于任何文件的内容，或文件互相重叠", _name(entry))
        reached = start + _length(content, entry, notes)
    directory = package.start_dir
    if directory != reached and not _is_descriptor(content[reached:directory]):
        notes.fail(WRAPPING, "B215", "压缩包里有不属于任何文件的内容")
    end = content.rfind(b"PK\x05\x06")
    if end < 0 or len(content) != end + _END.size or package.comment:
        notes.fail(WRAPPING, "B216", "压缩包末尾有附加的内容")
    elif _END.unpack_from(content, end)[3:5] not in ((len(entries), len(entries)), (_MANY, _MANY)):
        notes.fail(WRAPPING, "B217", "压缩包的目录前后不一致")


def _length(content: bytes, entry: ZipInfo, notes: Notes) -> int:
    """Return how many bytes an entry takes with what stands before it; note where that differs from the directory."""
    try:
        head = _LOCAL.unpack_from(content, entry.header_offset)
    except struct.error as fault:
        raise Unopenable(BROKEN) from fault
    magic, _, flags, method, time, date, crc, packed, size, name_length, extra_length = head
    start = entry.header_offset + _LOCAL.size
    name = content[start : start + name_length]
    encoded = entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF_8 else "cp437", "surrogateescape")
    said = (crc, packed, size)
    known = (entry.CRC, entry.compress_size, entry.file_size)
    same = said == known or bool(flags & _DEFERRED) or 0xFFFFFFFF in said
    when = (date >> 9) + 1980, date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2
    agreeing = (flags, method, when) == (entry.flag_bits, entry.compress_type, entry.date_time)
    if magic != b"PK\x03\x04" or name != encoded or not same or not agreeing:
        notes.fail(WRAPPING, "B217", "压缩包里对同一文件的两处登记不一致", _name(entry))
    return int(_LOCAL.size + name_length + extra_length + entry.compress_size)


def _is_descriptor(gap: bytes) -> bool:
    """Return whether bytes after a file only repeat its sizes, as programs write them that do not know them before."""
    return 12 <= len(gap) <= _LONGEST_DESCRIPTOR and (gap.startswith(b"PK\x07\x08") or len(gap) in (12, 20))


def _refuse_growth(files: dict[str, ZipInfo]) -> None:
    """Raise Unopenable for a file that grows out of all proportion."""
    for path, entry in files.items():
        if entry.file_size > SMALL and entry.file_size > STEEPEST * max(1, entry.compress_size):
            raise Unopenable(f"{printable(path)} 解压后膨胀超过{STEEPEST}倍，可能是压缩炸弹，不予读取。")


def _top(files: dict[str, ZipInfo], name: str, notes: Notes) -> str:
    """Return the folder that holds the bag, empty when it lies at the root; what lies beside it is noted."""
    tops = sorted(path.partition("/")[0] for path in files if path.endswith("/bagit.txt") and path.count("/") == 1)
    if "bagit.txt" in files or not tops:
        return ""
    for path in files:
        if not path.startswith(f"{tops[0]}/"):
            notes.fail(WRAPPING, "B218", "不在报送包的文件夹里，是另外夹带的", path)
    for path in [path for path in files if not path.startswith(f"{tops[0]}/")]:
        del files[path]
    return tops[0]
