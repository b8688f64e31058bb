"""The role table (字体分工表): which font file may play which role of the standard, in order of preference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ToolError
from builders.core.suggest import unknown

TABLE_FILE = "templates/gongwen/fonts.yaml"
_SECTIONS = ("roles", "fandol")
_ROLE_KEYS = ("label", "word_name", "files", "families", "fandol", "fandol_latin", "noto", "optional")
_FANDOL_KEYS = ("package", "files")
_REQUIRED = ("title", "body", "heading", "kai", "song", "fallback", "fallback_sans")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class FontRole:
    """One role and its candidates: file names and family names to look for, then the open fonts that stand in.

    ``fandol_latin`` is the role that lends its letters and digits when Fandol plays this one.
    """

    name: str
    label: str
    word_name: str
    files: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    fandol: str = ""
    fandol_latin: str = ""
    noto: str = ""
    optional: bool = False


@dataclass(frozen=True)
class FontTable:
    """All roles, the Debian package that carries Fandol, and the sha256 of each file taken from it."""

    roles: tuple[FontRole, ...]
    package: str
    pins: Mapping[str, str]


def font_table(raw: object, file: str = TABLE_FILE) -> FontTable:
    """Return the role table of a YAML file read with every scalar a string.

    Raises ToolError with every unknown key, missing role and wrong value at once.
    """
    reading = _Reading(file)
    top = reading.mapping(raw, "", _SECTIONS)
    fandol = reading.mapping(top.get("fandol", {}), "fandol", _FANDOL_KEYS)
    pins = {name: reading.text(value, f"fandol.files.{name}") for name, value in reading.any(fandol.get("files", {}))}
    for name, value in pins.items():
        if not _SHA256.fullmatch(value):
            reading.complain(f"fandol.files.{name}", "应为64位小写十六进制的 sha256", value)
    roles = tuple(reading.role(name, value, pins) for name, value in reading.any(top.get("roles", {})))
    for name in _REQUIRED:
        if name not in [role.name for role in roles]:
            reading.complain(f"roles.{name}", "缺少这个角色", "")
    names = [role.name for role in roles]
    for role in roles:
        if role.fandol_latin and role.fandol_latin not in names:
            reading.complain(f"roles.{role.name}.fandol_latin", unknown(role.fandol_latin, names), "")
    if reading.problems:
        raise ToolError(f"字体分工表有{len(reading.problems)}处错误。", reading.problems)
    return FontTable(roles, reading.text(fandol.get("package", ""), "fandol.package"), pins)


@dataclass
class _Reading:
    """Reads values of the table and collects what is wrong with them."""

    file: str
    problems: list[Diagnostic] = field(default_factory=list)

    def complain(self, key: str, message: str, value: str) -> None:
        self.problems.append(Diagnostic(Place(self.file, column=key), "F101", message, value=value))

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

    def role(self, name: str, value: object, pins: Mapping[str, str]) -> FontRole:
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
            fandol=self.text(given.get("fandol", ""), f"{key}.fandol"),
            fandol_latin=self.text(given.get("fandol_latin", ""), f"{key}.fandol_latin"),
            noto=self.text(given.get("noto", ""), f"{key}.noto"),
            optional=self.text(given.get("optional", "false"), f"{key}.optional") == "true",
        )
        if role.fandol and role.fandol not in pins:
            self.complain(f"{key}.fandol", "fandol.files 里没有这个文件的 sha256", role.fandol)
        return role
