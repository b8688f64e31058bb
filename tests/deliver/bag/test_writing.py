"""A bag is the same bytes anywhere, holds for bagit-python and sha256sum, and carries no name that somebody cannot."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import bagit
import pytest

from builders.core.errors import UsageError
from builders.deliver.bag.names import fault_of_path
from builders.deliver.bag.packing import pack
from builders.deliver.bag.writer import bag
from tests.deliver.bag.bags import INFO, NOTES, PAYLOAD, TOP, failures, lay, our_zip, ours
from tests.workspaces import REPOSITORY


def test_bagit_python_finds_the_bag_valid_and_reads_its_chinese_values(tmp_path: Path) -> None:
    judge = bagit.Bag(str(lay(tmp_path / TOP, ours())))

    assert judge.validate()
    assert judge.info["Source-Organization"] == "某某县民政局"
    assert judge.info["Payload-Oxum"] == f"{sum(map(len, PAYLOAD.values()))}.{len(PAYLOAD)}"
    assert judge.version_info == (1, 0)
    assert set(judge.algorithms) == {"sha256", "sha512"}


@pytest.mark.parametrize("list", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_sha256sum_checks_the_bag_without_any_other_program(tmp_path: Path, list: str) -> None:
    folder = lay(tmp_path / TOP, ours())

    done = subprocess.run(["sha256sum", "--strict", "-c", list], cwd=folder, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr


def test_our_own_check_finds_nothing_in_either_form(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(our_zip())

    assert failures(lay(tmp_path / TOP, ours())) == []
    assert failures(tmp_path / "b.zip") == []


def test_other_programs_unpack_the_zip_to_the_same_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(our_zip())) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == {
            f"{TOP}/{name}": content for name, content in ours().items()
        }
        assert {(entry.compress_type, entry.date_time) for entry in package.infolist()} == {(0, (1980, 1, 1, 0, 0, 0))}
        assert {(entry.create_system, entry.external_attr >> 16) for entry in package.infolist()} == {(3, 0o100644)}


SCRIPT = """
import hashlib, os
from tests.deliver.bag.bags import *
names = list(PAYLOAD) if os.environ["TZ"] == "UTC" else list(reversed(PAYLOAD))
files = bag({name: PAYLOAD[name] for name in names}, INFO, NOTES)
print(hashlib.sha256(pack(dict(reversed(files.items())), TOP)).hexdigest())
"""


def test_the_bytes_do_not_depend_on_time_zone_locale_order_or_mask(tmp_path: Path) -> None:
    said = []
    for zone, language, seed, umask in (("UTC", "C.UTF-8", "1", 0o022), ("Asia/Shanghai", "C", "77", 0o077)):
        env = {**os.environ, "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY)}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=env, cwd=tmp_path, capture_output=True, umask=umask, check=True
        )
        said.append(done.stdout)

    assert said[0] == said[1]
    assert len(said[0].strip()) == 64


def test_files_are_listed_by_the_bytes_of_their_names() -> None:
    files = bag({"b": b"", "𠮷": b"", "龍": b"", "a": b""}, INFO)

    listed = [line.split("  ")[1] for line in files["manifest-sha256.txt"].decode().splitlines()]
    assert listed == ["data/a", "data/b", "data/龍", "data/𠮷"]
    assert list(files) == sorted(files, key=str.encode)


@pytest.mark.parametrize(
    "name",
    [
        "甲%乙", "甲\r乙", "甲\n乙", "甲?乙", "甲:乙", "CON", "nul.txt", "Lpt1.csv", "甲.", "甲 ", "甲/ ", "./甲",
        "甲/../乙", "甲//乙", "/甲", "甲\\乙", "甲\u200b乙", "甲\u202e乙", "e\u0301", "龍" * 86,
        "/".join(["甲" * 60] * 4), "\ud800",
    ],
)  # fmt: skip
def test_a_name_that_somebody_cannot_carry_is_refused_and_named(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        bag({name: b"", "好.txt": b""}, INFO)

    assert [problem.place.file for problem in caught.value.diagnostics] == [f"data/{name}"]
    assert [problem.code for problem in caught.value.diagnostics] == ["B101"]


@pytest.mark.parametrize(
    "name", ["报告 1.docx", "说明（一）.md", "-x", ".keep", "a b/é.txt", "龍" * 85, "CONTENT", "甲，乙"]
)
def test_a_name_that_all_can_carry_is_not_refused(name: str) -> None:
    assert fault_of_path(name) == ""
    assert f"data/{name}" in bag({name: b""}, INFO)


@pytest.mark.parametrize("pair", [("Ａ.txt", "ａ.txt"), ("README", "readme"), ("Straße", "STRASSE")])
def test_names_that_become_one_elsewhere_are_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(UsageError) as caught:
        bag(dict.fromkeys(pair, b""), INFO)

    assert [problem.code for problem in caught.value.diagnostics] == ["B102"]


@pytest.mark.parametrize("value", ["甲\n乙", " 甲", "甲\u2028乙"])
def test_a_value_that_is_not_one_line_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="不是一行文字"):
        bag(PAYLOAD, [("External-Identifier", value)])


def test_more_than_a_plain_zip_holds_is_refused() -> None:
    with pytest.raises(UsageError, match="--format dir"):
        pack(dict.fromkeys(map(str, range(65535)), b""), TOP)


def test_the_note_for_people_stands_at_the_root_and_is_covered() -> None:
    files = ours()

    assert files["说明文件.txt"] == NOTES["说明文件.txt"]
    assert "说明文件.txt" in files["tagmanifest-sha512.txt"].decode()
