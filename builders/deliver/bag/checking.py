"""Checking (核对) a bag as RFC 8493 says: what is missing, extra, changed or renamed, each file by its name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from builders.deliver.assurance import Notes, printable
from builders.deliver.bag import tags
from builders.deliver.bag.aspects import COUNTED, DECLARED, DIGESTS, FETCHING, LISTED, PLACES, STRENGTH
from builders.deliver.bag.form import check_form
from builders.deliver.bag.opening import Opened, Unopenable
from builders.deliver.bag.tags import NEWEST, WEAK, Declared, Manifest, spellings

PAYLOAD = "data/"
_OXUM = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")


@dataclass
class _Bag:
    """What is known of a bag while it is checked; ``digests`` by path and algorithm, None for what cannot be read."""

    opened: Opened
    declared: Declared
    notes: Notes
    algorithms: frozenset[str] = frozenset()
    digests: dict[str, dict[str, str] | None] = field(default_factory=dict)

    @cached_property
    def composed(self) -> dict[str, str]:
        """The paths by their composed form: macOS and Linux do not agree on accents."""
        return {_nfc(path): path for path in self.opened.sizes}

    def digest(self, path: str, algorithm: str) -> str | None:
        """Return a digest of a file, which is read once for all algorithms of the bag."""
        if path not in self.digests:
            self.digests[path] = self._digests(path)
        known = self.digests[path]
        return None if known is None else known[algorithm]

    def _digests(self, path: str) -> dict[str, str] | None:
        makers = {algorithm: hashlib.new(algorithm) for algorithm in self.algorithms}
        try:
            for piece in self.opened.pieces(path):
                for maker in makers.values():
                    maker.update(piece)
        except Unopenable as fault:
            self.notes.fail(DIGESTS, "B401", str(fault), path)
            return None
        return {algorithm: maker.hexdigest() for algorithm, maker in makers.items()}

    def find(self, name: str) -> str | None:
        """Return the path of the file that a name of a manifest means, or None when it is not there."""
        for spelling in spellings(name):
            if spelling in self.opened.sizes:
                return spelling
        return next((self.composed[each] for each in map(_nfc, spellings(name)) if each in self.composed), None)


def check_bag(opened: Opened, notes: Notes) -> dict[str, list[str]]:
    """Check a bag and return what its bag-info.txt says. Raises Unopenable for what is no bag."""
    declared = tags.read_declaration(opened, notes)
    info = tags.read_info(opened, declared, notes)
    manifests = tags.read_manifests(opened, declared, notes)
    bag = _Bag(opened, declared, notes, frozenset(each.algorithm for each in manifests))
    payload = [each for each in manifests if not each.of_tags]
    for aspect in (DIGESTS, LISTED, STRENGTH, FETCHING):
        notes.look(aspect)
    if not payload:
        notes.fail(DECLARED, "B308", "没有可以核对的文件清单（manifest-….txt），不能证明内容没有改动")
    if not any(path.startswith(PAYLOAD) for path in opened.sizes):
        notes.remark(DECLARED, "B309", "data 文件夹里没有文件")
    fetched = _fetched(bag)
    listed = [_check_manifest(bag, manifest, fetched) for manifest in manifests]
    _check_extra(bag, manifests, listed)
    check_form(opened, info, notes)
    _check_count(opened, info, notes)
    _check_strength(manifests, notes)
    version = ".".join(map(str, declared.version))
    notes.look(DECLARED, f"BagIt {version}")
    notes.look(DIGESTS, f"{len(opened.sizes)}个文件，{'、'.join(dict.fromkeys(each.algorithm for each in manifests))}")
    return info


def _fetched(bag: _Bag) -> set[str]:
    """Return the paths that fetch.txt promises and the bag does not hold; they are reported, never fetched."""
    if "fetch.txt" not in bag.opened.sizes:
        return set()
    absent = set()
    for address, name in tags.read_fetch(bag.opened, bag.declared, bag.notes):
        path = bag.find(name)
        if _is_outside(name):
            bag.notes.fail(PLACES, "B205", "fetch.txt 要把文件取到包外", name)
        elif path is None:
            absent.add(spellings(name)[0])
            told = f"内容不在包里，要从 {printable(address)} 取；不会联网去取"
            bag.notes.fail(FETCHING, "B410", told, name)
        else:
            bag.notes.remark(FETCHING, "B411", "fetch.txt 里还留着它的网址；没有联网", path)
    return absent


def _check_manifest(bag: _Bag, manifest: Manifest, fetched: set[str]) -> dict[str, str]:
    """Check the lines of a manifest and return the digest of each path that it lists."""
    listed: dict[str, str] = {}
    missing: list[str] = []
    for entry in manifest.entries:
        if _is_outside(entry.name):
            bag.notes.fail(PLACES, "B205", f"{manifest.file} 列出包外的文件，不予读取", entry.name)
            continue
        path = bag.find(entry.name)
        shown = path or spellings(entry.name)[0]
        if manifest.of_tags == shown.startswith(PAYLOAD):
            bag.notes.fail(DECLARED, "B310", f"不应列在 {manifest.file} 里", shown)
        if shown in listed and listed[shown] != entry.digest:
            bag.notes.fail(DECLARED, "B311", f"在 {manifest.file} 里出现两次，摘要不同", shown)
        elif shown in listed:
            bag.notes.remark(DECLARED, "B304", f"在 {manifest.file} 里重复列出", shown)
        listed[shown] = entry.digest
        if path is None:
            missing += [] if shown in fetched else [shown]
            continue
        if unicodedata.normalize("NFC", entry.name) != unicodedata.normalize("NFC", path):
            bag.notes.remark(DECLARED, "B304", f"在 {manifest.file} 里写作“{printable(entry.name)}”", path)
        if bag.digest(path, manifest.algorithm) not in (None, entry.digest):
            bag.notes.fail(DIGESTS, "B402", "内容被改动，与清单登记的摘要不一致", path)
    if missing:
        _report_missing(bag, manifest, listed, missing)
    return listed


def _report_missing(bag: _Bag, manifest: Manifest, listed: Mapping[str, str], missing: list[str]) -> None:
    """Note files that are not there, or stand under another name, one that the manifest does not list."""
    strange = [path for path in bag.opened.sizes if path not in listed]
    strange = [path for path in strange if path.startswith(PAYLOAD) is not manifest.of_tags and path != manifest.file]
    under = {bag.digest(path, manifest.algorithm): path for path in strange}
    for path in missing:
        now = under.get(listed[path])
        if now is None:
            bag.notes.fail(LISTED, "B403", "缺少：清单里有，包里没有", path)
        else:
            bag.notes.fail(LISTED, "B405", f"改了名：清单里的“{printable(path)}”现在叫这个名称", now)


def _check_extra(bag: _Bag, manifests: list[Manifest], listed: list[dict[str, str]]) -> None:
    """Note payload files that no manifest lists; from 1.0 on each manifest of the payload must list all."""
    lists = [paths for manifest, paths in zip(manifests, listed, strict=True) if not manifest.of_tags]
    files = [manifest.file for manifest in manifests if not manifest.of_tags]
    renamed = {each.file for each in bag.notes.findings((LISTED,)) if each.code == "B405"}
    for path in bag.opened.sizes:
        absent = [file for file, paths in zip(files, lists, strict=True) if path not in paths]
        if not path.startswith(PAYLOAD) or not absent or path in renamed:
            continue
        if len(absent) == len(files):
            bag.notes.fail(LISTED, "B404", "多余：包里有，清单里没有", path)
        elif bag.declared.version >= NEWEST:
            bag.notes.fail(LISTED, "B406", f"没有列在 {'、'.join(absent)} 里", path)
    known = {path for manifest, paths in zip(manifests, listed, strict=True) if manifest.of_tags for path in paths}
    own = {manifest.file for manifest in manifests if manifest.of_tags}
    for path in bag.opened.sizes if known else ():
        if not path.startswith(PAYLOAD) and path not in known | own | renamed:
            bag.notes.remark(LISTED, "B407", "不在 tagmanifest 里，改动了也看不出来", path)


def _check_count(opened: Opened, info: Mapping[str, list[str]], notes: Notes) -> None:
    """Compare Payload-Oxum with what is there."""
    said = info.get("payload-oxum", [])
    if not said:
        notes.skip(COUNTED, "包里没有登记 Payload-Oxum")
        return
    sizes = [size for path, size in opened.sizes.items() if path.startswith(PAYLOAD)]
    match = _OXUM.fullmatch(said[0])
    if len(said) > 1 or match is None:
        notes.fail(COUNTED, "B408", f"Payload-Oxum 看不懂：{'，'.join(said)[:40]}", "bag-info.txt")
    elif (int(match[1]), int(match[2])) != (sum(sizes), len(sizes)):
        there = f"现有{sum(sizes)}字节、{len(sizes)}个文件"
        notes.fail(COUNTED, "B409", f"登记为{match[1]}字节、{match[2]}个文件，{there}", "bag-info.txt")
    notes.look(COUNTED, f"{sum(sizes)}字节，{len(sizes)}个文件")


def _check_strength(manifests: list[Manifest], notes: Notes) -> None:
    for of_tags, what in ((False, "内容"), (True, "说明文件")):
        algorithms = {each.algorithm for each in manifests if each.of_tags is of_tags}
        if algorithms and algorithms <= set(WEAK):
            told = f"{what}只有 {'、'.join(sorted(algorithms))} 摘要，能防误改，不能防有意伪造"
            notes.remark(STRENGTH, "B412", told)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _is_outside(name: str) -> bool:
    """Return whether a name of a manifest leaves the bag."""
    return any(
        each.startswith(("/", "~")) or ".." in re.split(r"[/\\]", each) or each[1:2] == ":" or "\0" in each
        for each in spellings(name)
    )
