"""The lock files pin everything by hash, for every platform, and say nothing of where it came from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[0-9][\w.+!-]*)(?: ; [^\\]+?)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
FILES = ("run.txt", "dev.txt")


@pytest.fixture(scope="module")
def locks(workspace_root: Path) -> dict[str, list[list[str]]]:
    return {name: entries((workspace_root / ".lock" / name).read_text(encoding="ascii")) for name in FILES}


def entries(text: str) -> list[list[str]]:
    """Return each entry as its pin and its options, with continued lines joined."""
    lines = text.replace("\\\n", "\0").splitlines()
    return [[part.strip() for part in line.split("\0")] for line in lines if line.strip()]


def pins(lock: list[list[str]]) -> dict[str, set[str]]:
    """Return the versions of each package; two where Python versions differ."""
    found: dict[str, set[str]] = {}
    for pin, *_ in lock:
        match = PIN.fullmatch(pin)
        assert match, pin
        found.setdefault(canonicalize_name(match["name"]), set()).add(match["version"])
    return found


def wanted(pyproject: dict[str, Any], *groups: str) -> list[Requirement]:
    """Return the requirements of the project and of some dependency groups, included groups as well."""
    texts = list(pyproject["project"]["dependencies"])
    for group in groups:
        for item in pyproject["dependency-groups"][group]:
            if isinstance(item, dict):
                texts += [str(requirement) for requirement in wanted(pyproject, item["include-group"])]
            else:
                texts.append(item)
    return [Requirement(text) for text in texts]


def unmet(requirements: list[Requirement], lock: list[list[str]]) -> list[str]:
    have = pins(lock)
    return [
        str(requirement)
        for requirement in requirements
        if not have.get(canonicalize_name(requirement.name))
        or not all(requirement.specifier.contains(version) for version in have[canonicalize_name(requirement.name)])
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_entry_is_one_version_with_its_hashes_and_nothing_else(
    locks: dict[str, list[list[str]]], name: str
) -> None:
    assert [pin for pin, *_ in locks[name] if not PIN.fullmatch(pin)] == []
    assert [pin for pin, *options in locks[name] if not options] == []
    assert [(pin, option) for pin, *options in locks[name] for option in options if not HASH.fullmatch(option)] == []


def test_what_the_project_needs_is_pinned_for_those_who_run_it(
    locks: dict[str, list[list[str]]], pyproject: dict[str, Any]
) -> None:
    assert unmet(wanted(pyproject, "build"), locks["run.txt"]) == []


def test_what_the_groups_need_is_pinned_for_those_who_develop_it(
    locks: dict[str, list[list[str]]], pyproject: dict[str, Any]
) -> None:
    assert unmet(wanted(pyproject, "dev"), locks["dev.txt"]) == []


def test_those_who_run_it_have_the_versions_that_were_tested(locks: dict[str, list[list[str]]]) -> None:
    tested = pins(locks["dev.txt"])

    assert {name: versions for name, versions in pins(locks["run.txt"]).items() if tested.get(name) != versions} == {}


def test_the_validator_from_npm_is_pinned_by_hash_and_names_no_server(workspace_root: Path) -> None:
    lock = json.loads((workspace_root / ".lock" / "npm" / "package-lock.json").read_text(encoding="ascii"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}

    assert packages
    assert [name for name, entry in packages.items() if not entry["integrity"].startswith("sha512-")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
