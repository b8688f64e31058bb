"""Bags of twenty years are read as RFC 8493 says, and every kind of tampering is named with its file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import bagit
import pytest

from tests.deliver.bag.bags import failures, foreign, lay, look, manifest, ours, remarks

HELLO = {"data/a.txt": b"hello\n"}
CHINESE = {**HELLO, "data/甲.txt": b"x"}
DECLARATION = foreign("1.0")["bagit.txt"]
X = hashlib.sha256(b"x").hexdigest()
DIGEST = hashlib.sha256(b"hello\n").hexdigest()


def two(**lists: str) -> dict[str, bytes]:
    """A bag of version 1.0 with two files; ``lists`` replace its manifests."""
    files = foreign("1.0") | {"data/b.txt": b"b\n"}
    return files | {f"manifest-{name}.txt": text.encode() for name, text in lists.items()}


# ---------------------------------------------------------------- valid bags of others


VALID: dict[str, dict[str, bytes]] = {
    "0.93": foreign("0.93", more={"package-info.txt": b"Payload-Oxum: 6.1\n"}),
    "0.94": foreign("0.94"),
    "0.95": foreign("0.95"),
    "0.96": foreign("0.96"),
    "0.97": foreign("0.97"),
    "1.0": foreign("1.0"),
    "sha512": foreign("1.0", "sha512"),
    "several algorithms": foreign("1.0") | {"manifest-sha512.txt": manifest(HELLO, "sha512")},
    "sha3": foreign("1.0") | {"manifest-sha3-256.txt": manifest(HELLO, "sha3_256")},
    "sha384, which is no sha3": foreign("1.0") | {"manifest-sha384.txt": manifest(HELLO, "sha384")},
    "Windows line ends": {name: content.replace(b"\n", b"\r\n") if name != "data/a.txt" else content
                          for name, content in foreign("1.0").items()},
    "Macintosh line ends": {name: content.replace(b"\n", b"\r") if name != "data/a.txt" else content
                            for name, content in foreign("1.0").items()},
    "no line end at the end": foreign("1.0") | {"manifest-sha256.txt": f"{DIGEST}  data/a.txt".encode()},
    "upper-case digests": foreign("1.0") | {"manifest-sha256.txt": f"{DIGEST.upper()}  data/a.txt\n".encode()},
    "one blank": foreign("1.0") | {"manifest-sha256.txt": f"{DIGEST} data/a.txt\n".encode()},
    "a tab": foreign("1.0") | {"manifest-sha256.txt": f"{DIGEST}\tdata/a.txt\n".encode()},
    "a star of md5sum": foreign("1.0") | {"manifest-sha256.txt": f"{DIGEST} *data/a.txt\n".encode()},
    "./ before names": foreign("1.0") | {"manifest-sha256.txt": f"{DIGEST}  ./data/a.txt\n".encode()},
    "a line listed twice alike": foreign("1.0") | {"manifest-sha256.txt": f"{DIGEST}  data/a.txt\n".encode() * 2},
    "a name with blanks": foreign("1.0") | {"data/a b.txt": b"x", "manifest-sha256.txt":
                                            manifest({**HELLO, "data/a b.txt": b"x"})},
    "a line feed escaped": foreign("1.0") | {"data/a\nb": b"x", "manifest-sha256.txt":
                                             f"{DIGEST}  data/a.txt\n{X}  data/a%0Ab\n".encode()},
    "a percent sign escaped": foreign("1.0") | {"data/5%25": b"x", "data/5%": b"y", "manifest-sha256.txt":
                                                manifest({**HELLO, "data/5%2525": b"x", "data/5%25": b"y"})},
    "a percent sign as it was before 1.0": foreign("0.97") | {"data/5%.txt": b"x", "manifest-sha256.txt":
                                                              manifest({**HELLO, "data/5%.txt": b"x"})},
    "a bag in a bag": foreign("1.0") | {"data/bagit.txt": b"x", "manifest-sha256.txt":
                                        manifest({**HELLO, "data/bagit.txt": b"x"})},
    "tag files in folders": foreign("1.0") | {"notes/n.txt": b"n", "tagmanifest-sha256.txt":
                                              manifest({"notes/n.txt": b"n"})},
    "tag files in UTF-16": foreign("1.0") | {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n",
        "manifest-sha256.txt": manifest(HELLO).decode().encode("utf-16"),
        "bag-info.txt": "Source-Organization: 甲\nPayload-Oxum: 6.1\n".encode("utf-16")},
    "tag files in ISO-8859-1": foreign("1.0") | {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: ISO-8859-1\n",
        "bag-info.txt": "Source-Organization: Stra\xdfe\n".encode("latin-1")},
    "tag files in GB18030": foreign("1.0") | {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: GB18030\n",
        "data/甲.txt": b"x", "manifest-sha256.txt": manifest(CHINESE).decode().encode("gb18030")},
    "repeated and folded fields": foreign("1.0", more={"bag-info.txt": b"Note: a\nNote: b: c\n  folded\n\tagain\n"}),
    "a name in decomposed form": foreign("1.0") | {"data/e\u0301": b"x", "manifest-sha256.txt":
                                                   manifest({**HELLO, "data/é": b"x"})},
    "no payload": {"bagit.txt": foreign("1.0")["bagit.txt"], "manifest-sha256.txt": b"", "data/.keep": b""}
                  | {"manifest-sha256.txt": manifest({"data/.keep": b""})},
    "fetch.txt of a bag that is complete": foreign("1.0", more={"fetch.txt": b"http://example.com/a 6 data/a.txt\n"}),
    "before 1.0 each file in one manifest": foreign("0.97") | {"data/b.txt": b"b", "manifest-sha512.txt":
                                                               manifest({"data/b.txt": b"b"}, "sha512")},
}  # fmt: skip


@pytest.mark.parametrize("name", VALID)
def test_a_valid_bag_of_another_producer_passes(tmp_path: Path, name: str) -> None:
    assert failures(lay(tmp_path / "bag", VALID[name])) == []


@pytest.mark.parametrize("algorithm", ["md5", "sha1"])
def test_weak_digests_are_accepted_and_told(tmp_path: Path, algorithm: str) -> None:
    folder = lay(tmp_path / "bag", foreign("0.97", algorithm))

    assert failures(folder) == []
    assert "B412" in remarks(folder)


def test_an_algorithm_that_nobody_knows_is_told_and_the_others_count(tmp_path: Path) -> None:
    folder = lay(tmp_path / "bag", foreign("1.0") | {"manifest-crc99.txt": b"00  data/a.txt\n"})

    assert failures(folder) == []
    assert "B306" in remarks(folder)


# ---------------------------------------------------------------- invalid bags


INVALID: dict[str, tuple[dict[str, bytes], str]] = {
    "BOM in bagit.txt": (foreign("1.0") | {"bagit.txt": b"\xef\xbb\xbf" + foreign("1.0")["bagit.txt"]}, "B301"),
    "unknown version": (foreign("2.0"), "B302"),
    "too old a version": (foreign("0.92"), "B302"),
    "no blank after the colon in 1.0": (
        foreign("1.0") | {"bagit.txt": b"BagIt-Version:1.0\nTag-File-Character-Encoding: UTF-8\n"}, "B303"),
    "a third line in 1.0": (foreign("1.0") | {"bagit.txt": foreign("1.0")["bagit.txt"] + b"X: y\n"}, "B303"),
    "no bagit.txt": ({"data/a.txt": b""}, "unopenable"),
    "empty bagit.txt": (foreign("1.0") | {"bagit.txt": b""}, "unopenable"),
    "no encoding": (foreign("1.0") | {"bagit.txt": b"BagIt-Version: 1.0\n"}, "unopenable"),
    "an encoding that nobody knows": (
        foreign("1.0") | {"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: XYZ\n"}, "unopenable"),
    "an encoding that is none of text": (
        foreign("1.0") | {"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: hex\n"}, "unopenable"),
    "not in the encoding that it says": (foreign("1.0", more={"bag-info.txt": b"Note: \xff\xfe\n"}), "unopenable"),
    "no manifest": ({name: content for name, content in foreign("1.0").items() if "manifest" not in name}, "B308"),
    "a field without a colon": (foreign("1.0", more={"bag-info.txt": b"nonsense\n"}), "B305"),
    "a digest of the wrong length": (foreign("1.0") | {"manifest-sha256.txt": b"abcd  data/a.txt\n"}, "B307"),
    "a line of words": (foreign("1.0") | {"manifest-sha256.txt": b"nonsense\n"}, "B307"),
    "a tag file in a manifest of the payload": (
        foreign("1.0") | {"manifest-sha256.txt": manifest({**HELLO, "bagit.txt": DECLARATION})}, "B310"),
    "one file twice with different digests": (
        foreign("1.0") | {"manifest-sha256.txt": f"{DIGEST}  data/a.txt\n{'0' * 64}  data/a.txt\n".encode()}, "B311"),
    "changed": (foreign("1.0") | {"data/a.txt": b"jello\n"}, "B402"),
    "missing": ({name: content for name, content in foreign("1.0").items() if name != "data/a.txt"}, "B403"),
    "extra": (foreign("1.0") | {"data/b.txt": b""}, "B404"),
    "in one manifest of two": (two(sha256=manifest({**HELLO, "data/b.txt": b"b\n"}).decode(),
                                   sha512=manifest(HELLO, "sha512").decode()), "B406"),
    "a changed tag file": (foreign("1.0", more={"tagmanifest-sha256.txt": manifest({"bagit.txt": b"other"})}), "B402"),
    "a missing tag file": (foreign("1.0", more={"tagmanifest-sha256.txt": manifest({"bag-info.txt": b"x"})}), "B403"),
    "Payload-Oxum with another size": (foreign("1.0", more={"bag-info.txt": b"Payload-Oxum: 7.1\n"}), "B409"),
    "Payload-Oxum with another count": (foreign("1.0", more={"bag-info.txt": b"Payload-Oxum: 6.2\n"}), "B409"),
    "Payload-Oxum of words": (foreign("1.0", more={"bag-info.txt": b"Payload-Oxum: many\n"}), "B408"),
    "Payload-Oxum of more digits than a number has": (
        foreign("1.0", more={"bag-info.txt": b"Payload-Oxum: " + b"9" * 5000 + b".1\n"}), "B408"),
    "Payload-Oxum in digits of another script": (
        foreign("1.0", more={"bag-info.txt": "Payload-Oxum: ６.１\n".encode()}), "B408"),
    "a version of more digits than a number has": (foreign("9" * 5000 + ".0"), "unopenable"),
    "holey": (foreign("1.0") | {"fetch.txt": b"http://example.com/b 1 data/b.txt\n",
                                "manifest-sha256.txt": manifest({**HELLO, "data/b.txt": b"b"})}, "B410"),
    "a manifest that points outside": (
        foreign("1.0") | {"manifest-sha256.txt": f"{DIGEST}  data/a.txt\n{DIGEST}  ../outside\n".encode()}, "B205"),
    "a manifest with an absolute path": (
        foreign("1.0") | {"manifest-sha256.txt": f"{DIGEST}  data/a.txt\n{DIGEST}  /etc/passwd\n".encode()}, "B205"),
    "a manifest with a path of Windows": (
        foreign("1.0") | {"manifest-sha256.txt": f"{DIGEST}  data/a.txt\n{X}  data\\..\\..\\x".encode()}, "B205"),
    "fetch.txt that points outside": (
        foreign("1.0", more={"fetch.txt": b"http://example.com/b 1 data/../../b\n"}), "B205"),
}  # fmt: skip


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_bag_is_refused_for_its_reason(tmp_path: Path, name: str) -> None:
    files, code = INVALID[name]

    assert code in {code for code, _ in failures(lay(tmp_path / "bag", files))}


MISJUDGED = {
    "a percent sign escaped": "1.9.0 knows of the percent sign only before CR and LF",
    "Macintosh line ends": "it reads lines as Python does",
    "a name in decomposed form": "it compares bytes",
    "a tab": "it wants blanks",
    "a line listed twice alike": "the standard's own examples let it pass with a warning",
}
"""Where bagit-python refuses what the standard allows."""


@pytest.mark.parametrize("name", [name for name in (*VALID, *INVALID) if name not in MISJUDGED])
def test_where_bagit_python_refuses_a_bag_so_do_we(tmp_path: Path, name: str) -> None:
    folder = lay(tmp_path / "bag", VALID[name] if name in VALID else INVALID[name][0])
    try:
        accepted = bool(bagit.Bag(str(folder)).is_valid())
    except Exception:  # it answers strange bags with whatever goes wrong inside
        accepted = False

    assert accepted or failures(folder)


# ---------------------------------------------------------------- tampering with ours, named


def test_each_kind_of_tampering_names_its_file(tmp_path: Path) -> None:
    folder = lay(tmp_path / "bag", ours())
    (folder / "data/乙.csv").write_bytes("名称,数值\n甲,2\n".encode())
    (folder / "data/甲/报告.docx").rename(folder / "data/甲/别的.docx")
    (folder / "data/空").unlink()
    (folder / "data/多.txt").write_bytes(b"more")

    found = set(failures(folder))

    assert {("B402", "data/乙.csv"), ("B405", "data/甲/别的.docx")} <= found
    assert {("B403", "data/空"), ("B404", "data/多.txt")} <= found
    [told] = {each.message for each in look(folder) if each.code == "B405"}
    assert "data/甲/报告.docx" in told


def test_two_files_that_changed_places_are_both_named(tmp_path: Path) -> None:
    files = ours()
    first, second = "data/乙.csv", "data/甲/报告.docx"
    folder = lay(tmp_path / "bag", files | {first: files[second], second: files[first]})

    assert set(failures(folder)) == {("B402", first), ("B402", second)}


def test_a_manifest_made_anew_for_changed_files_is_found(tmp_path: Path) -> None:
    files = ours()
    changed = {"data/乙.csv": b"x"}
    payload = {name: content for name, content in (files | changed).items() if name.startswith("data/")}
    folder = lay(tmp_path / "bag", files | changed | {"manifest-sha256.txt": manifest(payload)})

    assert ("B402", "manifest-sha256.txt") in failures(folder)


def test_links_are_named_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"hello\n")
    folder = lay(tmp_path / "bag", foreign("1.0"))
    (folder / "data/a.txt").unlink()
    (folder / "data/a.txt").symlink_to(tmp_path / "secret")
    (folder / "data/夹").symlink_to(tmp_path)

    assert set(failures(folder)) == {("B201", "data/a.txt"), ("B201", "data/夹"), ("B403", "data/a.txt")}


@pytest.mark.parametrize("name", [".DS_Store", "notes/更正.txt"])
def test_a_file_that_somebody_laid_beside_the_lists_of_our_bag_is_named(tmp_path: Path, name: str) -> None:
    assert failures(lay(tmp_path / "bag", ours() | {name: b"x"})) == [("B424", name)]


def test_where_both_lists_of_our_tag_files_are_gone_no_file_is_said_to_be_added(tmp_path: Path) -> None:
    lists = ("tagmanifest-sha256.txt", "tagmanifest-sha512.txt")
    files = {name: content for name, content in ours().items() if name not in lists}

    assert failures(lay(tmp_path / "bag", files)) == [("B421", name) for name in lists]


def test_a_file_that_nothing_covers_is_told(tmp_path: Path) -> None:
    files = foreign("1.0", more={"note.txt": b"n"})
    files["tagmanifest-sha256.txt"] = manifest({"bagit.txt": files["bagit.txt"]})

    assert "B407" in remarks(lay(tmp_path / "bag", files))
