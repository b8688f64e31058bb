"""Fetching the open fonts: only the wanted files, only with the right digests, without root."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from builders.core.digests import digest
from builders.core.errors import ToolError
from builders.typeset import fandol
from builders.typeset.fandol import fetch, unpack
from builders.typeset.typefaces.table import FontTable

LICENCE = "./usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz"
FONTS = "./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
GOOD = {f"{FONTS}/A.otf": b"font A", f"{FONTS}/B.otf": b"font B", LICENCE: gzip.compress(b"the licence")}
TABLE = FontTable((), "texlive-lang-chinese", {"A.otf": digest(b"font A"), "B.otf": digest(b"font B")})


def package(files: Mapping[str, bytes], links: Mapping[str, str] | None = None) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as tar:
        for name, target in (links or {}).items():
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            tar.addfile(link)
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def test_the_wanted_fonts_and_their_licence_are_taken_and_nothing_else() -> None:
    content = package({**GOOD, f"{FONTS}/C.otf": b"font C", "./etc/passwd": b"root"})
    assert unpack(content, TABLE) == {"A.otf": b"font A", "B.otf": b"font B", "COPYING": b"the licence"}


def test_a_path_that_climbs_out_gives_only_its_last_name() -> None:
    content = package({"../../../A.otf": b"font A", **{k: v for k, v in GOOD.items() if "A.otf" not in k}})
    assert set(unpack(content, TABLE)) == {"A.otf", "B.otf", "COPYING"}


def test_a_link_in_the_package_is_not_followed() -> None:
    content = package({k: v for k, v in GOOD.items() if "A.otf" not in k}, {f"{FONTS}/A.otf": "/etc/hostname"})
    with pytest.raises(ToolError) as caught:
        unpack(content, TABLE)
    assert [problem.place.column for problem in caught.value.diagnostics] == ["A.otf"]


def test_every_missing_file_and_every_wrong_digest_is_told() -> None:
    with pytest.raises(ToolError) as caught:
        unpack(package({f"{FONTS}/B.otf": b"font X"}), TABLE)
    told = {problem.place.column: problem.message for problem in caught.value.diagnostics}
    assert set(told) == {"A.otf", "B.otf", "COPYING"}
    assert digest(b"font X") in told["B.otf"]


def test_without_apt_the_message_says_what_to_copy_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match="simfang.ttf") as caught:
        fetch(TABLE, tmp_path / "fonts")
    assert str(tmp_path / "fonts") in caught.value.message
    assert caught.value.exit_code == 5
    assert list(tmp_path.iterdir()) == []


class Apt:
    """Stands in for apt-get and dpkg-deb, and keeps what it was asked."""

    def __init__(self, content: bytes, *, lists: bool) -> None:
        self.content, self.lists = content, lists
        self.calls: list[str] = []

    def run(self, argv: list[str], *, timeout_s: float, what: str, **more: object) -> bytes:
        self.calls.append(argv[2] if argv[0] == "apt-get" else argv[0])
        if argv[0] == "dpkg-deb":
            return self.content
        if argv[2] == "update":
            self.lists = True
        elif not self.lists:
            raise ToolError("没有软件包列表")
        else:
            (Path(str(more["cwd"])) / "texlive.deb").write_bytes(b"")
        return b""


@pytest.mark.parametrize(
    ("lists", "calls"),
    [(True, ["download", "dpkg-deb"]), (False, ["download", "update", "download", "dpkg-deb"])],
)
def test_package_lists_are_fetched_only_when_they_are_missing(
    lists: bool, calls: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apt = Apt(package(GOOD), lists=lists)
    monkeypatch.setattr(fandol, "run", apt.run)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    paths = fetch(TABLE, tmp_path / "fonts")
    assert apt.calls == calls
    assert [path.read_bytes() for path in paths] == [b"font A", b"font B"]
    assert (tmp_path / "fonts" / "fandol" / "COPYING").read_text(encoding="utf-8") == "the licence"


def test_a_wrong_package_leaves_the_old_fonts_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "fonts" / "fandol" / "A.otf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    monkeypatch.setattr(fandol, "run", Apt(package({}), lists=True).run)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(ToolError):
        fetch(TABLE, tmp_path / "fonts")
    assert old.read_bytes() == b"old"
    assert [path.name for path in old.parent.iterdir()] == ["A.otf"]
