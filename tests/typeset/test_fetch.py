"""Fetching the open fonts: only the wanted files, only with the right digests, without root, what is to be had."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from builders.core.digests import digest
from builders.core.errors import ToolError
from builders.typeset.typefaces import fetch as fetching
from builders.typeset.typefaces.fetch import fetch, lacking, unpack
from builders.typeset.typefaces.table import FontPackage, FontTable

LICENCE = "./usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz"
FONTS = "./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
GOOD = {f"{FONTS}/A.otf": b"font A", f"{FONTS}/B.otf": b"font B", LICENCE: gzip.compress(b"the licence")}
PINS = {"A.otf": digest(b"font A"), "B.otf": digest(b"font B")}
FANDOL = FontPackage("fandol", "Fandol", "texlive-lang-chinese", 50, "fonts/fandol/COPYING.gz", PINS)
SYMBOLS = FontPackage("symbola", "Symbola", "fonts-symbola", 2, "fonts-symbola/copyright", {"S.ttf": digest(b"font S")})
SYMBOL_FILES = {"./usr/share/fonts/S.ttf": b"font S", "./usr/share/doc/fonts-symbola/copyright": b"free for any use"}
TABLE = FontTable((), (FANDOL, SYMBOLS))


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


class Apt:
    """Stands in for apt-get and dpkg-deb, and keeps what it was asked; ``lists`` says whether it knows packages."""

    def __init__(self, packages: Mapping[str, bytes], *, lists: bool = True, network: bool = True) -> None:
        self.packages, self.lists, self.network = packages, lists, network
        self.calls: list[str] = []

    def run(self, argv: list[str], *, timeout_s: float, what: str, **more: object) -> bytes:
        if argv[0] == "dpkg-deb":
            self.calls.append("dpkg-deb")
            return Path(argv[-1]).read_bytes()
        self.calls.append(argv[2])
        if not self.network:
            raise ToolError("没有网络")
        if argv[2] == "update":
            self.lists = True
        elif not self.lists or argv[-1] not in self.packages:
            raise ToolError("没有这个软件包")
        else:
            (Path(str(more["cwd"])) / f"{argv[-1]}.deb").write_bytes(self.packages[argv[-1]])
        return b""


ALL = {"texlive-lang-chinese": package(GOOD), "fonts-symbola": package(SYMBOL_FILES)}


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    return tmp_path / "fonts"


def fetched(apt: Apt, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fetch from a stand-in; return the names of the fonts."""
    monkeypatch.setattr(fetching, "run", apt.run)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    return [path.name for path in fetch(TABLE, folder, lambda one: None)]


# ------------------------------------------------------------------ what is taken out of a package


def test_the_wanted_fonts_and_their_licence_are_taken_and_nothing_else() -> None:
    content = package({**GOOD, f"{FONTS}/C.otf": b"font C", "./etc/passwd": b"root"})
    assert unpack(content, FANDOL) == {"A.otf": b"font A", "B.otf": b"font B", "COPYING": b"the licence"}


def test_a_licence_may_lie_in_the_package_unpacked() -> None:
    assert unpack(package(SYMBOL_FILES), SYMBOLS)["COPYING"] == b"free for any use"


def test_a_path_that_climbs_out_gives_only_its_last_name() -> None:
    content = package({"../../../A.otf": b"font A", **{k: v for k, v in GOOD.items() if "A.otf" not in k}})
    assert set(unpack(content, FANDOL)) == {"A.otf", "B.otf", "COPYING"}


def test_a_link_in_the_package_is_not_followed() -> None:
    content = package({k: v for k, v in GOOD.items() if "A.otf" not in k}, {f"{FONTS}/A.otf": "/etc/hostname"})
    with pytest.raises(ToolError) as caught:
        unpack(content, FANDOL)
    assert [problem.place.column for problem in caught.value.diagnostics] == ["A.otf"]


def test_every_missing_file_and_every_wrong_digest_is_told() -> None:
    with pytest.raises(ToolError) as caught:
        unpack(package({f"{FONTS}/B.otf": b"font X"}), FANDOL)
    told = {problem.place.column: problem.message for problem in caught.value.diagnostics}
    assert set(told) == {"A.otf", "B.otf", "COPYING"}
    assert digest(b"font X") in told["B.otf"]


# ------------------------------------------------------------------ what is fetched


def test_without_apt_the_message_says_what_to_copy_where(fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(fonts.parent))
    with pytest.raises(ToolError, match="simfang.ttf") as caught:
        list(fetch(TABLE, fonts, lambda one: None))
    assert str(fonts) in caught.value.message
    assert caught.value.exit_code == 5
    assert list(fonts.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("lists", "calls"),
    [
        (True, ["download", "dpkg-deb", "download", "dpkg-deb"]),
        (False, ["download", "update", "download", "dpkg-deb", "download", "dpkg-deb"]),
    ],
)
def test_package_lists_are_fetched_once_and_only_when_they_are_missing(
    lists: bool, calls: list[str], fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apt = Apt(ALL, lists=lists)
    assert fetched(apt, fonts, monkeypatch) == ["A.otf", "B.otf", "S.ttf"]
    assert apt.calls == calls
    assert (fonts / "fandol" / "COPYING").read_text(encoding="utf-8") == "the licence"
    assert (fonts / "symbola" / "S.ttf").read_bytes() == b"font S"


def test_what_is_there_is_not_fetched_again(fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(Apt(ALL), fonts, monkeypatch)
    again = Apt(ALL)
    assert lacking(TABLE, fonts) == ()
    assert fetched(again, fonts, monkeypatch) == []
    assert again.calls == []


@pytest.mark.parametrize("harm", ["S.ttf", "COPYING"])
def test_only_the_package_that_lost_a_file_is_fetched_again(
    harm: str, fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched(Apt(ALL), fonts, monkeypatch)
    (fonts / "symbola" / harm).unlink()
    assert lacking(TABLE, fonts) == (SYMBOLS,)
    assert fetched(Apt(ALL), fonts, monkeypatch) == ["S.ttf"]


def test_a_font_that_is_not_the_promised_one_is_fetched_again(fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(Apt(ALL), fonts, monkeypatch)
    (fonts / "symbola" / "S.ttf").write_bytes(b"half a font")
    fetched(Apt(ALL), fonts, monkeypatch)
    assert (fonts / "symbola" / "S.ttf").read_bytes() == b"font S"


def test_a_package_that_is_not_to_be_had_does_not_keep_the_others_away(
    fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ToolError) as caught:
        fetched(Apt({"fonts-symbola": package(SYMBOL_FILES)}), fonts, monkeypatch)
    assert "没有取得的字体：Fandol。其余的照常可用" in caught.value.message
    assert [problem.code for problem in caught.value.diagnostics] == ["G116"]
    assert (fonts / "symbola" / "S.ttf").is_file()
    assert not (fonts / "fandol").exists()


def test_without_a_network_lists_are_asked_for_once(fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apt = Apt(ALL, network=False)
    with pytest.raises(ToolError, match="没有取得的字体：Fandol、Symbola"):
        fetched(apt, fonts, monkeypatch)
    assert apt.calls == ["download", "update", "download"]
    assert not fonts.exists()


def test_a_wrong_package_leaves_the_old_fonts_alone(fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = fonts / "fandol" / "A.otf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    with pytest.raises(ToolError) as caught:
        fetched(Apt({**ALL, "texlive-lang-chinese": package({})}), fonts, monkeypatch)
    assert {problem.code for problem in caught.value.diagnostics} == {"G115"}
    assert old.read_bytes() == b"old"
    assert [path.name for path in old.parent.iterdir()] == ["A.otf"]
