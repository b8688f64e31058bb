"""Our own lint of a Word file as a package (OPC): names, sizes, content types, relationships, kinds of pictures.

These are the faults at which Word refuses or repairs a file, or fetches what it should not, and of which the schema
says nothing.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from lxml import etree

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
TYPES_PART = "[Content_Types].xml"
LARGEST_PACKAGE = 100_000_000
LARGEST_RATIO = 200
SMALL = 1_000_000
"""Parts below this size may be packed as tightly as they like: a table of equal rows packs well."""
MAGIC = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8"}
ACTIVE = {
    "vbaProject", "activeXControlBinary", "control", "oleObject", "package", "attachedTemplate", "aFChunk", "frame",
    "subDocument", "mailMergeSource",
}  # fmt: skip
"""Types of relationships that bring programs, other files or other people's templates into a document."""


@dataclass(frozen=True)
class Relationship:
    """A relationship of a part: ``target`` is a part's name, or an address when it is ``external``."""

    id: str
    type: str
    target: str
    external: bool


class Package:
    """The parts of a Word file by name; trees of those that are XML. Raises BadZipFile."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as package:
            self.entries: list[ZipInfo] = package.infolist()
            self.bomb = _bomb(self.entries)
            self.parts = {} if self.bomb else {entry.filename: package.read(entry) for entry in self.entries}
        self.trees: dict[str, etree._Element] = {}
        self.malformed: dict[str, str] = {}
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for name, blob in self.parts.items():
            if name.endswith((".xml", ".rels")):
                try:
                    self.trees[name] = etree.fromstring(blob, parser)
                except etree.XMLSyntaxError as fault:
                    self.malformed[name] = str(fault)

    @cached_property
    def relationships(self) -> dict[str, list[Relationship]]:
        """The relationships of each part; those of the package itself under the empty name."""
        found = {}
        for name, tree in self.trees.items():
            if name.endswith(".rels"):
                folder, file = posixpath.split(name)
                source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
                found[source] = [_relationship(each, source) for each in tree.iter(f"{RELATIONSHIPS}Relationship")]
        return found


def package_faults(package: Package) -> Iterator[str]:
    """Yield what is wrong with the package, whatever its parts say."""
    if package.bomb:
        yield package.bomb
        return
    yield from _names(package)
    for name, fault in package.malformed.items():
        yield f"{name}: not well-formed: {fault}"
    for name, tree in package.trees.items():
        if tree.getroottree().docinfo.internalDTD is not None:
            yield f"{name}: has a DOCTYPE"
    if TYPES_PART not in package.trees:
        yield f"{TYPES_PART}: missing"
        return
    yield from _content_types(package)
    yield from _targets(package)
    yield from _orphans(package)


def _bomb(entries: list[ZipInfo]) -> str:
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_PACKAGE:
        return f"package: unpacks to {total} bytes"
    for entry in entries:
        if entry.file_size > SMALL and entry.file_size > LARGEST_RATIO * max(1, entry.compress_size):
            return f"{entry.filename}: unpacks to more than {LARGEST_RATIO} times its size"
    return ""


def _names(package: Package) -> Iterator[str]:
    names = [entry.filename for entry in package.entries]
    for name, count in Counter(name.lower() for name in names).items():
        if count > 1:
            yield f"{name}: stands {count} times in the package"
    for name in names:
        steps = name.split("/")
        if name.startswith("/") or "\\" in name or ":" in name or {"", ".", ".."} & set(steps):
            yield f"{name}: no name of a part"


def _content_types(package: Package) -> Iterator[str]:
    types = package.trees[TYPES_PART]
    suffixes = {each.get("Extension", "").lower(): each.get("ContentType") for each in types.iter(f"{TYPES}Default")}
    overrides = [each.get("PartName", "").removeprefix("/") for each in types.iter(f"{TYPES}Override")]
    declared = {each.get("PartName", "")[1:]: each.get("ContentType") for each in types.iter(f"{TYPES}Override")}
    for name, count in Counter(overrides).items():
        if count > 1:
            yield f"{name}: has {count} content types"
        if name not in package.parts:
            yield f"{name}: has a content type and is not there"
    for name, blob in package.parts.items():
        if name == TYPES_PART:
            continue
        kind = declared.get(name) or suffixes.get(name.rpartition(".")[2].lower())
        if kind is None:
            yield f"{name}: has no content type"
        elif kind.startswith("image/") and not blob.startswith(MAGIC.get(kind, blob[:1])):
            yield f"{name}: is not {kind}"
        elif kind == "application/xml" and not name.startswith("customXml/"):
            yield f"{name}: has no content type of its own"


def _targets(package: Package) -> Iterator[str]:
    for source, relationships in package.relationships.items():
        place = source or "package"
        if source and source not in package.parts:
            yield f"{source}: has relationships and is not there"
        for id, count in Counter(each.id for each in relationships).items():
            if count > 1:
                yield f"{place}: relationship {id} stands {count} times"
        for each in relationships:
            if each.external and each.type != HYPERLINK:
                yield f"{place}: relationship {each.id} fetches {each.target}"
            elif each.external and not each.target.startswith(("http://", "https://", "mailto:")):
                yield f"{place}: hyperlink {each.id} leads to {each.target}"
            elif not each.external and each.target not in package.parts:
                yield f"{place}: relationship {each.id} leads to {each.target}, which is not there"
            if each.type.rpartition("/")[2] in ACTIVE:
                yield f"{place}: relationship {each.id} brings in {each.type.rpartition('/')[2]}"


def _orphans(package: Package) -> Iterator[str]:
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        source = waiting.pop()
        targets = {each.target for each in package.relationships.get(source, []) if not each.external}
        waiting += targets - reached
        reached |= targets
    for name in package.parts:
        if name not in reached and name != TYPES_PART and not name.endswith(".rels"):
            yield f"{name}: no relationship leads to it"


def _relationship(element: etree._Element, source: str) -> Relationship:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target))[1:]
    return Relationship(element.get("Id", ""), element.get("Type", ""), target, external)

