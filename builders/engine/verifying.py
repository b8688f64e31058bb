"""Verifying (核验) a bundle: nothing in it is believed, nothing fetched, nothing written but into a passing folder."""

from __future__ import annotations

from pathlib import Path

from builders.core.digests import digest
from builders.deliver.assurance import Assurance, Notes
from builders.deliver.bag.checking import check_bag
from builders.deliver.bag.opening import MOST_OF_A_TAG, Opened, Unopenable, open_bundle
from builders.deliver.bundle_aspects import OPENED, ORDER, OWN, PRIVATE, REBUILT, SIGNED
from builders.deliver.bundle_layout import RECORD, SOURCES
from builders.deliver.signature import Unsigned, fingerprint_of, is_available, signer_of
from builders.deliver.statement import SIGNATURE_SUFFIX, SUFFIX, TAG_LIST, subjects_of
from builders.engine.discretion import check_discretion
from builders.engine.evidence import LARGEST, PAYLOAD, check_evidence
from builders.engine.rebuilding import check_rebuild

FOREIGN = "不是 make-report 的报送包，没有构建记录"


def verify(
    path: Path,
    *,
    rebuild: bool = False,
    signers: Path | None = None,
    principal: str = "",
    templates: Path | None = None,
) -> Assurance:
    """Return everything that was found about a bundle, a folder or a zip, of this program or of any other.

    ``signers`` is the list of who may sign, ``principal`` the one of it who must have; ``rebuild`` makes the documents
    again and compares. Programs among the templates run only when ``templates``, a folder of one's own, holds the same.
    Raises UsageError when there is no such list.
    """
    notes, foreign = Notes(), False
    try:
        opened = open_bundle(path, notes)
        check_bag(opened, notes)
        notes.look(OPENED, opened.name)
        foreign = PAYLOAD + RECORD not in opened.sizes
        _check_signature(path, opened, notes, signers, principal)
        _check_own(opened, notes, rebuild=rebuild, templates=templates)
    except Unopenable as fault:
        notes.fail(OPENED, "B300", str(fault))
    return Assurance(notes.findings(ORDER), foreign)


def _check_own(opened: Opened, notes: Notes, *, rebuild: bool, templates: Path | None) -> None:
    """Look at what only a bundle of this program has."""
    if PAYLOAD + RECORD not in opened.sizes:
        for aspect in (*OWN, PRIVATE):
            notes.skip(aspect, FOREIGN)
        if rebuild:
            notes.fail(REBUILT, "B700", FOREIGN)
        return
    said = check_evidence(opened, notes)
    _check_discretion(opened, notes)
    if not rebuild:
        notes.skip(REBUILT, "没有要求（加 --rebuild）")
    elif said is not None:
        check_rebuild(opened, said, notes, templates)
    else:
        notes.fail(REBUILT, "B700", "构建记录看不懂，不能重建")


def _check_discretion(opened: Opened, notes: Notes) -> None:
    """Look for personal data in every file of the bundle and in the files in them."""
    notes.look(PRIVATE)
    files = {path: opened.read(path, LARGEST) for path in opened.sizes}
    home = f"{PAYLOAD}{SOURCES}/"
    sources = {path.removeprefix(home): content for path, content in files.items() if path.startswith(home)}
    for problem in check_discretion("bag", files, sources, isolated=True):
        told = f"{problem.message}{f'（{problem.value}）' if problem.value else ''}"
        where = problem.place.column.removeprefix("bag/")
        if problem.severity == "error":
            notes.fail(PRIVATE, problem.code, told, where)
        else:
            notes.remark(PRIVATE, problem.code, told, where)


def _check_signature(path: Path, opened: Opened, notes: Notes, signers: Path | None, principal: str) -> None:
    """Look for a statement and its signature beside the bundle, and ask whose it is."""
    path = path if path.name not in ("", "..") else path.resolve()  # beside “.” is the folder above
    stems = dict.fromkeys((path.stem if opened.content is not None else path.name, opened.name))
    places = [(path.parent / (stem + SUFFIX), path.parent / (stem + SIGNATURE_SUFFIX)) for stem in stems]
    found = next((pair for pair in places if all(each.is_file() for each in pair)), None)
    if found is None:
        half = next((each for pair in places for each in pair if each.is_file()), None)
        if signers is not None or half is not None:
            lacking = f"只有 {half.name}，缺少另一半" if half else f"旁边没有签名文件（{SUFFIX} 和 {SIGNATURE_SUFFIX}）"
            notes.fail(SIGNED, "B601", lacking)
        else:
            notes.skip(SIGNED, "没有签名")
        return
    if any(each.stat().st_size > MOST_OF_A_TAG for each in found):
        notes.fail(SIGNED, "B601", "签名文件太大，不像签名")
        return
    statement, signature = (each.read_bytes() for each in found)
    _check_subject(opened, statement, notes)
    if not is_available():
        notes.skip(SIGNED, "本机没有 ssh-keygen，不能核对签名")
        return
    try:
        if signers is None:
            key = fingerprint_of(statement, signature)
            notes.skip(SIGNED, f"签名完好，密钥指纹 {key}；没有给出名单（--signer），不知是谁的密钥")
            return
        name = signer_of(statement, signature, signers, principal)
    except Unsigned as fault:
        notes.fail(SIGNED, "B602", str(fault))
        return
    if principal and name != principal:
        notes.fail(SIGNED, "B603", f"签名人是{name}，不是{principal}")
    notes.look(SIGNED, f"签名人：{name}")


def _check_subject(opened: Opened, statement: bytes, notes: Notes) -> None:
    """Compare the digests of the statement with the bundle: of the zip, or of the bag's list of digests."""
    try:
        subjects = subjects_of(statement)
    except ValueError:
        notes.fail(SIGNED, "B604", "旁边的声明看不懂")
        return
    listed = {sha256 for name, sha256 in subjects.items() if name.endswith(f"/{TAG_LIST}")}
    there = digest(opened.read(TAG_LIST, MOST_OF_A_TAG)) if TAG_LIST in opened.sizes else ""
    if there not in listed:
        notes.fail(SIGNED, "B605", "旁边的声明说的不是这个包：摘要清单不同")
        return
    packed = {sha256 for name, sha256 in subjects.items() if name.endswith(".zip")}
    if opened.content is not None and packed and digest(opened.content) not in packed:
        notes.remark(SIGNED, "B606", "压缩包不是签名时的那个，但里面的文件相同")
