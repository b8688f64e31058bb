"""Arrivals (来包): a bundle that a county has sent, read once, verified as it was read, and recognised.

What is verified, what is kept and what is merged are the same bytes: nobody can change the bundle in between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from builders.core.digests import canonical_json, digest
from builders.core.errors import FileError
from builders.core.reasons import reason
from builders.core.suggest import unknown
from builders.deliver.assurance import Assurance, Notes, Verdict, printable
from builders.deliver.bag.aspects import PLACES
from builders.deliver.bag.opening import MOST_OF_A_TAG, Opened, Unopenable, open_bundle
from builders.deliver.bag.packing import pack
from builders.deliver.bundle_layout import RECORD, read_record
from builders.deliver.receipts import Receipt, ReceivedDocument
from builders.deliver.statement import SIGNATURE_SUFFIX, SUFFIX, TAG_LIST
from builders.engine.enclosed import HOME, enclosed_dataset
from builders.engine.evidence import MISREAD, PAYLOAD
from builders.engine.verifying import verify
from builders.model.notice import Notice, Unit
from builders.model.period import Period, parse_period
from builders.model.revision import read_revision
from builders.model.table import Dataset
from builders.sources.workspace import Workspace

LARGEST = 1 << 30
"""What is taken in is held in memory, so that it cannot change after it was verified."""
_ZIP = "bundle.zip"


class Refused(Exception):
    """A bundle that is not taken in; the message says why, ``details`` are what was found, in Chinese."""

    def __init__(self, message: str, details: Sequence[str] = ()) -> None:
        """Keep the reason and what lies behind it."""
        super().__init__(message)
        self.message = printable(message)
        self.details = tuple(map(printable, details))


@dataclass(frozen=True)
class Arrival:
    """A bundle as it came: whose it is, its zip, the signature beside it by suffix, and its tables.

    ``notes`` are what is worth telling and no reason to refuse.
    """

    path: Path
    notice: Notice
    unit: Unit
    period: Period
    receipt: Receipt
    content: bytes
    beside: Mapping[str, bytes]
    dataset: Dataset
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Trust:
    """Who may have signed (签名人名单): all may where ``signers`` is None."""

    signers: Path | None = None
    principal: str = ""


def receive(
    path: Path, workspace: Workspace, notices: Sequence[Notice], trust: Trust, received: date, *, rebuild: bool = False
) -> Arrival:
    """Return a bundle that holds, whose it is, and what it brings.

    Raises Refused for one that does not hold or that nobody here asked for, UsageError for a list of signers that
    cannot be used.
    """
    opened, content = _read(path)
    beside = _beside(path, opened)
    assurance = _verified(content, beside, workspace, trust, rebuild=rebuild)
    try:
        said = read_record(opened.read(PAYLOAD + RECORD))
        notice, unit, period = _whose(said, notices)
        documents = tuple(_documents(said, notice, unit))
    except KeyError as fault:
        raise Refused("不是 make-report 打的报送包，没有构建记录，不知道是谁报的") from fault
    except MISREAD as fault:
        raise Refused("构建记录看不懂") from fault
    dataset, problems = enclosed_dataset(opened, workspace, notice)
    wrong = [problem for problem in problems if problem.severity == "error"]
    if wrong:
        raise Refused(f"包里的数据表按本机的规定有{len(wrong)}处错误", [str(each) for each in sorted(wrong)])
    receipt = Receipt(
        notice.id, period.id, unit.code, unit.name, received, "", digest(opened.read(TAG_LIST)),
        str(said["content_digest"]), documents, merged=False,
        remarks=tuple(dict.fromkeys(each.code for each in assurance.findings if each.code)),
        unchecked=sum(each.verdict is Verdict.UNCHECKED for each in assurance.findings),
    )  # fmt: skip
    notes = tuple(_notes(opened, workspace, notice, receipt, dataset))
    return Arrival(path, notice, unit, period, receipt, content, beside, dataset, notes)


def _read(path: Path) -> tuple[Opened, bytes]:
    """Return a bundle as a zip in memory; a folder is packed as it would have been sent."""
    notes = Notes()
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise Unopenable(f"超过{LARGEST >> 20}MB，不像报送包")
        opened = open_bundle(path, notes)
        if opened.content is not None:
            return opened, opened.content  # what is wrong with the zip is told when it is verified
        if sum(opened.sizes.values()) > LARGEST:
            raise Unopenable(f"内容超过{LARGEST >> 20}MB，不像报送包")
        if notes.failed():
            found = [each for each in notes.findings((PLACES,)) if each.verdict is Verdict.FAILED]
            raise Refused("核验不通过", [f"{each.file}：{each.message}" for each in found])
        content = pack({name: opened.read(name) for name in opened.sizes}, opened.name)
    except Unopenable as fault:
        raise Refused(str(fault).rstrip("。")) from fault
    except OSError as fault:
        raise Refused(f"不能读取（{reason(fault)}）") from fault
    return _reopened(content), content


def _reopened(content: bytes) -> Opened:
    with TemporaryDirectory(prefix="make-report-") as folder:
        place = Path(folder) / _ZIP
        place.write_bytes(content)
        return open_bundle(place, Notes())


def _beside(path: Path, opened: Opened) -> dict[str, bytes]:
    """Return the statement and the signature beside a bundle, by suffix."""
    stems = dict.fromkeys((path.stem if path.is_file() else path.name, opened.name))
    found: dict[str, bytes] = {}
    for suffix in (SUFFIX, SIGNATURE_SUFFIX):
        places = [path.parent / (stem + suffix) for stem in stems]
        place = next((each for each in places if each.is_file() and each.stat().st_size <= MOST_OF_A_TAG), None)
        try:
            found |= {suffix: place.read_bytes()} if place else {}
        except OSError as fault:
            raise Refused(f"旁边的签名文件不能读取（{reason(fault)}）") from fault
    return found


def _verified(
    content: bytes, beside: Mapping[str, bytes], workspace: Workspace, trust: Trust, *, rebuild: bool
) -> Assurance:
    """Return what was found about a bundle. Raises Refused with everything that speaks against it."""
    with TemporaryDirectory(prefix="make-report-") as folder:
        place = Path(folder) / _ZIP
        try:
            place.write_bytes(content)
            for suffix, signature in beside.items():
                (place.parent / (place.stem + suffix)).write_bytes(signature)
        except OSError as fault:
            raise FileError(f"不能写入临时文件夹：{reason(fault)}。请检查磁盘空间。") from fault
        assurance = verify(
            place, rebuild=rebuild, signers=trust.signers, principal=trust.principal, templates=workspace.templates
        )
    if not assurance.sound:
        told = [(each.code, "：".join(filter(None, (each.file, each.message)))) for each in assurance.failures]
        raise Refused("核验不通过", [f"[{code}] {text}" for code, text in told])
    return assurance


def _whose(said: Mapping[str, Any], notices: Sequence[Notice]) -> tuple[Notice, Unit, Period]:
    """Return whose bundle it is and for when. Raises Refused where nobody here asked for it."""
    notice = next((each for each in notices if each.id == said["notice"]), None)
    if notice is None:
        raise Refused(f"通知不对：{unknown(said['notice'], [each.id for each in notices])}".rstrip("。"))
    unit = next((each for each in notice.units if each.code == said["unit"]), None)
    name = str(said.get("unit_name", said["unit"]))
    if unit is None:
        near = unknown(name, [each.name for each in notice.units]).rstrip("。")
        raise Refused(f"通知 {notice.id} 的报送单位里{near}")
    if unit.name != name:
        raise Refused(f"单位代码 {unit.code} 在通知 {notice.id} 里是{unit.name}，包里写的是{name}")
    if not unit.parent and notice.children(unit):
        raise Refused(f"是{unit.name}本级的包，不是下级报来的")
    period = parse_period(said["period"])
    if period is None or period.id != said["period"]:
        raise Refused(f"报告期“{said['period']}”看不懂")
    if said.get("sample") and not notice.sample:
        raise Refused("包里是示例数据（sample: true），不能并入正式数据")
    return notice, unit, period


def _documents(said: Mapping[str, Any], notice: Notice, unit: Unit) -> list[ReceivedDocument]:
    owed = {each.id for each in notice.artifacts if each.level == unit.level}
    found = []
    for entry in said["documents"]:
        if entry["artifact"] not in owed:
            raise Refused(f"{unit.name}按通知不报送“{entry['artifact']}”")
        content = digest(canonical_json({name: each["content_digest"] for name, each in entry["files"].items()}))
        title, status, version = (printable(entry[key]) for key in ("title", "status", "version"))
        day, revision = date.fromisoformat(entry["date"]), read_revision(entry["revision"])
        found.append(ReceivedDocument(entry["artifact"], title, status, version, day, revision, content))
    if not found:
        raise Refused("包里没有报送文件")
    return found


def _notes(
    opened: Opened, workspace: Workspace, notice: Notice, receipt: Receipt, dataset: Dataset
) -> list[str]:
    """Return what the city should know about a bundle that it takes in."""
    found = [f"“{each.title}”还是草稿" for each in receipt.documents if each.status != "final"]
    own = workspace.notice_file(notice.id)
    sent = HOME + workspace.shown(own)
    if sent not in opened.sizes or opened.read(sent) != own.read_bytes():
        found.append("包里的通知（notice.yaml）与本机的不同，请核对是不是同一版")
    absent = [name for name in notice.tables if dataset.table(name) is None]
    if absent:
        found.append(f"包里没有这些表，本机原有的行不动：{'、'.join(absent)}")
    return found
