"""Word files (他人的文件): small packages written by hand, as Word, WPS and other programs write them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" '
    'w:header="851" w:footer="1418" w:gutter="0"/>{inside}</w:sectPr>'
)
BODY_STYLE = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:line="579" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:spacing w:val="-5"/><w:sz w:val="32"/></w:rPr>'
    "</w:style>"
)


def run(text: str, properties: str = "") -> str:
    """A run of text with direct properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str, properties: str = "", letters: str = "") -> str:
    """A paragraph of one run with direct properties."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text, letters) if text else ''}</w:p>"


def page(inside: str = "") -> str:
    """A section with the standard's margins."""
    return SECTION.format(inside=inside)


def word(
    body: str, *, styles: str = BODY_STYLE, section: str | None = None, parts: dict[str, str] | None = None
) -> bytes:
    """A package: ``parts`` are further parts of ``word/`` without suffix, such as numbering, settings or theme."""
    section = page() if section is None else section
    texts = {"styles": f"<w:styles {SPACES}>{styles}</w:styles>", **(parts or {})}
    related = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>' for name in texts
    )
    main = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", relationships(main))
        package.writestr("word/_rels/document.xml.rels", relationships(related))
        document = f"<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>"
        package.writestr("word/document.xml", document)
        for name, text in texts.items():
            package.writestr(f"word/{name}.xml", text)
    return stream.getvalue()


def relationships(inside: str) -> str:
    """A relationships part."""
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
