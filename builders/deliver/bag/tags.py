"""Tag files (包的说明文件) as producers of twenty years wrote them: BagIt 0.93 to 1.0, in any declared encoding."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from builders.deliver.assurance import Notes
from builders.deliver.bag.aspects import DECLARED
from builders.deliver.bag.opening import MOST_OF_A_TAG, Opened, Unopenable

DECLARATION = "bagit.txt"
INFO_NAMES = ("bag-info.txt", "package-info.txt")
"""Up to version 0.95 it was package-info.txt."""
NEWEST = (1, 0)
OLDEST = (0, 93)
WEAK = ("md5", "sha1", "sha224")
_MANIFEST = re.compile(r"(?P<tag>tag)?manifest-(?P<algorithm>[A-Za-z0-9_-]+)\.txt")
_VERSION = re.compile(
    r"BagIt-Version(?P<before>[ \t]*):(?P<space>[ \t]*)(?P<major>[0-9]{1,9})\.(?P<minor>[0-9]{1,9})[ \t]*"
)
_ENCODING = re.compile(r"Tag-File-Character-Encoding(?P<before>[ \t]*):(?P<space>[ \t]*)(?P<name>\S+)[ \t]*")
_LINE = re.compile(r"[ \t]*(?P<digest>[0-9A-Fa-f]+)[ \t]+(?P<name>.*\S.*)")
_ESCAPES = {"%0d": "\r", "%0a": "\n", "%25": "%"}
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Declared:
    """What bagit.txt says: the version and the encoding of the other tag files."""

    version: tuple[int, int]
    encoding: str


@dataclass(frozen=True)
class Entry:
    """A line of a manifest: the digest in lower case, the name as written."""

    digest: str
    name: str


@dataclass(frozen=True)
class Manifest:
    """A manifest (清单): of the payload, or of the tag files when ``of_tags``."""

    file: str
    algorithm: str
    of_tags: bool
    entries: tuple[Entry, ...]


def read_declaration(opened: Opened, notes: Notes) -> Declared:
    """Return what bagit.txt says. Raises Unopenable where there is none that can be understood."""
    notes.look(DECLARED)
    if DECLARATION not in opened.sizes:
        raise Unopenable("这不是 BagIt 报送包：缺少 bagit.txt。")
    content = opened.read(DECLARATION, MOST_OF_A_TAG)
    if content.startswith(codecs.BOM_UTF8):
        notes.fail(DECLARED, "B301", "开头有 BOM，标准不允许", DECLARATION)
        content = content.removeprefix(codecs.BOM_UTF8)
    try:
        lines = _LINE_ENDS.split(content.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise Unopenable("bagit.txt 不是 UTF-8 文字，不能读取。") from fault
    lines = lines[:-1] if lines and not lines[-1] else lines
    version = _VERSION.fullmatch(lines[0]) if lines else None
    encoding = _ENCODING.fullmatch(lines[1]) if len(lines) > 1 else None
    if version is None or encoding is None:
        raise Unopenable("bagit.txt 没有写明版本（BagIt-Version）和编码（Tag-File-Character-Encoding）。")
    known = int(version["major"]), int(version["minor"])
    if known > NEWEST or known < OLDEST:
        notes.fail(DECLARED, "B302", f"BagIt 版本 {known[0]}.{known[1]} 不认识，只认识 0.93 至 1.0", DECLARATION)
    strict = all(match["before"] == "" and match["space"] == " " for match in (version, encoding))
    if len(lines) != 2 or not strict:
        if known >= NEWEST:
            notes.fail(DECLARED, "B303", "应当正好两行，冒号后一个空格", DECLARATION)
        else:
            notes.remark(DECLARED, "B304", "写法与标准略有不同", DECLARATION)
    try:
        codecs.lookup(encoding["name"])
        "".encode(encoding["name"])  # some codecs are no encodings of text
    except (LookupError, ValueError) as fault:
        raise Unopenable(f"bagit.txt 写的编码“{encoding['name']}”不认识。") from fault
    return Declared(known, encoding["name"])


def read_info(opened: Opened, declared: Declared, notes: Notes) -> dict[str, list[str]]:
    """Return bag-info.txt: the values of each label, labels in lower case; empty without it."""
    name = next((name for name in INFO_NAMES if name in opened.sizes), "")
    if not name:
        return {}
    found: dict[str, list[str]] = {}
    last = ""
    for line in _lines(opened, name, declared, notes):
        if line[:1] in (" ", "\t") and last:
            found[last][-1] = f"{found[last][-1]} {line.strip()}"
        elif ":" in line and not line.startswith(":"):
            label, _, value = line.partition(":")
            last = label.strip().lower()
            found.setdefault(last, []).append(value.strip())
        elif line.strip():
            notes.fail(DECLARED, "B305", f"“{line[:40]}”不是“名称: 内容”", name)
    return found


def read_manifests(opened: Opened, declared: Declared, notes: Notes) -> list[Manifest]:
    """Return all manifests at the root whose algorithm is known; lines that cannot be understood are noted."""
    found = []
    for name in sorted(opened.sizes):
        match = _MANIFEST.fullmatch(name)
        if match is None:
            continue
        algorithm = _algorithm(match["algorithm"])
        if not algorithm:
            notes.remark(DECLARED, "B306", f"本机不会算 {match['algorithm']} 摘要，这份清单没有核对", name)
            continue
        entries = tuple(_entries(opened, name, algorithm, declared, notes))
        found.append(Manifest(name, algorithm, bool(match["tag"]), entries))
    return found


def _algorithm(name: str) -> str:
    """Return what Python calls a digest algorithm (``SHA3-256`` is ``sha3_256``), empty for one that it cannot make."""
    known = {re.sub("[^a-z0-9]", "", each): each for each in sorted(hashlib.algorithms_available)}
    algorithm = known.get(re.sub("[^a-z0-9]", "", name.lower()), "")
    try:
        return algorithm if algorithm and hashlib.new(algorithm).digest_size else ""
    except ValueError:  # listed by OpenSSL and switched off
        return ""


def _entries(opened: Opened, file: str, algorithm: str, declared: Declared, notes: Notes) -> Iterator[Entry]:
    length = hashlib.new(algorithm).digest_size * 2
    for number, line in enumerate(_lines(opened, file, declared, notes), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None or len(match["digest"]) != length:
            notes.fail(DECLARED, "B307", f"第{number}行看不懂，应为“摘要  文件名”", file)
            continue
        yield Entry(match["digest"].lower(), match["name"])


def read_fetch(opened: Opened, declared: Declared, notes: Notes) -> list[tuple[str, str]]:
    """Return what fetch.txt asks to be fetched: address and name. Nothing is ever fetched."""
    found = []
    for number, line in enumerate(_lines(opened, "fetch.txt", declared, notes), 1):
        parts = line.split(None, 2)
        if len(parts) == 3:
            found.append((parts[0], parts[2]))
        elif parts:
            notes.fail(DECLARED, "B307", f"第{number}行看不懂，应为“网址 长度 文件名”", "fetch.txt")
    return found


def spellings(name: str) -> list[str]:
    """Return what a name of a manifest may mean, the likeliest first: percent escapes, ``*`` and ``./`` of tools."""
    plain = re.sub(r"%(?:0[dD]|0[aA]|25)", lambda escape: _ESCAPES[escape[0].lower()], name)
    # Before 1.0 a percent sign stood for itself; md5sum writes a star before the name of a file read as bytes.
    found = [plain, name]
    found += [each[1:] for each in (plain, name) if each.startswith("*")]
    found += [re.sub(r"^(?:\./)+", "", each) for each in found if each.startswith("./")]
    return list(dict.fromkeys(found))


def _lines(opened: Opened, name: str, declared: Declared, notes: Notes) -> list[str]:
    """Return the lines of a tag file in the declared encoding. Raises Unopenable when it is not in it."""
    content = opened.read(name, MOST_OF_A_TAG)
    if content.startswith(codecs.BOM_UTF8) and declared.encoding.lower().replace("_", "-") in ("utf-8", "utf8"):
        notes.remark(DECLARED, "B304", "开头有 BOM，标准不允许", name)
        content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode(declared.encoding)
    except (UnicodeDecodeError, ValueError) as fault:
        raise Unopenable(f"{name} 不是 bagit.txt 所写的 {declared.encoding} 编码，不能读取。") from fault
    return _LINE_ENDS.split(text.removeprefix("\ufeff"))
