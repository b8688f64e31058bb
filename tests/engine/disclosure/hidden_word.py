"""Hiding places in a Word file (.docx): one file for each, the secret somewhere in it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from tests.engine.disclosure.hidden_pictures import photo
from tests.engine.disclosure.hidden_sheets import workbook

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A zip file of these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def story(inside: str, root: str = "document") -> str:
    body = f"<w:body>{inside}</w:body>" if root == "document" else inside
    return f"<w:{root} {W} {DRAWING}>{body}</w:{root}>"


def word(body: str = "<w:p/>", **others: bytes | str) -> bytes:
    """A Word file; in the names of other parts ``__`` stands for a folder, ``_`` before the suffix for the point."""
    named = {
        name.replace("__", "/").replace("_xml", ".xml").replace("_rels", ".rels"): each for name, each in others.items()
    }
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": story(body), **named})


def text(said: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{said}</w:t></w:r>"


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def rows(*cells: tuple[str, ...]) -> str:
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(text(each))}</w:tc>" for each in row) + "</w:tr>" for row in cells
    )
    return f"<w:tbl>{made}</w:tbl>"


def split(secret: str) -> str:
    """The secret in three runs, between them what Word puts there: marks of proofreading and of revisions."""
    one, two, three = secret[:4], secret[4:9], secret[9:]
    middle = f'<w:proofErr w:type="spellStart"/><w:ins w:author="a">{text(two, "<w:b/>")}</w:ins>'
    return paragraph(text("号码" + one) + middle + '<w:bookmarkStart w:id="0" w:name="x"/>' + text(three))


def hidden_in_word() -> dict[str, tuple[Callable[[str], bytes], str]]:
    """Return for each place the maker of a file and what its place is called."""
    field = '<w:r><w:instrText>HYPERLINK "tel:{}</w:instrText></w:r><w:r><w:instrText>{}"</w:instrText></w:r>'
    drawn = '<w:r><w:drawing><wp:docPr id="1" name="图" descr="{}"/></w:drawing></w:r>'
    box = "<w:r><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></w:r>"
    tag = '<w:sdt><w:sdtPr><w:alias w:val="{}"/></w:sdtPr></w:sdt>'
    link = (
        f'<Relationships xmlns="{RELS}"><Relationship Id="a" TargetMode="External" Target="tel:{{}}"/></Relationships>'
    )
    core = '<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>{}</dc:description></p>'
    cache = f"<c:chart {DRAWING}><c:cat><c:strCache><c:pt><c:v>{{}}</c:v></c:pt></c:strCache></c:cat></c:chart>"
    variable = '<w:docVars><w:docVar w:name="a" w:val="{}"/></w:docVars>'
    return {
        "split over runs": (lambda s: word(split(s)), "正文第1段"),
        "a table's cell": (lambda s: word(rows(("姓名", "说明"), ("某", s))), "正文第4段"),
        "a text box": (lambda s: word(paragraph(box.format(split(s)))), "正文第2段"),
        "hidden text": (lambda s: word(paragraph(text(s, "<w:vanish/>"))), "正文第1段（隐藏文字）"),
        "deleted text": (
            lambda s: word(paragraph(f"<w:del><w:r><w:delText>{s}</w:delText></w:r></w:del>")),
            "正文第1段（删去的文字）",
        ),
        "a field's code": (lambda s: word(paragraph(field.format(s[:5], s[5:]))), "正文第1段（域代码）"),
        "the strict kind of file": (
            lambda s: zipped(
                {
                    "[Content_Types].xml": TYPES,
                    "word/document.xml": story(split(s)).replace(
                        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                        "http://purl.oclc.org/ooxml/wordprocessingml/main",
                    ),
                }
            ),
            "正文第1段",
        ),
        "a header": (lambda s: word(word__header1_xml=story(split(s), "hdr")), "页眉"),
        "a footer": (lambda s: word(word__footer2_xml=story(split(s), "ftr")), "页脚"),
        "a footnote": (lambda s: word(word__footnotes_xml=story(split(s), "footnotes")), "脚注"),
        "an endnote": (lambda s: word(word__endnotes_xml=story(split(s), "endnotes")), "尾注"),
        "a comment": (lambda s: word(word__comments_xml=story(split(s), "comments")), "批注"),
        "a property": (lambda s: word(docProps__core_xml=core.format(s)), "文档属性"),
        "a custom property": (lambda s: word(docProps__custom_xml=f"<P><v>{s}</v></P>"), "自定义属性"),
        "custom XML": (lambda s: word(customXml__item1_xml=f"<a><手机>{s}</手机></a>"), "自定义 XML"),
        "an attribute of custom XML": (lambda s: word(customXml__item1_xml=f'<a 号="{s}"/>'), "自定义 XML的属性“号”"),
        "a remark in XML": (lambda s: word(customXml__item1_xml=f"<a><!-- {s} --></a>"), "自定义 XML的注释"),
        "the words for a picture": (lambda s: word(paragraph(drawn.format(s))), "正文的替代文字"),
        "the name of a control": (lambda s: word(tag.format(s)), "正文的属性“val”"),
        "a link": (lambda s: word(word___rels__document_xml_rels=link.format(s)), "超链接"),
        "a variable": (lambda s: word(word__settings_xml=story(variable.format(s), "settings")), "文档设置的属性“val”"),
        "a building block": (lambda s: word(word__glossary__document_xml=story(split(s))), "文档部件"),
        "a chart's cache": (lambda s: word(word__charts__chart1_xml=cache.format(s)), "图表"),
        "a workbook inside": (
            lambda s: zipped({"[Content_Types].xml": TYPES, "word/embeddings/a.xlsx": workbook(s)}),
            "word/embeddings/a.xlsx ▸ 工作表“Sheet”!A1",
        ),
        "a picture inside": (
            lambda s: zipped({"[Content_Types].xml": TYPES, "word/media/a.jpg": photo(s)}),
            "word/media/a.jpg ▸ EXIF 用户注释",
        ),
        "an old Office object inside": (
            lambda s: zipped(
                {
                    "[Content_Types].xml": TYPES,
                    "word/embeddings/a.bin": b"\x01\x02\x00" + s.encode("utf-16-le") + b"\xff\xfe\x9c",
                }
            ),
            "word/embeddings/a.bin",
        ),
        "the name of a part": (
            lambda s: zipped({"[Content_Types].xml": TYPES, f"word/media/{s}.jpg": photo("")}),
            "包内文件名",
        ),
    }
