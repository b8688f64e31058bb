"""The role table (字体分工表): which font file may play which role of the standard, in order of preference."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ToolError
from builders.core.suggest import unknown

TABLE_FILE = "templates/gongwen/fonts.yaml"
_SECTIONS = ("roles", "packages")
_ROLE_KEYS = ("label", "word_name", "files", "families", "fetched", "fetched_latin", "noto", "optional")
_PACKAGE_KEYS = ("label", "package", "megabytes", "licence", "files")
_REQUIRED = ("title", "body", "heading", "kai", "song", "fallback", "fallback_sans")
_FOLDER = re.compile(r"[a-z][a-z0-9-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class FontRole:
    """One role and its candidates: file names and family names to look for, then the open fonts that stand in.

    ``fetched`` is a file of one of the packages; ``fetched_latin`` is the role that lends its letters and digits when
    that file plays this one.
    """

    name: str
    label: str
    word_name: str
    files: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    fetched: str = ""
    fetched_latin: str = ""
    noto: str = ""
    optional: bool = False


@dataclass(frozen=True)
class FontPackage:
    """A Debian package with open fonts, and the sha256 of each file that is taken from it.

    ``folder`` is where the files are put below the user's own fonts, ``licence`` the end of the path that the licence
    has in the package, ``megabytes`` what has to be fetched.
    """

    folder: str
    label: str
    package: str
    megabytes: int
    licence: str
    pins: Mapping[str, str]


@dataclass(frozen=True)
class FontTable:
    """All roles, and the packages that carry the open fonts."""

    roles: tuple[FontRole, ...]
    packages: tuple[FontPackage, ...]


def font_table(raw: object, file: str = TABLE_FILE) -> FontTable:
    """Return the role table of a YAML file read with every scalar a string.

    Raises ToolError with every unknown key, missing role and wrong value at once.
    """
    reading = _Reading(file)
    top = reading.mapping(raw, "", _SECTIONS)
    packages = tuple(reading.package(name, value) for name, value in reading.any(top.get("packages", {})))
    fetched = {name for package in packages for name in package.pins}
    roles = tuple(reading.role(name, value, fetched) for name, value in reading.any(top.get("roles", {})))
    names = [role.name for role in roles]
    for name in _REQUIRED:
        if name not in names:
            reading.complain(f"roles.{name}", "缺少这个角色", "")
    for role in roles:
        if role.fetched_latin and role.fetched_latin not in names:
            reading.complain(f"roles.{role.name}.fetched_latin", unknown(role.fetched_latin, names), "")
    if reading.problems:
        raise ToolError(f"字体分工表有{len(reading.problems)}处错误。", reading.problems)
    return FontTable(roles, packages)


@dataclass
class _Reading:
    """Reads values of the table and collects what is wrong with them."""

    file: str
    problems: list[Diagnostic] = field(default_factory=list)

    def complain(self, key: str, message: str, value: str) -> None:
        self.problems.append(Diagnostic(Place(self.file, column=key), "G111", message, value=value))

    def any(self, value: object) -> list[tuple[str, object]]:
        """Return the pairs of a mapping whose keys are free names."""
        return [(str(key), item) for key, item in value.items()] if isinstance(value, Mapping) else []

    def mapping(self, value: object, key: str, known: tuple[str, ...]) -> dict[str, object]:
        if not isinstance(value, Mapping):
            self.complain(key, "应为“名称: 值”的列表", str(value))
            return {}
        for name in value:
            if name not in known:
                self.complain(f"{key}.{name}".lstrip("."), unknown(str(name), known), "")
        return {str(name): item for name, item in value.items()}

    def text(self, value: object, key: str) -> str:
        if isinstance(value, str):
            return value
        self.complain(key, "应为文字", str(value))
        return ""

    def texts(self, value: object, key: str) -> tuple[str, ...]:
        if isinstance(value, list):
            return tuple(self.text(item, key) for item in value)
        self.complain(key, "应为列表", str(value))
        return ()

    def package(self, folder: str, value: object) -> FontPackage:
        key = f"packages.{folder}"
        given = self.mapping(value, key, _PACKAGE_KEYS)
        if not _FOLDER.fullmatch(folder):
            self.complain(key, "应为小写字母组成的名称", folder)
        texts = {name: self.text(given.get(name, ""), f"{key}.{name}") for name in _PACKAGE_KEYS if name != "files"}
        for name, text in texts.items():
            if not text:
                self.complain(f"{key}.{name}", "缺少这一项", "")
        if not texts["megabytes"].isdecimal():
            self.complain(f"{key}.megabytes", "应为整数", texts["megabytes"])
        pins = {name: self.text(pin, f"{key}.files.{name}") for name, pin in self.any(given.get("files", {}))}
        for name, pin in pins.items():
            if not _SHA256.fullmatch(pin):
                self.complain(f"{key}.files.{name}", "应为64位小写十六进制的 sha256", pin)
        size = int(texts["megabytes"]) if texts["megabytes"].isdecimal() else 0
        return FontPackage(folder, texts["label"], texts["package"], size, texts["licence"], pins)

    def role(self, name: str, value: object, fetched: Collection[str]) -> FontRole:
        key = f"roles.{name}"
        given = self.mapping(value, key, _ROLE_KEYS)
        for needed in ("label", "word_name"):
            if needed not in given:
                self.complain(f"{key}.{needed}", "缺少这一项", "")
        role = FontRole(
            name=name,
            label=self.text(given.get("label", ""), f"{key}.label"),
            word_name=self.text(given.get("word_name", ""), f"{key}.word_name"),
            files=self.texts(given.get("files", []), f"{key}.files"),
            families=self.texts(given.get("families", []), f"{key}.families"),
            fetched=self.text(given.get("fetched", ""), f"{key}.fetched"),
            fetched_latin=self.text(given.get("fetched_latin", ""), f"{key}.fetched_latin"),
            noto=self.text(given.get("noto", ""), f"{key}.noto"),
            optional=self.text(given.get("optional", "false"), f"{key}.optional") == "true",
        )
        if role.fetched and role.fetched not in fetched:
            self.complain(f"{key}.fetched", "packages 里没有这个文件的 sha256", role.fetched)
        return role
