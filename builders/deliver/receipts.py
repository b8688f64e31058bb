"""Receipts (收文登记): which bundles were taken in, when, and which documents were in them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from builders.core.digests import canonical_json
from builders.core.errors import DataError, FileError
from builders.core.reasons import reason
from builders.model.revision import Revision, read_revision

HOME = "collected"
"""The folder of what was taken in, below the outputs."""
LIST = "receipts.json"
SCHEMA = "make-report/receipts/1"


@dataclass(frozen=True)
class ReceivedDocument:
    """One document of a bundle that was taken in; ``day`` is its own date, ``content`` its digest."""

    artifact: str
    title: str
    status: str
    version: str
    day: date
    revision: Revision
    content: str


@dataclass(frozen=True)
class Receipt:
    """One bundle that was taken in (收据): whose, for when, on which day.

    ``digest`` is that of the bag's list of digests, the same for a folder and a zip; ``content`` that of the documents
    alone. ``bundle`` is where it lies below ``collected``. ``merged`` says whether its rows went into the tables.
    ``remarks`` are the codes of what was worth telling, ``unchecked`` counts what could not be looked at.
    """

    notice: str
    period: str
    unit: str
    unit_name: str
    received: date
    bundle: str
    digest: str
    content: str
    documents: tuple[ReceivedDocument, ...]
    merged: bool
    remarks: tuple[str, ...] = ()
    unchecked: int = 0

    @property
    def day(self) -> date:
        """How new the data is: the day of the newest input that was counted, else that of the newest document."""
        counted = [each.revision.day for each in self.documents if each.revision.day]
        return max(counted or [each.day for each in self.documents])

    def document(self, artifact: str) -> ReceivedDocument | None:
        """Return the document of an artifact, or None."""
        return next((each for each in self.documents if each.artifact == artifact), None)


def receipts_file(output: Path) -> Path:
    """Return where the list of receipts lies."""
    return output / HOME / LIST


def read_receipts(output: Path) -> tuple[Receipt, ...]:
    """Return all receipts, oldest first; none where nothing was ever taken in. Raises DataError, FileError."""
    path = receipts_file(output)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as fault:
        raise FileError(f"不能读取 {path}：{reason(fault)}。") from fault
    try:
        said = json.loads(content)
        if said["schema"] != SCHEMA:
            raise ValueError(said["schema"])
        return tuple(_receipt(values) for values in said["receipts"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        cure = "请从备份恢复；没有备份的，把它移走后用 make-report collect 重新收 collected 文件夹里的包"
        raise DataError(f"收文登记 {path} 看不懂，{cure}。") from fault


def receipts_bytes(receipts: Iterable[Receipt]) -> bytes:
    """Return the list of receipts as its file."""
    return canonical_json({"schema": SCHEMA, "receipts": [_values(each) for each in receipts]})


def _values(receipt: Receipt) -> dict[str, Any]:
    documents = [
        {**asdict(each), "day": each.day.isoformat(), "revision": each.revision.values} for each in receipt.documents
    ]
    return {**asdict(receipt), "received": receipt.received.isoformat(), "documents": documents}


def _receipt(values: dict[str, Any]) -> Receipt:
    documents = tuple(
        ReceivedDocument(
            **{**each, "day": date.fromisoformat(each["day"]), "revision": read_revision(each["revision"])}
        )
        for each in values["documents"]
    )
    if not documents:
        raise ValueError("no documents")
    received, remarks = date.fromisoformat(values["received"]), tuple(values["remarks"])
    return Receipt(**{**values, "received": received, "documents": documents, "remarks": remarks})
