"""The style sheet (样式表) of a workbook, with its elements in the order that Excel's own schema has."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

STYLES = "xl/styles.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FONT = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip
"""The order of a font's properties; openpyxl writes the name first."""


def in_schema_order(loose: bytes) -> bytes:
    """Return a workbook again with the properties of every font in the schema's order."""
    made = BytesIO()
    with ZipFile(BytesIO(loose)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, _ordered(content) if name == STYLES else content)
    return made.getvalue()


def _ordered(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda each: _FONT.index(etree.QName(each).localname))
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
