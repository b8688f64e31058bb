"""Everything that the locks pin has hashes, and a licence under which it may be used as it is."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from tests.safety.licences import EXCEPTIONS, is_permissive, licence_of

PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^ \\]+)", re.MULTILINE)
LOCKS = ("run", "dev", "lint")


def lock(root: Path, name: str) -> str:
    return (root / ".lock" / f"{name}.txt").read_text(encoding="ascii")


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_is_pinned_by_its_hash(workspace_root: Path, name: str) -> None:
    entries = re.sub(r" \\\n\s+", " ", lock(workspace_root, name)).splitlines()

    assert len(entries) > 10
    assert [entry for entry in entries if not PIN.match(entry)] == []
    assert [entry for entry in entries if not re.search(r" --hash=sha256:[0-9a-f]{64}", entry)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_has_a_licence_that_allows_its_use(workspace_root: Path, name: str) -> None:
    wrong, seen = {}, 0
    for package, _ in PIN.findall(lock(workspace_root, name)):
        try:
            licence = licence_of(package)
        except PackageNotFoundError:  # one of another platform
            continue
        seen += 1
        if not is_permissive(licence, tests=name != "run") and package not in EXCEPTIONS.get(name, ()):
            wrong[package] = licence

    assert wrong == {}
    assert seen


@pytest.mark.parametrize(
    "licence",
    ["MIT", "MIT License", "BSD License", "Apache Software License", "ISC License (ISCL)", "Apache-2.0 OR BSD-2-Clause",
     "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", "SIL Open Font License 1.1 (OFL-1.1)"],
)  # fmt: skip
def test_a_licence_that_may_be_passed_on_is_known(licence: str) -> None:
    assert is_permissive(licence)


@pytest.mark.parametrize(
    "licence",
    ["", "GPL-3.0-or-later", "GNU General Public License v2 (GPLv2)", "AGPL-3.0", "MIT AND GPL-2.0",
     "Other/Proprietary", "Mozilla Public License 2.0 (MPL 2.0)", "MIT-like, but not quite"],
)  # fmt: skip
def test_a_licence_that_binds_who_passes_it_on_is_not_admitted(licence: str) -> None:
    assert not is_permissive(licence)


def test_what_only_tests_use_may_bind_its_own_files() -> None:
    assert is_permissive("Mozilla Public License 2.0 (MPL 2.0)", tests=True)
    assert not is_permissive("AGPL-3.0", tests=True)
