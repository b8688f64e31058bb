"""Reports (检验报告) of a bundle: what the data gate and conformance say, and whether two such reports say the same.

They are made when a bundle is made and again when it is rebuilt: a report that somebody emptied is found so.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from builders.conform.finding import Profile
from builders.conform.inspecting import inspect
from builders.conform.rows import to_values as measured_values
from builders.core.errors import ProblemsFound
from builders.deliver.bundle_layout import CHECK_REPORT, CONFORMANCE_REPORT
from builders.deliver.folder import RESCUE_MARK, Delivery
from builders.engine.catalogue import all_rules
from builders.engine.conformity import MEASURED, profile_of_masthead
from builders.engine.gate.gating import inspect_notice
from builders.engine.gate.report import SCHEMA as CHECKED
from builders.engine.gate.report import to_values
from builders.engine.making import Order
from builders.engine.programme import Programme
from builders.model.notice import Unit

MEASURED_SCHEMA = "make-report/conformance/1"
SCHEMAS = {CHECK_REPORT: CHECKED, CONFORMANCE_REPORT: MEASURED_SCHEMA}
"""Which schema the report at which path of the payload has."""


def check_report(programme: Programme, unit: Unit, *, strict: bool = True) -> dict[str, Any]:
    """Return what the data gate says of a unit and those below it, as values of JSON.

    Raises ProblemsFound, unless not ``strict``, where something must be mended before anything is bundled.
    """
    notice = programme.notice
    inspection = inspect_notice(programme.workspace, notice.id, (unit, *notice.descendants(unit)))
    errors = [problem for problem in inspection.problems if problem.severity == "error"]
    if errors and strict:
        raise ProblemsFound(f"检查发现{len(errors)}处错误（make-report check），没有打包", errors)
    return to_values(inspection, all_rules())


def conformance_report(made: Sequence[tuple[Order, Delivery]], output: Path) -> dict[str, Any]:
    """Return how the documents just made measure against GB/T 9704-2012, as values of JSON."""
    files = []
    for order, delivery in made:
        folder, profile = delivery.folder.relative_to(output).as_posix(), profile_of_order(order)
        for name, content in sorted(delivery.files.items()):
            if name.rpartition(".")[2] in MEASURED and RESCUE_MARK not in name:
                files.append({"file": f"{folder}/{name}", **measured_values(inspect(content, profile))})
    return {"schema": MEASURED_SCHEMA, "standard": "GB/T 9704-2012", "files": files}


def profile_of_order(order: Order) -> Profile:
    """Return the form that the documents of an order are measured as."""
    return profile_of_masthead(order.artifact.masthead)


def is_report(path: str, content: bytes) -> bool:
    """Return whether the content is a report as this program writes it at that path of the payload."""
    try:
        said = json.loads(content)
        _SAYINGS[path](said, frozenset())
        _counts_right(path, said)
        return bool(said["schema"] == SCHEMAS[path])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return False


def says_the_same(path: str, sent: bytes, made: bytes, known: frozenset[str]) -> bool:
    """Return whether two reports for one path say the same.

    The data gate may have looked at more than a bundle holds, so of a check report only what it says of the files
    ``known`` is compared.
    """
    say = _SAYINGS[path]
    one, other = json.loads(sent), json.loads(made)
    return say(one, known) == say(other, known) and _counts_right(path, one)


def _of_check(said: Mapping[str, Any], known: frozenset[str]) -> tuple[object, ...]:
    problems = [each for each in said["problems"] if each["file"] in known]
    excused = [each for each in said["excused"] if each["problem"]["file"] in known]
    return said["schema"], said["tool"], problems, excused


def _of_conformance(said: Mapping[str, Any], known: frozenset[str]) -> tuple[object, ...]:
    return said["schema"], said["standard"], [(each["file"], each) for each in said["files"]]


_SAYINGS: Mapping[str, Callable[[Mapping[str, Any], frozenset[str]], tuple[object, ...]]] = {
    CHECK_REPORT: _of_check,
    CONFORMANCE_REPORT: _of_conformance,
}


def _counts_right(path: str, said: Mapping[str, Any]) -> bool:
    """Return whether the totals of a check report are those of what it lists."""
    if path != CHECK_REPORT:
        return True
    listed = Counter(each["severity"] for each in said["problems"])
    counts = {"error": listed["error"], "warning": listed["warning"], "excused": len(said["excused"])}
    return bool(said.get("counts") == counts)
