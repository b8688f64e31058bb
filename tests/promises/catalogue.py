"""Every document that the workspace's prose is written for, by the folder that it is delivered to."""

from __future__ import annotations

from pathlib import Path

from builders.deliver.folder import folder_of
from builders.model.period import parse_period
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace
from tests.workspaces import REPOSITORY

SPECIMENS = "handbook"
"""What shows the elements of the standard; its prose speaks of type, and its numbers are no facts."""


def delivered() -> dict[str, str]:
    """The artifact of each document by its folder below the outputs: ``chaoyang/2023H1/双塔区/ledger``."""
    workspace = Workspace(REPOSITORY)
    found: dict[str, str] = {}
    for id in workspace.notice_ids:
        notice = read_notice(workspace, id)
        for artifact in notice.artifacts:
            for unit in notice.units_of(artifact):
                for path in sorted((REPOSITORY / "content" / id / unit.name).glob(f"*/{artifact.id}.md")):
                    period = parse_period(path.parent.name)
                    assert period is not None, path
                    folder = folder_of(Path(), notice, artifact, unit, period)
                    found[folder.as_posix()] = f"{artifact.id} {artifact.level}"
    return found


DELIVERED = delivered()
CONTENT = sorted(name for name in DELIVERED if not name.startswith(f"{SPECIMENS}/"))
"""Every document that reports."""
REPORTS = [name for name in CONTENT if DELIVERED[name] == "half-year county"]
"""The half-year reports of the counties."""
