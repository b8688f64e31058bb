"""Golden digests (标准摘要): what each document of a release holds, so that anybody can see that they made the same.

A document is what its inputs, the fonts, the tools and our program make it. Each of them is kept as a digest, so that a
difference can be told by its cause.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from builders import __version__
from builders.core.digests import canonical_json, digest
from builders.deliver.content_digest import content_digest
from builders.deliver.manifest import MANIFEST_NAME

FILE = Path(__file__).with_name("golden.json")
DOCUMENTS = (".docx", ".pdf", ".xlsx")
SELF = "make-report"


@dataclass(frozen=True)
class Golden:
    """One document: digests of its inputs, fonts, tools and manuscript, and the content digest of each file."""

    inputs: str
    fonts: str
    tools: str
    manuscript: str
    files: dict[str, str]


def golden_of(outputs: Mapping[str, bytes]) -> dict[str, Golden]:
    """Return what to keep of every document among the outputs, by its folder."""
    found = {}
    for path, content in outputs.items():
        place = PurePosixPath(path)
        if place.name != MANIFEST_NAME or place.parts[0] == "bundles":
            continue
        manifest = json.loads(content)
        beside = {PurePosixPath(name): each for name, each in outputs.items()}
        found[place.parent.as_posix()] = Golden(
            digest(canonical_json(manifest["inputs"])),
            digest(canonical_json(sorted({font["sha256"] for font in manifest["fonts"]}))),
            digest(canonical_json({name: each for name, each in manifest["tools"].items() if name != SELF})),
            manifest["manuscript"],
            {
                name.name: content_digest(each)
                for name, each in sorted(beside.items())
                if name.parent == place.parent and name.suffix in DOCUMENTS
            },
        )
    return found


def verdict(kept: Golden, found: Golden) -> str:
    """Return ``equal``, or why a document is another one than the release's."""
    if kept.files == found.files:
        return "equal"
    if kept.inputs != found.inputs:
        return "inputs differ"
    if kept.fonts != found.fonts:
        return "fonts differ"
    if kept.tools != found.tools:
        return "toolchain differs"
    where = "manuscript" if kept.manuscript != found.manuscript else "typesetting"
    files = [name for name, each in found.files.items() if kept.files.get(name) != each]
    return f"content differs ({where}): {'、'.join(files)}"


def read_golden(file: Path = FILE) -> dict[str, Golden]:
    """Return what is kept of this version, nothing where there is none."""
    if not file.is_file():
        return {}
    kept: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="utf-8")).get(__version__, {})
    return {name: Golden(**each) for name, each in kept.items()}


def write_golden(found: Mapping[str, Golden], file: Path = FILE) -> None:
    """Keep the documents of this version; those of others stay."""
    kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    kept[__version__] = {name: asdict(each) for name, each in sorted(found.items())}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
