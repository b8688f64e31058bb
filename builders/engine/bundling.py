"""Bundling (打包): the documents of a unit and a period with all that they were made from, checked and recorded."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from builders.core.clock import CHINA, moment_of
from builders.core.digests import canonical_json, digest
from builders.core.errors import FileError, ProblemsFound, UsageError
from builders.core.names import safe_name
from builders.core.reasons import reason
from builders.deliver.archive_layout import ArchivedRecord, archive_layout
from builders.deliver.bag.writer import bag
from builders.deliver.bundle_layout import (
    CHECK_REPORT,
    CONFORMANCE_REPORT,
    RECORD,
    SOURCES,
    Bundled,
    record,
    record_bytes,
)
from builders.deliver.folder import RESCUE_MARK, Delivery
from builders.deliver.leaflet import LEAFLET_NAME, leaflet
from builders.deliver.manifest import MANIFEST_NAME
from builders.engine.discretion import check_discretion
from builders.engine.making import Order
from builders.engine.planning import NO_CONTENT, NOT_DUE, Skip, plan
from builders.engine.programme import Programme
from builders.engine.reports import check_report, conformance_report, profile_of_order
from builders.model.notice import Unit
from builders.model.period import Period

Checks = Callable[[Programme, Unit], Mapping[str, Any]]
"""Who says what is wrong with the data and the prose of a unit, as values of JSON."""


@dataclass(frozen=True)
class Bundle:
    """A bundle ready to be written: its name, the files of the bag, the record, and the layout for an archive."""

    name: str
    folder: Path
    files: Mapping[str, bytes]
    record: Mapping[str, Any]
    archive: Mapping[str, bytes]


def orders_of(
    programme: Programme, unit: Unit, period: Period | None, artifacts: Sequence[str], *, sample: bool = False
) -> tuple[Period, list[Order], list[Skip]]:
    """Return what goes into the bundle of a unit: the period, the documents, and those that cannot be made and why.

    Without ``period`` the newest with data is meant; ``artifacts`` are ids, none for all, and one that is named goes in
    before it is due; ``sample`` lets invented data be final. Raises UsageError for an artifact that the unit does not
    owe.
    """
    owed = [artifact.id for artifact in programme.notice.artifacts if artifact.level == unit.level]
    for id in artifacts:
        if id not in owed:
            programme.artifacts(id)  # one that nobody owes has a nearest name
            raise UsageError(f"{unit.name}不报送“{id}”，报送的有：{'、'.join(owed)}。")
    planned = plan(programme, [unit], period, sample=sample)
    orders = [order for order in planned.orders if order.period == planned.until]
    skips = [skip for skip in planned.skips if skip.order.period == planned.until]
    if artifacts:
        early = [skip for skip in skips if skip.reason == NOT_DUE and skip.order.artifact.id in artifacts]
        written = [skip.order for skip in early if _has_prose(programme, skip.order)]
        early_skips = [Skip(skip.order, NO_CONTENT) for skip in early if skip.order not in written]
        skips = [*(skip for skip in skips if skip not in early), *early_skips]
        orders = [order for order in [*orders, *written] if order.artifact.id in artifacts]
        skips = [skip for skip in skips if skip.order.artifact.id in artifacts]
    return planned.until, orders, skips


def _has_prose(programme: Programme, order: Order) -> bool:
    return (programme.workspace.root / _content(programme, order)).is_file()


def _content(programme: Programme, order: Order) -> str:
    place = programme.workspace
    path = place.content_file(programme.notice.id, order.unit.name, order.period.id, order.artifact.id)
    return place.shown(path)


def bundle_documents(
    programme: Programme, made: Sequence[tuple[Order, Delivery]], output: Path, checks: Checks = check_report
) -> Bundle:
    """Return the bundle of the documents of one unit and period, as they were just made.

    The inputs go in whole, as they are: a table filtered for one county would have other lines, and nothing could be
    traced or built again (decision 0030). Raises UsageError for names that a bag cannot carry, FileError for an input
    that cannot be read any more, ProblemsFound for personal data anywhere in it.
    """
    first = made[0][0]
    notice, unit, period = programme.notice, first.unit, first.period
    name = f"{notice.id}-{period.id}-{safe_name(unit.name, '报送单位')}"
    documents = tuple(_document(programme, order, delivery, output) for order, delivery in made)
    sources = _sources(programme, documents)
    head = {
        "name": name,
        "notice": notice.id,
        "number": notice.number,
        "unit": unit.code,
        "unit_name": unit.name,
        "period": period.id,
        "sample": notice.sample,
        "source_date_epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
    }
    reports = {
        CHECK_REPORT: canonical_json(checks(programme, unit)),
        CONFORMANCE_REPORT: canonical_json(conformance_report(made, output)),
    }
    said = record(head, documents, sources, reports)
    rest = {**{f"{SOURCES}/{path}": content for path, content in sources.items()}, **reports}
    rest[RECORD] = record_bytes(said)
    payload = {**{path: content for each in documents for path, content in each.paths.items()}, **rest}
    about = [(each.title, each.state) for each in documents]
    told = leaflet(name, unit.name, notice.programme, period.label, about, sample=notice.sample)
    files = bag(payload, _info(programme, unit, period, name, documents), {LEAFLET_NAME: told})
    disclosed = [each for each in check_discretion(name, files, sources) if each.severity == "error"]
    if disclosed:
        raise ProblemsFound(f"{unit.name}的报送包里有{len(disclosed)}处个人信息，没有打包", disclosed)
    folder = output / "bundles" / notice.id / period.id / safe_name(unit.name, "报送单位")
    records = [_record(order, each) for (order, _), each in zip(made, documents, strict=True)]
    title = f"{unit.name}{notice.programme}{period.label}电子文件移交说明"
    archive = archive_layout(title, records, rest, sample=notice.sample)
    return Bundle(name, folder, files, said, archive)


def _document(programme: Programme, order: Order, delivery: Delivery, output: Path) -> Bundled:
    """Return a document as it was made; copies that were rescued from a person's hand are not sent."""
    own = {name: content for name, content in delivery.files.items() if RESCUE_MARK not in name}
    manifest = json.loads(own[MANIFEST_NAME])
    return Bundled(
        delivery.folder.relative_to(output).as_posix(),
        order.artifact.id,
        manifest["title"],
        manifest["date"],
        manifest["status"],
        manifest["version"],
        profile_of_order(order),
        _content(programme, order),
        own,
        manifest,
    )


