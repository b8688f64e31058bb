"""The manifest (清单): what a document was made from, with what, and what came out, each by its sha256."""

from __future__ import annotations

import json
import platform
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import builders
from builders.core.digests import canonical_json, digest
from builders.model.face import Face, FaceSet
from builders.model.fact import Fact, FactUse
from builders.model.manuscript import Manuscript

MANIFEST_NAME = "manifest.json"
TOOLS = ("pypandoc_binary", "typst", "python-docx", "lxml", "jinja2", "matplotlib", "pandas")


def manifest(
    manuscript: Manuscript, inputs: Mapping[str, str], outputs: Mapping[str, bytes], faces: FaceSet
) -> dict[str, Any]:
    """Return the manifest of one document; ``inputs`` are sha256 by workspace path. No path of the machine gets in."""
    return {
        "schema": "make-report/manifest/1",
        "notice": manuscript.notice,
        "artifact": manuscript.artifact,
        "unit": manuscript.unit,
        "period": manuscript.period,
        "title": manuscript.title,
        "date": manuscript.date.isoformat(),
        "status": manuscript.status,
        "marks": list(manuscript.marks),
        "version": manuscript.version,
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


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of an output folder, or None when there is none that can be read."""
    try:
        found = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("outputs"), list) else None


def facts_json(manuscript: Manuscript) -> bytes:
    """Return the facts that a document prints, each with its lineage and the places where it stands."""
    printed: dict[str, list[FactUse]] = {}
    for use in manuscript.uses:
        printed.setdefault(use.title, []).append(use)
    facts = [_fact(fact, printed.get(fact.title, [])) for fact in manuscript.facts]
    return canonical_json({"schema": "make-report/facts/1", "title": manuscript.title, "facts": facts})


def _fact(fact: Fact, uses: list[FactUse]) -> dict[str, Any]:
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
