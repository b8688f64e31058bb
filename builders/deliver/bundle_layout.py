"""The layout of a bundle (报送包的结构): where in the payload what lies, and the record of how it was made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from builders.core.digests import canonical_json, digest
from builders.deliver.content_digest import content_digest, content_digest_of_all

DOCUMENTS = "报送文件"
"""The outputs, in the folders of ``outputs/``."""
SOURCES = "工作区"
"""What they were made from, itself a workspace."""
REPORTS = "检验报告"
CHECK_REPORT = f"{REPORTS}/检查.json"
CONFORMANCE_REPORT = f"{REPORTS}/公文格式.json"
RECORD = "构建记录.json"
SCHEMA = "make-report/bundle/1"


@dataclass(frozen=True)
class Bundled:
    """A document in a bundle: its folder below ``报送文件`` and what its manifest says of it.

    ``profile`` is the form that conformance measures it as, ``content`` the path of its prose in the workspace.
    """

    folder: str
    artifact: str
    title: str
    date: str
    status: str
    version: str
    profile: str
    content: str
    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]

    @property
    def state(self) -> str:
        """What people are told of it: whether it is a draft, and its version."""
        return f"{'草稿' if self.status == 'draft' else '定稿'}，{self.version}"

    @property
    def paths(self) -> dict[str, bytes]:
        """The files by path in the payload."""
        return {f"{DOCUMENTS}/{self.folder}/{name}": content for name, content in self.files.items()}


def record(
    head: Mapping[str, Any],
    documents: tuple[Bundled, ...],
    sources: Mapping[str, bytes],
    reports: Mapping[str, bytes],
) -> dict[str, Any]:
    """Return the record of how a bundle was made (构建记录): inputs, reports, tools, fonts, and digests of
    all documents.

    ``head`` says whose bundle it is, ``reports`` are by path in the payload. No path, no time and no
    name of the machine gets in.
    """
    everything = {path: content for document in documents for path, content in document.paths.items()}
    return {
        "schema": SCHEMA,
        **head,
        "documents": [_entry(document) for document in documents],
        "inputs": [{"file": file, "sha256": digest(sources[file])} for file in sorted(sources)],
        "reports": {path: digest(reports[path]) for path in sorted(reports)},
        "tools": documents[0].manifest["tools"],
        "fonts": documents[0].manifest["fonts"],
        "content_digest": content_digest_of_all(everything),
    }


def _entry(document: Bundled) -> dict[str, Any]:
    said = {key: value for key, value in asdict(document).items() if key not in ("files", "manifest")}
    digests = {
        name: {"sha256": digest(content), "content_digest": content_digest(content)}
        for name, content in document.files.items()
    }
    return {**said, "revision": document.manifest["revision"], "files": digests}


def read_record(content: bytes) -> dict[str, Any]:
    """Return the record of a bundle. Raises ValueError for what is none, or of a kind that is not known here."""
    said = json.loads(content)
    if not isinstance(said, dict) or said.get("schema") != SCHEMA:
        raise ValueError("不是本工具的构建记录")
    for entry in said["documents"]:
        if not all(isinstance(entry[key], str) for key in ("folder", "artifact", "title", "profile", "content")):
            raise ValueError("构建记录不完整")
        if not isinstance(entry["files"], dict) or not isinstance(entry["revision"], dict):
            raise ValueError("构建记录不完整")
    words = all(isinstance(said[key], str) for key in ("notice", "unit", "period", "source_date_epoch"))
    lists = all(isinstance(each, dict) for key in ("inputs", "fonts") for each in said[key])
    if not words or not lists or not all(isinstance(said[key], dict) for key in ("tools", "reports")):
        raise ValueError("构建记录不完整")
    return said


def record_bytes(said: Mapping[str, Any]) -> bytes:
    """Return the record as its file."""
    return canonical_json(said)
