"""Bags (包) made for tests: ours, and those of other producers, written here line by line as the standard says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from builders.deliver.assurance import Finding, Notes, Verdict
from builders.deliver.bag.aspects import ASPECTS
from builders.deliver.bag.checking import check_bag
from builders.deliver.bag.opening import Unopenable, open_bundle
from builders.deliver.bag.packing import pack
from builders.deliver.bag.writer import bag

PAYLOAD = {"甲/报告.docx": b"docx of \xe7\x94\xb2", "乙.csv": "名称,数值\n甲,1\n".encode(), "空": b""}
INFO = (("Source-Organization", "某某县民政局"), ("Bagging-Date", "2023-06-08"))
NOTES = {"说明文件.txt": "这是说明。\n".encode()}
TOP = "某某县2023H1"


def ours() -> dict[str, bytes]:
    """The files of a bag as we write it."""
    return bag(PAYLOAD, INFO, NOTES)


def our_zip() -> bytes:
    return pack(ours(), TOP)


def lay(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def foreign(
    version: str = "0.97", algorithm: str = "sha256", more: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """The files of a small bag of another producer, with ``a.txt`` in it; ``more`` join them."""
    content = b"hello\n"
    digest = hashlib.new(algorithm, content).hexdigest()
    return {
        "bagit.txt": f"BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n".encode(),
        f"manifest-{algorithm}.txt": f"{digest}  data/a.txt\n".encode(),
        "data/a.txt": content,
        **(more or {}),
    }


def look(path: Path) -> list[Finding]:
    """Everything found about the bag at a path, of either form."""
    notes = Notes()
    try:
        check_bag(open_bundle(path, notes), notes)
    except Unopenable as fault:
        return [*notes.findings(ASPECTS), Finding(ASPECTS[0], Verdict.FAILED, "unopenable", str(fault))]
    return list(notes.findings(ASPECTS))


def failures(path: Path) -> list[tuple[str, str]]:
    """Code and file of what speaks against a bag."""
    return [(each.code, each.file) for each in look(path) if each.verdict is Verdict.FAILED]


def remarks(path: Path) -> set[str]:
    """The codes of what is worth telling of a bag."""
    return {each.code for each in look(path) if each.verdict is Verdict.PASSED and each.code}


def manifest(files: Mapping[str, bytes], algorithm: str = "sha256") -> bytes:
    """A manifest of files by path."""
    return "".join(f"{hashlib.new(algorithm, files[name]).hexdigest()}  {name}\n" for name in files).encode()
