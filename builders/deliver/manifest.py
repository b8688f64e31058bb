"""The manifest (清单): what a document was made from, with what, and what came out, each by its sha256."""

from __future__ import annotations

import json
import platform
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import builders
from builders.core.digests import canonical_json, digest
from builders.model.face import Face, FaceSet
from builders.model.fact import Fact, FactUse
from builders.model.manuscript import Manuscript
from builders.model.revision import Revision

MANIFEST_NAME = "manifest.json"
TOOLS = ("pypandoc_binary", "typst", "python-docx", "lxml", "openpyxl", "jinja2", "matplotlib", "pandas")
_MADE_WITH = ("schema", "manuscript", "tools", "fonts")
"""What must be equal for a document of an older run to be what this run would make."""


def manifest(
    manuscript: Manuscript, inputs: Mapping[str, str], outputs: Mapping[str, bytes], faces: FaceSet, characters: int
) -> dict[str, Any]:
    """Return the manifest of one document; ``inputs`` are sha256 by workspace path. No path of the machine gets in.

    ``characters`` is the length of the text (字数).
    """
    return {
        "schema": "make-report/manifest/1",
        "notice": manuscript.notice,
        "artifact": manuscript.artifact,
        "unit": manuscript.unit,
        "period": manuscript.period,
        "title": manuscript.name,
        "date": manuscript.date.isoformat(),
        "status": manuscript.status,
        "marks": list(manuscript.marks),
        "characters": characters,
        "version": manuscript.version,
        "revision": (manuscript.revision or Revision()).values,
        "manuscript": manuscript.digest,
        "inputs": [{"file": file, "sha256": inputs[file]} for file in sorted(inputs)],
        "tools": tools(),
        "fonts": [_font(face) for face in faces.faces],
        "outputs": [
            {"file": name, "bytes": len(outputs[name]), "sha256": digest(outputs[name])} for name in sorted(outputs)
        ],
    }


def _font(face: Face) -> dict[str, str]:
    """Return what the manifest says of a font: its file by name, never by path."""
    return {
        "role": face.role,
        "label": face.label,
        "file": face.path.name,
        "sha256": face.sha256,
        "origin": face.origin,
    }


def tools() -> dict[str, str]:
    """Return the versions of everything that can change a byte of the outputs."""
    found = {
        "make-report": builders.__version__,
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    for name in TOOLS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "未知"
    return found


@dataclass(frozen=True)
class Earlier:
    """What the manifest of an older run says; ``outputs`` are sha256 by file name. Empty when there is none of ours."""

    said: Mapping[str, Any] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)

    def shows(self, manuscript: Manuscript, faces: FaceSet) -> bool:
        """Return whether its documents are what this run would make: same manuscript, tools and fonts."""
        now = manifest(manuscript, {}, {}, faces, 0)
        return all(self.said.get(key) == now[key] for key in _MADE_WITH)


def read_manifest(folder: Path, manuscript: Manuscript) -> Earlier:
    """Return what an older run of the same document left in a folder.

    A manifest that makes no sense, or is of another document, counts as none: its files are then somebody else's.
    Raises OSError when there is one and the disk does not give it.
    """
    try:
        said = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
        return Earlier()
    same = isinstance(said, dict) and all(
        said.get(key) == getattr(manuscript, key) for key in ("notice", "artifact", "unit", "period")
    )
    outputs = said.get("outputs") if same else None
    return Earlier(said, _listed(outputs)) if isinstance(outputs, list) else Earlier()


def _listed(outputs: list[Any]) -> dict[str, str]:
    """Return the entries that name a file of the folder itself and its sha256."""
    found = {}
    for entry in outputs:
        name, sha256 = (entry.get("file"), entry.get("sha256")) if isinstance(entry, dict) else (None, None)
        if isinstance(name, str) and isinstance(sha256, str) and name == Path(name).name != "..":
            found[name] = sha256
    return found


def facts_json(manuscript: Manuscript) -> bytes:
    """Return the facts that a document prints, each with its lineage and the places where it stands."""
    printed: dict[int, list[FactUse]] = {}
    for use in manuscript.uses:
        printed.setdefault(use.fact, []).append(use)
    facts = [fact_entry(fact, printed.get(index, ())) for index, fact in enumerate(manuscript.facts)]
    return canonical_json({"schema": "make-report/facts/1", "title": manuscript.name, "facts": facts})


def fact_entry(fact: Fact, uses: Iterable[FactUse]) -> dict[str, Any]:
    """Return a fact as JSON says it: value as text, so that no digit is lost, with cells and places."""
    return {
        "name": fact.name,
        "key": fact.key,
        "value": str(fact.value),
        "unit": fact.unit,
        "places": fact.places,
        "formula": fact.formula,
        "sources": [asdict(cell) for cell in fact.sources],
        "printed": [{"line": use.line, "section": use.section, "text": use.text} for use in uses],
    }
