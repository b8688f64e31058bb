"""Fetching the open fonts (取得开放字体): from Debian's packages, without root, checked against the role table.

apt verifies the archive's signature; the sha256 of each font is checked again, because the table promises these files
and no others. Nothing but the wanted files is taken out of a package, under names that come from the table. Every
package is complete or as it was; what could be had stays when another package could not.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from builders.core.diagnostics import Diagnostic, Place
from builders.core.digests import digest, file_digest
from builders.core.errors import ToolError
from builders.core.process import run
from builders.core.publish import publish
from builders.typeset.typefaces.table import FontPackage, FontTable

WHAT = "下载字体"
TIMEOUT_S = 600.0
LICENCE = "COPYING"


def lacking(table: FontTable, folder: Path) -> tuple[FontPackage, ...]:
    """Return the packages of which a file is missing below ``folder``, or is not the one that the table promises."""
    return tuple(package for package in table.packages if not _is_complete(package, folder / package.folder))


def fetch(table: FontTable, folder: Path, begin: Callable[[FontPackage], None]) -> Iterator[Path]:
    """Put the fonts that ``folder`` lacks and their licences there, each package into its own folder; yield the fonts.

    Needs Debian's or Ubuntu's apt-get and dpkg-deb, a network and no root; the system's package lists are used when
    they are there, else fresh ones in a private place. ``begin`` is called before each package. Raises FileError when
    the folder cannot be written, and at the end ToolError for the packages that were not to be had or hold other
    files; their folders are as they were.
    """
    wanted = lacking(table, folder)
    if wanted and shutil.which("apt-get") is None:
        raise ToolError(
            f"这台机器没有 apt-get，不能自动取得开放字体。请把仿宋、楷体、黑体、小标宋的字体文件"
            f"（例如 Windows 的 simfang.ttf、simkai.ttf、simhei.ttf，生僻字用 simsunb.ttf，符号用 seguisym.ttf）"
            f"复制到“{folder}”；没有时用 Noto 代替。"
        )
    failures: list[Diagnostic] = []
    with TemporaryDirectory(prefix="make-report-apt-") as place:
        archive = _Archive(Path(place))
        for package in wanted:
            begin(package)
            try:
                files = unpack(archive.content(package.package), package)
            except ToolError as error:
                failures += error.diagnostics or (_failure(package, error),)
                continue
            publish({folder / package.folder: files})
            yield from (folder / package.folder / name for name in package.pins)
    if failures:
        missing = "、".join(package.label for package in lacking(table, folder))
        raise ToolError(f"没有取得的字体：{missing}。其余的照常可用；可再次运行 make-report fonts fetch。", failures)


def unpack(content: bytes, package: FontPackage) -> dict[str, bytes]:
    """Return the wanted fonts and their licence out of a package's tar; raises ToolError when one is not right."""
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        for member in tar:
            name = PurePosixPath(member.name).name
            stream = tar.extractfile(member) if member.isfile() else None
            if stream is None:
                continue
            if member.name.endswith(package.licence):
                text = stream.read()
                found[LICENCE] = gzip.decompress(text) if name.endswith(".gz") else text
            elif name in package.pins and name not in found:
                found[name] = stream.read()
    problems = [
        Diagnostic(Place(package.package, column=name), "G115", complaint)
        for name, pin in (*package.pins.items(), (LICENCE, ""))
        if (complaint := _complaint(found.get(name), pin))
    ]
    if problems:
        raise ToolError(f"软件包 {package.package} 里的字体与登记的不一致，没有安装。", problems)
    return found


def _is_complete(package: FontPackage, folder: Path) -> bool:
    held = (folder / LICENCE).is_file() and all((folder / name).is_file() for name in package.pins)
    return held and all(file_digest(folder / name) == pin for name, pin in package.pins.items())


def _complaint(content: bytes | None, pin: str) -> str:
    if content is None:
        return "软件包里没有这个文件"
    return f"sha256 应为 {pin}，实为 {digest(content)}" if pin and digest(content) != pin else ""


def _failure(package: FontPackage, error: ToolError) -> Diagnostic:
    return Diagnostic(Place(package.package), "G116", f"没有取得“{package.label}”字体：{error.message}")


class _Archive:
    """Debian's archive, by apt, in a private place that keeps fresh package lists for all packages."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._own_lists: ToolError | bool = False

    def content(self, package: str) -> bytes:
        """Return the tar inside a package. Raises ToolError."""
        for old in self._place.glob("*.deb"):
            old.unlink()
        try:
            _apt(["download", *self._options(), package], self._place)
        except ToolError:
            # Without package lists, or with old ones, apt knows no such file; fresh lists settle it.
            if self._own_lists is True:
                raise
            self._fetch_lists()
            _apt(["download", *self._options(), package], self._place)
        deb = next(self._place.glob("*.deb"))
        return run(["dpkg-deb", "--fsys-tarfile", str(deb)], timeout_s=TIMEOUT_S, what="解开字体软件包")

    def _fetch_lists(self) -> None:
        """Fetch fresh lists, and do not wait for the network again when it is not there."""
        if isinstance(self._own_lists, ToolError):
            raise self._own_lists
        try:
            _apt(["update", *self._options(own_lists=True)], self._place)
        except ToolError as error:
            self._own_lists = error
            raise
        self._own_lists = True

    def _options(self, *, own_lists: bool = False) -> list[str]:
        """Return the options that keep apt out of the system's folders; its sources and keys are used as they are."""
        for inner in ("lists/partial", "cache/archives/partial"):
            (self._place / inner).mkdir(parents=True, exist_ok=True)
        options = {"Debug::NoLocking": "1", "Dir::Cache": f"{self._place}/cache", "Acquire::Languages": "none"}
        if own_lists or self._own_lists is True:
            options["Dir::State::lists"] = f"{self._place}/lists"
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options["APT::Sandbox::User"] = "root"  # the private folder is closed to apt's own user
        return [part for name, value in options.items() for part in ("-o", f"{name}={value}")]


def _apt(arguments: list[str], place: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "-q", *arguments], timeout_s=TIMEOUT_S, what=WHAT, env=environment, cwd=place)
