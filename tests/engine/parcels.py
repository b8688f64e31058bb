"""Parcels (报送包) of the small workspace: one made in earnest, and forgeries that put all lists of digests right."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builders.core.digests import canonical_json, digest
from builders.deliver.assurance import Assurance, Finding
from builders.deliver.bag.packing import pack
from builders.deliver.bag.writer import bag
from builders.deliver.bundle_layout import RECORD
from builders.deliver.content_digest import content_digest, content_digest_of_all
from builders.engine.bundling import Bundle, bundle_documents, orders_of
from builders.engine.making import make_documents
from builders.engine.programme import Programme
from builders.model.face import FaceSet
from builders.model.period import parse_period

HOME = "报送文件/small/2023H1/甲县/"
TITLE = "甲县2023年上半年情况简报"
DOCX, PDF = f"{HOME}{TITLE}.docx", f"{HOME}{TITLE}.pdf"
FACTS, MANIFEST = f"{HOME}facts.json", f"{HOME}manifest.json"
ITEMS = "工作区/data/small/items.csv"
INFO = (("Source-Organization", "甲县"), ("Bagging-Date", "2023-06-08"))

Change = Callable[[bytes], bytes]


def bundle_of(programme: Programme, faces: FaceSet, output: Path, unit: str = "甲县", period: str = "2023H1") -> Bundle:
    """The bundle of a county, its documents made first."""
    [whose] = [each for each in programme.notice.units if each.name == unit]
    _, orders, skips = orders_of(programme, whose, parse_period(period), [], sample=True)
    assert not skips
    made, _ = make_documents([(programme, order) for order in orders], faces, (), output, sample=True)
    return bundle_documents(programme, list(zip(orders, made, strict=True)), output)


@dataclass(frozen=True)
class Parcel:
    """A bundle made once; every forgery starts from its payload."""

    bundle: Bundle

    @property
    def payload(self) -> dict[str, bytes]:
        return {path[5:]: content for path, content in self.bundle.files.items() if path.startswith("data/")}

    def forged(self, changes: Mapping[str, bytes | Change | None], *, honest: bool = False) -> bytes:
        """The zip with some files changed, left out (None) or added, and digests put right in the lists of the bag.

        ``honest`` puts them right in the manifest of the document and in the build record as well.
        """
        payload = self.payload
        for path, change in changes.items():
            if change is None:
                del payload[path]
            else:
                payload[path] = change(payload[path]) if callable(change) else change
        if honest:
            payload |= _put_right(payload)
        return pack(bag(payload, INFO), self.bundle.name)


def _put_right(payload: Mapping[str, bytes]) -> dict[str, bytes]:
    manifest = json.loads(payload[MANIFEST])
    manifest["outputs"] = [entry for entry in manifest["outputs"] if HOME + entry["file"] in payload]
    for entry in manifest["outputs"]:
        content = payload[HOME + entry["file"]]
        entry |= {"bytes": len(content), "sha256": digest(content)}
    for entry in manifest["inputs"]:
        entry["sha256"] = digest(payload[f"工作区/{entry['file']}"])
    files = dict(payload) | {MANIFEST: canonical_json(manifest)}
    record = json.loads(payload[RECORD])
    for entry in record["inputs"]:
        entry["sha256"] = digest(files[f"工作区/{entry['file']}"])
    [document] = record["documents"]
    document["files"] = {name: said for name, said in document["files"].items() if HOME + name in files}
    for name, digests in document["files"].items():
        content = files[HOME + name]
        digests |= {"sha256": digest(content), "content_digest": content_digest(content)}
    record["reports"] = {path: digest(files[path]) for path in record["reports"] if path in files}
    documents = {path: content for path, content in files.items() if path.startswith(HOME)}
    record["content_digest"] = content_digest_of_all(documents)
    return {MANIFEST: files[MANIFEST], RECORD: canonical_json(record)}


def replacing(old: str, new: str) -> Change:
    """A change of one text in a file."""

    def change(content: bytes) -> bytes:
        text = content.decode("utf-8")
        assert old in text, old
        return text.replace(old, new, 1).encode()

    return change


def editing(edit: Callable[[Any], None]) -> Change:
    """A change of the values in a JSON file."""

    def change(content: bytes) -> bytes:
        values = json.loads(content)
        edit(values)
        return canonical_json(values)

    return change


def failed(assurance: Assurance) -> set[tuple[str, str]]:
    """Code and file of what speaks against a bundle."""
    return {(each.code, each.file) for each in assurance.failures}


def one(assurance: Assurance, code: str) -> Finding:
    """The first finding with a code."""
    return next(each for each in assurance.findings if each.code == code)
