"""Writing a bag (写包): BagIt 1.0 (RFC 8493), the same bytes for the same files at any time and place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from builders.core.errors import UsageError
from builders.deliver.bag.names import refuse_names

AGENT = "make-report"
VERSION = "1.0"
DECLARATION = f"BagIt-Version: {VERSION}\nTag-File-Character-Encoding: UTF-8\n"
ALGORITHMS = ("sha256", "sha512")
PAYLOAD = "data"

Info = Sequence[tuple[str, str]]
"""What bag-info.txt says, label and value, in this order."""


def bag(payload: Mapping[str, bytes], info: Info, notes: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """Return the files of a bag by path.

    ``payload`` goes under ``data/``, ``notes`` are other files at the root, for people. The bag names this program and
    no version of it: that is told by what is in it. Raises UsageError for names that BagIt or Windows cannot carry and
    for values of ``info`` that are no single line.
    """
    files = {f"{PAYLOAD}/{name}": content for name, content in payload.items()}
    tags = {"bagit.txt": DECLARATION.encode(), "bag-info.txt": _info(payload, info), **(notes or {})}
    refuse_names([*files, *tags])
    tags |= {f"manifest-{algorithm}.txt": manifest_of(files, algorithm) for algorithm in ALGORITHMS}
    listed = {f"tagmanifest-{algorithm}.txt": manifest_of(tags, algorithm) for algorithm in ALGORITHMS}
    return dict(sorted({**files, **tags, **listed}.items(), key=lambda each: each[0].encode()))


def _info(payload: Mapping[str, bytes], info: Info) -> bytes:
    """Return bag-info.txt: the given labels, and how many bytes and files there are (Payload-Oxum)."""
    oxum = f"{sum(map(len, payload.values()))}.{len(payload)}"
    lines = []
    for label, value in (*info, ("Bag-Software-Agent", AGENT), ("Payload-Oxum", oxum)):
        if not label or ":" in label or len(f"{label}{value}".splitlines()) != 1 or value != value.strip():
            raise UsageError(f"包信息“{label}: {value!r}”不是一行文字，不能写入 bag-info.txt。")
        lines.append(f"{label}: {value}\n")
    return "".join(lines).encode()


def manifest_of(files: Mapping[str, bytes], algorithm: str) -> bytes:
    """Return a manifest: one line a file, sorted by the bytes of its name, as ``sha256sum -c`` reads it."""
    names = sorted(files, key=str.encode)
    return "".join(f"{hashlib.new(algorithm, files[name]).hexdigest()}  {name}\n" for name in names).encode()
