"""The rebuilding process (重建进程): an order as JSON on standard input, what went wrong as JSON on standard output.

Started by ``rebuilding.py`` as ``python -m builders.engine.rebuilt FOLDER``; nothing else imports it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from builders.core.digests import canonical_json
from builders.core.errors import ReportError, UsageError
from builders.deliver.bundle_layout import CHECK_REPORT, CONFORMANCE_REPORT, SOURCES
from builders.engine.faces import find_faces
from builders.engine.making import Order, make_documents
from builders.engine.programme import load_programme
from builders.engine.reports import check_report, conformance_report
from builders.engine.revisions import RecordedRevisions
from builders.model.period import parse_period
from builders.model.revision import read_revision
from builders.sources.workspace import Workspace


def main() -> None:
    """Make what was ordered."""
    root = Path(sys.argv[1])
    try:
        _make(root, json.load(sys.stdin))
        error = ""
    except ReportError as fault:
        error = "；".join([fault.message, *map(str, fault.diagnostics[:3])])
    except (KeyError, TypeError, ValueError):
        error = "构建记录看不懂"
    sys.stdout.write(json.dumps({"error": error}))


def _make(root: Path, ordered: dict[str, Any]) -> None:
    workspace = Workspace(root / SOURCES)
    if ordered["notice"] not in workspace.notice_ids:
        raise UsageError(f"包里没有通知“{ordered['notice']}”。")
    programme = load_programme(workspace, ordered["notice"])
    unit = next((each for each in programme.notice.units if each.code == ordered["unit"]), None)
    period = parse_period(ordered["period"])
    if unit is None or period is None:
        raise UsageError("构建记录里的单位或报告期，通知里没有。")
    orders = []
    recorded = {}
    for document in ordered["documents"]:
        artifacts = [each for each in programme.artifacts(document["artifact"]) if each.level == unit.level]
        if not artifacts:
            raise UsageError(f"{unit.name}不报送“{document['artifact']}”。")
        orders.append((programme, Order(artifacts[0], unit, period)))
        recorded[document["content"]] = read_revision(document["revision"])
    # Whether a final may be final was decided when it was bundled.
    made, _ = make_documents(
        orders, find_faces(workspace), (), root / "outputs", revisions=RecordedRevisions(recorded), sample=True
    )
    pairs = [(order, delivery) for (_, order), delivery in zip(orders, made, strict=True)]
    reports = {
        CHECK_REPORT: check_report(programme, unit, strict=False),
        CONFORMANCE_REPORT: conformance_report(pairs, root / "outputs"),
    }
    for path, values in reports.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(canonical_json(values))


if __name__ == "__main__":
    main()
