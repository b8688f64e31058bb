"""The workflow that a county gets with the repository: it asks for nothing needless, and runs nothing foreign."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from builders.cli.submission import STEPS, read

PINNED = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
EXPRESSION = re.compile(r"\$\{\{[^}]*\}\}")
"""An expression in a script is pasted into it before the shell reads it; values belong in ``env``."""


@pytest.fixture(scope="module")
def file(workspace_root: Path) -> Path:
    return workspace_root / ".github" / "workflows" / "reports.yml"


@pytest.fixture(scope="module")
def workflow(file: Path) -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def jobs(workflow: dict[str, Any]) -> dict[str, Any]:
    jobs: dict[str, Any] = workflow["jobs"]
    return jobs


def scripts(job: dict[str, Any]) -> list[str]:
    """Return the scripts of a job."""
    return [step["run"] for step in job["steps"] if "run" in step]


def submissions(job: dict[str, Any]) -> list[list[str]]:
    """Return what a job asks of ``nox -s submission``, each as words."""
    asked = [line for script in scripts(job) for line in script.splitlines() if "nox -s" in line]
    assert [line for line in asked if not line.startswith("nox -s submission -- ")] == []
    return [shlex.split(line)[4:] for line in asked]


def test_zizmor_finds_nothing(file: Path) -> None:
    beside_python = Path(sys.executable).parent
    program = shutil.which("zizmor", path=f"{beside_python}{os.pathsep}{os.environ.get('PATH', '')}")
    assert program is not None, "zizmor comes with the development environment"

    done = subprocess.run(
        [program, "--offline", "--no-progress", "--persona", "auditor", str(file)],
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings" in done.stdout + done.stderr


def test_every_action_is_pinned_to_a_commit_and_says_its_version(file: Path) -> None:
    uses = [
        line.strip().removeprefix("- ") for line in file.read_text(encoding="utf-8").splitlines() if "uses:" in line
    ]

    assert uses
    assert [line for line in uses if not PINNED.fullmatch(line)] == []


def test_one_action_has_one_commit(file: Path) -> None:
    pins = set(re.findall(r"(actions/[a-z-]+)@(\w+)", file.read_text(encoding="utf-8")))

    assert len({name for name, _ in pins}) == len(pins)


def test_nothing_is_allowed_but_what_a_job_asks_for(workflow: dict[str, Any], jobs: dict[str, Any]) -> None:
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "check": {"contents": "read"},
        "bundles": {"contents": "read"},
        "release": {"contents": "write"},
    }


def test_a_request_from_outside_is_only_checked_and_meets_no_secret(
    file: Path, workflow: dict[str, Any], jobs: dict[str, Any]
) -> None:
    assert set(workflow["on"]) == {"push", "pull_request"}
    assert [name for name, job in jobs.items() if "github.event_name == 'push'" not in job["if"]] == []
    assert [name for name, job in jobs.items() if "pull_request" in job["if"]] == ["check"]
    assert submissions(jobs["check"]) == [["check"]]
    assert "secrets" not in "".join(EXPRESSION.findall(file.read_text(encoding="utf-8")))


def test_only_a_tag_makes_a_release(jobs: dict[str, Any]) -> None:
    assert "github.ref_type == 'tag'" in jobs["release"]["if"]
    assert [name for name, job in jobs.items() if any("gh release" in script for script in scripts(job))] == ["release"]


def test_no_expression_stands_in_a_script(jobs: dict[str, Any]) -> None:
    assert [script for job in jobs.values() for script in scripts(job) if EXPRESSION.search(script)] == []


def test_no_job_runs_for_hours_or_on_a_machine_that_moves(jobs: dict[str, Any]) -> None:
    assert [name for name, job in jobs.items() if not 0 < job["timeout-minutes"] <= 60] == []
    assert [name for name, job in jobs.items() if "latest" in job["runs-on"]] == []


def test_no_credential_is_left_in_a_checkout_and_versions_can_be_counted(jobs: dict[str, Any]) -> None:
    checkouts = {
        name: step["with"]
        for name, job in jobs.items()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    }

    assert [name for name, options in checkouts.items() if options["persist-credentials"] is not False] == []
    assert checkouts["bundles"]["fetch-depth"] == 0
    assert "release" not in checkouts


def test_the_workflow_takes_the_steps_of_the_session_in_its_order(jobs: dict[str, Any]) -> None:
    asked = [*submissions(jobs["check"]), *submissions(jobs["bundles"])]

    assert [step for words in asked for step in read(words).steps] == list(STEPS)
    assert jobs["bundles"]["needs"] == "check"
    assert jobs["release"]["needs"] == "bundles"