def _sources(programme: Programme, documents: Sequence[Bundled]) -> dict[str, bytes]:
    """Return every input by workspace path, each as it was when the documents were made."""
    wanted = {entry["file"]: entry["sha256"] for document in documents for entry in document.manifest["inputs"]}
    found = {}
    for path, sha256 in sorted(wanted.items()):
        try:
            found[path] = (programme.workspace.root / path).read_bytes()
        except OSError as fault:
            raise FileError(f"不能读取 {path}：{reason(fault)}。") from fault
        if digest(found[path]) != sha256:
            raise FileError(f"{path} 在打包时被改动，请重新打包。")
    excuses = programme.workspace.excuses_file(programme.notice.id)
    return found | ({programme.workspace.shown(excuses): excuses.read_bytes()} if excuses.is_file() else {})


def _info(
    programme: Programme, unit: Unit, period: Period, name: str, documents: Sequence[Bundled]
) -> list[tuple[str, str]]:
    newest = max(date.fromisoformat(document.date) for document in documents)
    notice = programme.notice
    note = "（示例数据）" if notice.sample else ""
    return [
        ("Source-Organization", unit.full_name),
        ("External-Identifier", name),
        ("External-Description", f"{unit.name}{notice.programme}{period.label}报送文件{len(documents)}份{note}"),
        ("Bagging-Date", moment_of(newest).astimezone(CHINA).date().isoformat()),
        ("Bag-Group-Identifier", f"{notice.id}-{period.id}"),
    ]


def _record(order: Order, document: Bundled) -> ArchivedRecord:
    words = {"name": order.unit.name, "full_name": order.unit.full_name, "period": order.period.label}
    issuers = [issuer.format(**words) for issuer in order.artifact.issuers] or [order.unit.full_name]
    return ArchivedRecord("、".join(issuers), document.title, document.date, document.state, document.files)
