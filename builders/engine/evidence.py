"""Evidence (佐证): whether what a bundle of ours says of itself agrees: record, manifests, tables, facts, documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from builders.compose.composing import SAMPLE_MARK
from builders.conform.finding import PROFILES
from builders.conform.isolation import inspect_isolated
from builders.conform.unreadable import Unreadable
from builders.core.digests import digest
from builders.deliver.assurance import Notes
from builders.deliver.bag.opening import Opened
from builders.deliver.bundle_aspects import CONFORMING, HARMLESS, NUMBERS, OWN, RECORDED
from builders.deliver.bundle_layout import (
    DOCUMENTS,
    RECORD,
    SOURCES,
    read_record,
)
from builders.deliver.content_digest import content_digest_of_all
from builders.deliver.manifest import MANIFEST_NAME
from builders.engine.accounting import check_numbers
from builders.engine.harmless import programs_in
from builders.engine.reports import SCHEMAS, is_report

PAYLOAD = "data/"
LARGEST = 200_000_000
MISREAD = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)
"""What reading values goes wrong with that are not what they should be."""
_OF_DOCUMENT = ("artifact", "title", "date", "status", "version", "revision")
_OF_BUNDLE = ("notice", "period", "tools", "fonts")
"""What manifest and record say alike."""


def check_evidence(opened: Opened, notes: Notes) -> Mapping[str, Any] | None:
    """Check a bundle of ours and return its record, None when that cannot be understood."""
    for aspect in OWN:
        notes.look(aspect)
    try:
        said = read_record(opened.read(PAYLOAD + RECORD, LARGEST))
        for entry in said["documents"]:
            _check_document(opened, entry, said, notes)
        _check_rest(opened, said, notes)
    except MISREAD:
        notes.fail(RECORDED, "B501", "构建记录看不懂，不能核对", PAYLOAD + RECORD)
        return None
    count = len(said["documents"])
    notes.look(RECORDED, f"{count}份文件，{len(said['inputs'])}个数据、正文和模板文件")
    return said


def files_of(opened: Opened, entry: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files of a document that are in the bundle, by name. Raises Unopenable."""
    home = f"{PAYLOAD}{DOCUMENTS}/{entry['folder']}/"
    return {name: opened.read(home + name, LARGEST) for name in entry["files"] if home + name in opened.sizes}


def _check_document(opened: Opened, entry: Mapping[str, Any], said: Mapping[str, Any], notes: Notes) -> None:
    """Check one document: its files against the record and its manifest, its form, its numbers."""
    home = f"{PAYLOAD}{DOCUMENTS}/{entry['folder']}/"
    files = files_of(opened, entry)
    for name, digests in sorted(entry["files"].items()):
        if name not in files:
            notes.fail(RECORDED, "B502", "构建记录里有，包里没有", home + name)
        elif digest(files[name]) != digests["sha256"]:
            notes.fail(RECORDED, "B503", "与构建记录登记的摘要不一致", home + name)
    try:
        _check_manifest(entry, files, said, notes, home)
    except MISREAD:
        notes.fail(RECORDED, "B501", "清单看不懂，不能核对", home + MANIFEST_NAME)
    for name, content in sorted(files.items()):
        if found := programs_in(name, content):
            told = f"含有宏、脚本、嵌入的文件或外部模板：{'、'.join(found[:3])}"
            notes.fail(HARMLESS, "B521", told, home + name)
        _check_form(name, content, entry, home, notes)
    try:
        check_numbers(opened, entry, files, home, notes)
    except MISREAD:
        notes.fail(NUMBERS, "B501", "数据出处（facts.json）看不懂，不能核对", home)


def _check_manifest(
    entry: Mapping[str, Any], files: Mapping[str, bytes], said: Mapping[str, Any], notes: Notes, home: str
) -> None:
    if MANIFEST_NAME not in files:
        return
    manifest = json.loads(files[MANIFEST_NAME])
    recorded = {**{key: entry[key] for key in _OF_DOCUMENT}, **{key: said[key] for key in _OF_BUNDLE}}
    for key, known in {**recorded, "unit": said["unit_name"]}.items():
        if manifest[key] != known:
            notes.fail(RECORDED, "B504", f"清单与构建记录不一致（{key}）", home + MANIFEST_NAME)
    if (SAMPLE_MARK in manifest["marks"]) is not said["sample"]:
        notes.fail(RECORDED, "B504", "清单与构建记录不一致（sample）", home + MANIFEST_NAME)
    listed = {each["file"]: each["sha256"] for each in manifest["outputs"]}
    for name in sorted({*listed, *files} - {MANIFEST_NAME}):
        if name not in files or listed.get(name) != digest(files[name]):
            notes.fail(RECORDED, "B505", "与 manifest.json 登记的不一致", home + name)
    known = {(each["file"], each["sha256"]) for each in said["inputs"]}
    for each in manifest["inputs"]:
        if (each["file"], each["sha256"]) not in known:
            notes.fail(RECORDED, "B504", f"清单与构建记录不一致（{each['file']}）", home + MANIFEST_NAME)


def _check_rest(opened: Opened, said: Mapping[str, Any], notes: Notes) -> None:
    """Check the inputs and the reports against the record, and look for files that no record knows."""
    home = f"{PAYLOAD}{SOURCES}/"
    known = {home + each["file"]: each["sha256"] for each in said["inputs"]}
    reports = {PAYLOAD + path: said["reports"].get(path) for path in SCHEMAS}
    for path, sha256 in (*sorted(known.items()), *reports.items()):
        if path not in opened.sizes:
            notes.fail(RECORDED, "B502", "构建记录里有，包里没有", path)
        elif digest(opened.read(path, LARGEST)) != sha256:
            notes.fail(RECORDED, "B503", "与构建记录登记的摘要不一致", path)
    for path in reports:
        if path in opened.sizes and not is_report(path.removeprefix(PAYLOAD), opened.read(path, LARGEST)):
            notes.fail(RECORDED, "B501", "检验报告看不懂", path)
    documents = {f"{PAYLOAD}{DOCUMENTS}/{path}": content for path, content in _documents(opened, said)}
    own = {*known, *documents, *reports, PAYLOAD + RECORD}
    for path in opened.sizes:
        if path.startswith(PAYLOAD) and path not in own:
            notes.fail(RECORDED, "B506", "构建记录里没有这个文件", path)
    everything = {path.removeprefix(PAYLOAD): content for path, content in documents.items()}
    if content_digest_of_all(everything) != said["content_digest"]:
        notes.fail(RECORDED, "B507", "内容摘要与构建记录不一致", PAYLOAD + RECORD)


def _documents(opened: Opened, said: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    for entry in said["documents"]:
        for name, content in files_of(opened, entry).items():
            yield f"{entry['folder']}/{name}", content


def _check_form(name: str, content: bytes, entry: Mapping[str, Any], home: str, notes: Notes) -> None:
    """Measure a document in a process of its own, as anybody would."""
    if not name.endswith((".docx", ".pdf")):
        return
    profile = next((each for each in PROFILES if each == entry["profile"]), PROFILES[0])
    try:
        for finding in inspect_isolated(content, profile).violations:
            clause = f"第{finding.rule.clause}条" if finding.rule.clause else ""
            told = f"{clause}{finding.rule.subject}：要求{finding.rule.required}，实测{finding.measured}"
            notes.fail(CONFORMING, finding.rule.code, told, home + name)
    except Unreadable as fault:
        notes.fail(CONFORMING, "B511", str(fault), home + name)
