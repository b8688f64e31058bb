"""Workbooks made part by part (工作簿样本): what Excel, WPS and accidents put into the file, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from builders.model.table import column_letter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"

Cell = str | None
"""A cell's XML as ``text``, ``number`` and the like make it; None for none."""


def text(words: str, style: int = 0) -> str:
    """Return a cell with a text of its own (an inline string, as WPS may write)."""
    return f'<c{{at}} t="inlineStr" s="{style}"><is><t xml:space="preserve">{escape(words)}</t></is></c>'


def number(digits: str, style: int = 0) -> str:
    """Return a cell with a number, in the very digits that stand in the file."""
    return f'<c{{at}} s="{style}"><v>{digits}</v></c>'


def typed(kind: str, value: str) -> str:
    """Return a cell of another type: ``b``, ``e``, ``d``, ``str``, ``s``."""
    return f'<c{{at}} t="{kind}"><v>{escape(value)}</v></c>'


def formula(words: str, result: str | None) -> str:
    """Return a formula with or without its result."""
    value = "" if result is None else f"<v>{result}</v>"
    return f"<c{{at}}><f>{escape(words)}</f>{value}</c>"


def sheet(
    rows: Sequence[Sequence[Cell]],
    *,
    first: int = 1,
    places: bool = True,
    before: str = "",
    after: str = "",
    hidden_rows: frozenset[int] = frozenset(),
    namespace: str = MAIN,
) -> str:
    """Return a worksheet's XML; without ``places`` neither rows nor cells say where they stand."""
    lines = []
    for line, cells in enumerate(rows, first):
        written = [
            cell.replace("{at}", f' r="{column_letter(at)}{line}"' if places else "")
            for at, cell in enumerate(cells)
            if cell is not None
        ]
        hidden = ' hidden="1"' if line in hidden_rows else ""
        where = f' r="{line}"' if places else ""
        lines.append(f"<row{where}{hidden}>{''.join(written)}</row>")
    return f'<worksheet xmlns="{namespace}">{before}<sheetData>{"".join(lines)}</sheetData>{after}</worksheet>'


def parts(
    sheets: Mapping[str, str],
    *,
    hidden: frozenset[str] = frozenset(),
    formats: Sequence[str] = (),
    strings: Sequence[str] = (),
    since_1904: bool = False,
    strict: bool = False,
    kind: str = SHEET_TYPE,
) -> dict[str, str]:
    """Return the parts of a workbook; ``formats`` are those of the styles 1, 2, …, ``strings`` the shared ones."""
    main, relations = (STRICT, STRICT_RELATIONS) if strict else (MAIN, RELATIONS)
    states = ("visible", "hidden")
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}" state="{states[name in hidden]}"/>'
        for n, name in enumerate(sheets, 1)
    )
    pointed = "".join(
        f'<Relationship Id="rId{n}" Type="{relations}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    found = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">'
        f'<workbookPr date1904="{int(since_1904)}"/><sheets>{listed}</sheets></workbook>',
    }
    found |= {f"xl/worksheets/sheet{n}.xml": content for n, content in enumerate(sheets.values(), 1)}
    if formats:
        codes = "".join(f'<numFmt numFmtId="{163 + n}" formatCode={quoteattr(f)}/>' for n, f in enumerate(formats, 1))
        styles = "".join(f'<xf numFmtId="{163 + n}"/>' for n in range(1, len(formats) + 1))
        found["xl/styles.xml"] = (
            f'<styleSheet xmlns="{main}"><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{styles}</cellXfs>'
            "</styleSheet>"
        )
        pointed += f'<Relationship Id="rS" Type="{relations}/styles" Target="styles.xml"/>'
    if strings:
        items = "".join(f"<si>{each}</si>" for each in strings)
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{items}</sst>'
        pointed += f'<Relationship Id="rT" Type="{relations}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    found["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{pointed}</Relationships>'
    )
    return found


def zipped(contents: Mapping[str, str | bytes]) -> bytes:
    """Return the file that holds the parts."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return made.getvalue()


def workbook(rows: Sequence[Sequence[Cell]], name: str = "项目", *, formats: Sequence[str] = ()) -> bytes:
    """Return a workbook of one sheet."""
    return zipped(parts({name: sheet(rows)}, formats=formats))
