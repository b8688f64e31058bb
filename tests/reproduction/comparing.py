"""Comparing (比较): two folders of outputs byte by byte, and in which part of which file they differ."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from builders.core.lock import LOCK_NAME

ZIP = b"PK\x03\x04"


def outputs_of(root: Path) -> dict[str, bytes]:
    """Return every file below the outputs of a workspace by path, but for the lock."""
    folder = root / "outputs"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LOCK_NAME
    }


def differences(here: Mapping[str, bytes], there: Mapping[str, bytes], inside: str = "") -> list[str]:
    """Return in words where two sets of files differ; a difference in a zip is named by its part."""
    found = [f"{inside}{name}: only here" for name in sorted(here.keys() - there.keys())]
    found += [f"{inside}{name}: only there" for name in sorted(there.keys() - here.keys())]
    for name in sorted(here.keys() & there.keys()):
        if here[name] != there[name]:
            found += _difference(f"{inside}{name}", here[name], there[name])
    return found


def _difference(name: str, here: bytes, there: bytes) -> list[str]:
    if here.startswith(ZIP) and there.startswith(ZIP):
        within = differences(_parts(here), _parts(there), f"{name} → ")
        return within or [f"{name}: the same parts, packed otherwise"]
    pairs = zip(here, there, strict=False)
    at = next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(here), len(there)))
    sizes = f"{len(here)} and {len(there)} bytes"
    return [f"{name}: from byte {at} on ({sizes}): {_around(here, at)} / {_around(there, at)}"]


def _around(content: bytes, at: int) -> str:
    return content[max(0, at - 20) : at + 30].decode("utf-8", "replace").replace("\n", "\\n")


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {entry.filename: package.read(entry) for entry in package.infolist()}
