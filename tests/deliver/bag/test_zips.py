"""A zip that says two things, hides something, swells or leads outside is refused; a flipped byte anywhere is found."""

from __future__ import annotations

import random
import stat
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from builders.deliver.assurance import Notes
from builders.deliver.bag.opening import Unopenable, open_bundle
from builders.deliver.bag.packing import pack
from tests.deliver.bag.bags import TOP, failures, foreign, lay, look, our_zip, ours, remarks

PLACES = 200


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, top: str = "bag/") -> bytes:
    """A zip as others write it."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, content in files.items():
            package.writestr(f"{top}{name}", content)
    return stream.getvalue()


def put(folder: Path, content: bytes) -> Path:
    path = folder / "bag.zip"
    path.write_bytes(content)
    return path


def codes(path: Path) -> set[str]:
    return {code for code, _ in failures(path)}


# ---------------------------------------------------------------- zips of others


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("top", ["bag/", ""])
def test_a_zip_of_another_program_is_read(tmp_path: Path, method: int, top: str) -> None:
    assert failures(put(tmp_path, zipped(foreign("1.0"), method, top))) == []


def test_a_zip_written_to_a_pipe_with_sizes_behind_the_files_is_read(tmp_path: Path) -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *place: int) -> int:
            raise OSError

    stream = Pipe()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in foreign("1.0").items():
            package.writestr(f"bag/{name}", content)

    assert failures(put(tmp_path, stream.getvalue())) == []


def test_names_in_gbk_without_a_flag_are_read(tmp_path: Path) -> None:
    marked = zipped(foreign("1.0") | {"说明.txt": b"x"})
    name = "bag/说明.txt".encode()
    gbk = "bag/说明.txt".encode("gbk")
    content = marked.replace(name, gbk + b"_" * (len(name) - len(gbk)))
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        where = 0
        while (where := content.find(head, where)) >= 0:
            content = content[: where + at] + b"\0\0" + content[where + at + 2 :]
            where += 4

    notes = Notes()
    assert any(path.startswith("说明.txt") for path in open_bundle(put(tmp_path, content), notes).sizes)


def test_our_bag_packed_again_by_another_program_still_holds_and_says_so(tmp_path: Path) -> None:
    path = put(tmp_path, zipped(ours(), top=f"{TOP}/"))

    assert failures(path) == []
    assert "B423" in remarks(path)


# ---------------------------------------------------------------- hostile zips


def appended(content: bytes) -> bytes:
    return content + b"more"


def prepended(content: bytes) -> bytes:
    return b"#!/bin/sh\n" + content


def truncated(content: bytes) -> bytes:
    return content[:-30]


def commented(content: bytes) -> bytes:
    return content[:-2] + struct.pack("<H", 3) + b"abc"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [(appended, "unopenable"), (prepended, "B215"), (truncated, "unopenable"), (commented, "B216")],
)
@pytest.mark.parametrize("content", [our_zip(), zipped(foreign("1.0"))], ids=["ours", "another's"])
def test_bytes_before_behind_and_missing_are_found(tmp_path: Path, spoil: object, code: str, content: bytes) -> None:
    assert callable(spoil)
    found = codes(put(tmp_path, spoil(content)))

    assert found & {code, "B216", "unopenable"}


def test_bytes_between_the_files_are_found(tmp_path: Path) -> None:
    content = our_zip()
    start = content.index(b"PK\x01\x02")
    end = len(content) - 22
    moved = content[:start] + b"hidden bytes, many of them" + content[start:end]
    closing = struct.unpack("<4sHHHHLLH", content[end:])
    moved += struct.pack("<4sHHHHLLH", *closing[:6], closing[6] + 26, closing[7])

    assert "B215" in codes(put(tmp_path, moved))


@pytest.mark.parametrize("name", ["../outside", "bag/../../outside", "/etc/x", "C:\\x", "bag\\x", "bag/a\0b"])
def test_a_name_that_leads_outside_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    stream = BytesIO(zipped(foreign("1.0")))
    with zipfile.ZipFile(stream, "a") as package:
        entry = zipfile.ZipInfo("placeholder")
        entry.filename = name
        entry.orig_filename = name
        package.writestr(entry, b"evil")
    inner = tmp_path / "inner"
    inner.mkdir()

    found = codes(put(inner, stream.getvalue()))

    assert found & {"B205", "B217"}
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["bag.zip", "inner"]


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    stream = BytesIO(zipped(foreign("1.0")))
    with zipfile.ZipFile(stream, "a") as package:
        entry = zipfile.ZipInfo("bag/data/link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(entry, "/etc/passwd")

    assert "B201" in codes(put(tmp_path, stream.getvalue()))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["data/a.txt", "data/A.TXT"])
def test_a_name_that_stands_twice_is_refused(tmp_path: Path, name: str) -> None:
    stream = BytesIO(zipped(foreign("1.0")))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(f"bag/{name}", b"other")

    assert "B214" in codes(put(tmp_path, stream.getvalue()))


def test_what_lies_beside_the_bag_is_named(tmp_path: Path) -> None:
    files = {f"bag/{name}": content for name, content in foreign("1.0").items()}
    path = put(tmp_path, zipped(files | {"run.exe": b"MZ"}, top=""))

    assert failures(path) == [("B218", "run.exe")]


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped(foreign("1.0")))
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(head) + at] |= 1

    assert "B212" in codes(put(tmp_path, bytes(content)))


def test_a_zip_that_swells_is_not_unpacked(tmp_path: Path) -> None:
    bomb = zipped(foreign("1.0") | {"data/zeros": b"\0" * (32 << 20)})

    found = look(put(tmp_path, bomb))[-1]

    assert "压缩炸弹" in found.message


def test_two_headers_that_differ_are_found(tmp_path: Path) -> None:
    content = zipped(foreign("1.0"), zipfile.ZIP_STORED)
    where = content.index(b"bag/data/a.txt")
    other = content[:where] + b"bag/data/b.txt" + content[where + 14 :]

    assert "B217" in codes(put(tmp_path, other))


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 100, b"PK\x05\x06" + b"\0" * 18, "甲".encode(), b"%PDF-1.7", b"PK\x03\x04"]
)
def test_what_is_no_bag_is_told_in_words(tmp_path: Path, content: bytes) -> None:
    found = look(put(tmp_path, content))[-1]

    assert found.code == "unopenable"
    assert found.message.endswith("。")


def test_a_docx_is_no_bag(tmp_path: Path) -> None:
    found = look(put(tmp_path, zipped({"word/document.xml": b"<x/>"}, top="")))[-1]

    assert "缺少 bagit.txt" in found.message


def test_nothing_at_the_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unopenable, match="没有这个"):
        open_bundle(tmp_path / "nowhere", Notes())


# ---------------------------------------------------------------- flipped bytes


def test_a_byte_changed_anywhere_in_a_zip_is_found(tmp_path: Path) -> None:
    content = our_zip()
    chance = random.Random(6)
    # The structure of a zip stands mostly at its end; half of the places are taken there.
    start = content.index(b"PK\x01\x02")
    places = [chance.randrange(len(content)) for _ in range(PLACES // 2)]
    places += [chance.randrange(start, len(content)) for _ in range(PLACES // 2)]

    missed = []
    for place in places:
        changed = bytearray(content)
        changed[place] ^= chance.randrange(1, 256)
        if not failures(put(tmp_path, bytes(changed))):
            missed.append((place, content[place], changed[place]))

    assert missed == []


def test_a_byte_changed_anywhere_in_a_folder_is_found(tmp_path: Path) -> None:
    files = {name: content for name, content in ours().items() if content}
    folder = lay(tmp_path / "bag", ours())
    chance = random.Random(7)
    lists = [name for name in files if "manifest" in name]

    missed = []
    for turn in range(PLACES):
        name = chance.choice(lists if turn % 2 else sorted(files))
        place = chance.randrange(len(files[name]))
        changed = bytearray(files[name])
        changed[place] ^= chance.randrange(1, 256)
        (folder / name).write_bytes(changed)
        if not failures(folder):
            missed.append((name, place, files[name][place], changed[place]))
        (folder / name).write_bytes(files[name])

    assert missed == []
    assert failures(folder) == []


@pytest.mark.parametrize("letter", ["a", "b", "c", "d", "e", "f"])
def test_even_a_digit_in_the_last_list_written_large_is_found(tmp_path: Path, letter: str) -> None:
    files = ours()
    name = "tagmanifest-sha256.txt"
    changed = files[name].replace(letter.encode(), letter.upper().encode(), 1)

    assert ("B422", name) in failures(lay(tmp_path / "bag", files | {name: changed}))


def test_a_zip_holds_the_folder_that_it_is_named_after() -> None:
    with zipfile.ZipFile(BytesIO(pack({"a": b"x"}, "顶"))) as package:
        assert package.namelist() == ["顶/a"]
