"""Properties of the file (文档属性): what Word shows under 信息, and what finds a document again."""

from __future__ import annotations

from datetime import UTC

from lxml import etree

from builders.model.manuscript import Manuscript
from builders.typeset.docx.xml import Element, legal, serialise

STATUSES = {"draft": "草稿", "final": "定稿"}
SAMPLE = "示例数据"

_CORE = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_CUSTOM = 2


def core(manuscript: Manuscript) -> bytes:
    """Return ``docProps/core.xml``: title, author, language and the manuscript's moment, never the clock's."""
    top = etree.Element(_qualified("cp:coreProperties"), nsmap=_CORE)
    moment = manuscript.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    _add(top, "dc:title", manuscript.name)
    _add(top, "dc:creator", author(manuscript))
    _add(top, "dc:language", "zh-CN")
    _add(top, "cp:contentStatus", STATUSES[manuscript.status])
    _add(top, "cp:lastModifiedBy", author(manuscript))
    _add(top, "cp:revision", str(manuscript.revision.number or 1) if manuscript.revision else "1")
    for name in ("dcterms:created", "dcterms:modified"):
        _add(top, name, moment).set(_qualified("xsi:type"), "dcterms:W3CDTF")
    _add(top, "cp:version", manuscript.version)
    return serialise(top)


def custom(manuscript: Manuscript) -> bytes:
    """Return ``docProps/custom.xml``: version, notice, period, status, and that the data is invented if it is."""
    values = {
        "版本": manuscript.version,
        **({"提交": manuscript.revision.commit} if manuscript.revision and manuscript.revision.commit else {}),
        "通知": manuscript.notice,
        "报告期": manuscript.period,
        "文件状态": STATUSES[manuscript.status],
    }
    if SAMPLE in manuscript.marks:
        values[SAMPLE] = "是"
    top = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={"cu": _CUSTOM, "vt": _VALUE})
    for number, (name, value) in enumerate(values.items(), _FIRST_CUSTOM):
        holder = etree.SubElement(top, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=name)
        etree.SubElement(holder, f"{{{_VALUE}}}lpwstr").text = legal(value)
    return serialise(top)


def author(manuscript: Manuscript) -> str:
    """Return who wrote the document: its author, else the organs that sign it."""
    return manuscript.author or "、".join(manuscript.signers)


def _add(top: Element, name: str, text: str) -> Element:
    made = etree.SubElement(top, _qualified(name))
    made.text = legal(text)
    return made


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_CORE[prefix]}}}{local}"
