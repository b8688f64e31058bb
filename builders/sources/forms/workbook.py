"""A workbook (工作簿): its sheets by name, whether they are hidden, and what all of them share."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from builders.sources.catalogue_forms import refusal
from builders.sources.forms.container import Package, local, open_package
from builders.sources.forms.worksheet import Worksheet, plain_text, read_worksheet

MOST_SHEETS = 200
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    **dict.fromkeys([14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58], "yyyy-mm-dd"),
    **dict.fromkeys([18, 19, 20, 21, *range(32, 36), 45, 46, 47, 55, 56], "h:mm:ss"),
    22: "yyyy-mm-dd h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 49: "@",
}  # fmt: skip
"""The formats that have a number and no text in the file, as a Chinese Excel shows them."""


@dataclass
class Workbook:
    """A workbook; sheets are read when they are asked for."""

    package: Package
    sheets: dict[str, str]
    hidden: frozenset[str]
    since_1904: bool
    strings: list[str]
    formats: list[str]
    _read: dict[str, Worksheet] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """What messages call the workbook."""
        return self.package.file

    def sheet(self, name: str) -> Worksheet:
        """Return a sheet by its name, which must be there. Raises DataError."""
        if name not in self._read:
            self._read[name] = read_worksheet(self.package, self.sheets[name], name, self.strings, self.formats)
        return self._read[name]


def open_workbook(content: bytes, file: str) -> Workbook:
    """Return the workbook that the bytes of a file hold. Raises DataError with the reason for what is none."""
    package = open_package(content, file)
    main = next(iter(_targets(package, "", "officedocument").values()), "")
    if not main:
        raise refusal("X104", file, "缺少工作簿")
    targets = _targets(package, main)
    sheets: dict[str, str] = {}
    hidden: set[str] = set()
    since_1904 = False
    for element in package.elements(main):
        tag = local(element.tag)
        if tag == "workbookPr":
            since_1904 = element.get("date1904") in ("1", "true")
        elif tag == "sheet":
            name = element.get("name", "")
            part = next((targets.get(value, "") for key, value in element.items() if key.endswith("}id")), "")
            if name in sheets or not package.has(part):
                raise refusal("X104", file, f"工作表“{name}”不完整")
            sheets[name] = part
            hidden |= {name} if element.get("state", "visible") != "visible" else set()
    if not 0 < len(sheets) <= MOST_SHEETS:
        raise refusal("X104" if not sheets else "X105", file, f"有{len(sheets)}张工作表")
    strings, styles = (next(iter(_targets(package, main, kind).values()), "") for kind in ("sharedstrings", "styles"))
    return Workbook(
        package, sheets, frozenset(hidden), since_1904,
        _strings(package, strings) if package.has(strings) else [],
        _formats(package, styles) if package.has(styles) else [],
    )  # fmt: skip


def _targets(package: Package, part: str, kind: str = "") -> dict[str, str]:
    """Return the parts that a part points to by the id of the relation, those of one kind."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found = {}
    for element in package.elements(relations):
        if local(element.tag) == "Relationship" and element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            if element.get("Type", "").lower().endswith(kind):
                found[element.get("Id", "")] = target
    return found


def _strings(package: Package, part: str) -> list[str]:
    found = []
    for event, element in package.events(part, forgotten=2):
        if event == "end" and local(element.tag) == "si":
            found.append(plain_text(element))
    return found


def _formats(package: Package, part: str) -> list[str]:
    """Return the number format of each cell style; a style sheet that cannot be understood says nothing."""
    codes: dict[str, str] = {}
    formats: list[str] = []
    inside = False
    for event, element in package.events(part):
        tag = local(element.tag)
        if tag == "cellXfs":
            inside = event == "start"
        elif event == "end" and tag == "numFmt":
            codes[element.get("numFmtId", "")] = element.get("formatCode", "")
        elif event == "end" and tag == "xf" and inside:
            number = element.get("numFmtId", "0")
            built_in = _BUILT_IN.get(int(number), "General") if number.isascii() and number.isdigit() else "General"
            formats.append(codes.get(number, built_in))
    return formats
