"""Fetching the open fonts (取得 Fandol 字体): from Debian's package, without root, checked against the role table.

apt verifies the archive's signature; the sha256 of each font is checked again, because the table promises these files
and no other. Nothing but the wanted files is taken out of the package, under names that come from the table.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import tarfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from builders.core.diagnostics import Diagnostic, Place
from builders.core.digests import digest
from builders.core.errors import ToolError
from builders.core.process import run
from builders.core.publish import publish
from builders.typeset.typefaces.folders import FANDOL
from builders.typeset.typefaces.table import FontTable

WHAT = "下载字体"
TIMEOUT_S = 600.0
LICENCE = "COPYING"
_LICENCE_IN_PACKAGE = "doc/texlive-doc/fonts/fandol/COPYING.gz"


def fetch(table: FontTable, folder: Path) -> tuple[Path, ...]:
    """Put the Fandol fonts of ``table`` and their licence into ``folder/fandol`` and return the fonts' paths.

    Needs Debian's or Ubuntu's apt-get and dpkg-deb, a network and no root; the system's package lists are used when
    they are there, else fresh ones in a private place. Raises ToolError when a program is missing or fails, when the
    package lacks a font or a sha256 differs, and FileError when the folder cannot be written; then it is as it was.
    """
    if shutil.which("apt-get") is None:
        raise ToolError(
            f"这台机器没有 apt-get，不能自动取得 Fandol 字体。请把仿宋、楷体、黑体、小标宋的字体文件"
            f"（例如 Windows 的 simfang.ttf、simkai.ttf、simhei.ttf）复制到“{folder}”；没有时用 Noto 代替。"
        )
    with TemporaryDirectory(prefix="make-report-apt-") as place:
        archive = _download(table.package, Path(place))
        content = run(["dpkg-deb", "--fsys-tarfile", str(archive)], timeout_s=TIMEOUT_S, what="解开字体软件包")
    files = unpack(content, table)
    publish({folder / FANDOL: files})
    return tuple(folder / FANDOL / name for name in table.pins)


def unpack(content: bytes, table: FontTable) -> dict[str, bytes]:
    """Return the wanted fonts and their licence out of a package's tar; raises ToolError when one is not right."""
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        for member in tar:
            name = PurePosixPath(member.name).name
            stream = tar.extractfile(member) if member.isfile() else None
            if stream is None:
                continue
            if member.name.endswith(_LICENCE_IN_PACKAGE):
                found[LICENCE] = gzip.decompress(stream.read())
            elif name in table.pins and name not in found:
                found[name] = stream.read()
    problems = [
        Diagnostic(Place(table.package, column=name), "F105", complaint)
        for name, pin in (*table.pins.items(), (LICENCE, ""))
        if (complaint := _complaint(found.get(name), pin))
    ]
    if problems:
        raise ToolError(f"软件包 {table.package} 里的字体与登记的不一致，没有安装。", problems)
    return found


def _complaint(content: bytes | None, pin: str) -> str:
    if content is None:
        return "软件包里没有这个文件"
    return f"sha256 应为 {pin}，实为 {digest(content)}" if pin and digest(content) != pin else ""


def _download(package: str, place: Path) -> Path:
    """Download the package into ``place`` and return its file."""
    for own_lists in (False, True):
        options = _options(place, own_lists=own_lists)
        try:
            if own_lists:
                _apt(["update", *options], place)
            _apt(["download", *options, package], place)
        except ToolError:
            # Without package lists, or with old ones, apt knows no such file; fresh lists settle it.
            if own_lists:
                raise
            continue
        break
    return next(place.glob("*.deb"))


def _options(place: Path, *, own_lists: bool) -> list[str]:
    """Return the options that keep apt out of the system's folders; its sources and keys are used as they are."""
    (place / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    (place / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    options = {"Debug::NoLocking": "1", "Dir::Cache": f"{place}/cache", "Acquire::Languages": "none"}
    if own_lists:
        options["Dir::State::lists"] = f"{place}/lists"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options["APT::Sandbox::User"] = "root"  # the private folder is closed to apt's own user
    return [part for name, value in options.items() for part in ("-o", f"{name}={value}")]


def _apt(arguments: list[str], place: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "-q", *arguments], timeout_s=TIMEOUT_S, what=WHAT, env=environment, cwd=place)
