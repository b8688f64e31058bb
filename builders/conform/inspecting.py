"""Inspecting (检验): one document of either kind, told apart by its content and never by its name."""

from __future__ import annotations

import re
import zipfile
from codecs import getincrementaldecoder
from io import BytesIO

from builders.conform.finding import Inspection, Profile
from builders.conform.unreadable import Unreadable

PDF_HEAD = 1024
"""``%PDF-`` may stand behind a little rubbish, as every reader allows."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "请在 Word 或 WPS 中另存为 .docx，或导出 PDF 后检验。"

_STREAMS = (
    ("EncryptedPackage", "这个 Word 文件加了打开密码，不能检验。请去掉密码后重试。"),
    ("WordDocument", f"这是旧版 Word 文件（.doc），扩展名改成 .docx 也没有改变内容。{SAVE_AS}"),
    ("Workbook", "这是 Excel 表格（.xls），不是公文文件。请检验 .docx 或 .pdf。"),
    ("PowerPoint Document", "这是 PowerPoint 演示文稿（.ppt），不是公文文件。请检验 .docx 或 .pdf。"),
)
_PACKAGES = (
    ("xl/workbook.xml", "这是 Excel 表格（.xlsx），不是公文文件。请检验 .docx 或 .pdf。"),
    ("ppt/presentation.xml", "这是 PowerPoint 演示文稿（.pptx），不是公文文件。请检验 .docx 或 .pdf。"),
    ("OFD.xml", "这是 OFD 版式文件，目前只检验 .docx 和 .pdf。请由原文字处理软件导出 PDF 后检验。"),
    ("content.xml", f"这是 OpenDocument 文件（.odt）。{SAVE_AS}"),
)
_TEXTS = (
    (rb"\{\\rtf", f"这是 RTF 文件。{SAVE_AS}"),
    (rb"<!doctype\s+html|<html|<head|<body|<meta", f"这是网页（HTML）文件。{SAVE_AS}"),
    (rb"<\?xml|<w:wordDocument", f"这是 XML 文件。{SAVE_AS}"),
)
_PICTURES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)


def inspect(content: bytes, profile: Profile) -> Inspection:
    """Return the inspection of a .docx or a .pdf.

    Raises Unreadable for anything else, and for a file that is encrypted, broken or overblown. Runs in this process:
    files from outside go through ``isolation.inspect_isolated``.
    """
    if kind(content) == "pdf":
        from builders.conform.pdf import inspect_pdf

        return inspect_pdf(content, profile)
    from builders.conform.docx import inspect_docx

    return inspect_docx(content, profile)


def kind(content: bytes) -> str:
    """Return ``docx`` or ``pdf``. Raises Unreadable with what the file really is and what to do."""
    if not content.strip(b"\x00 \t\r\n"):
        raise Unreadable("这个文件是空的，请重新保存或重新取得文件。")
    if b"%PDF-" in content[:PDF_HEAD]:
        return "pdf"
    if content.startswith(b"PK"):
        return _package(content)
    if content.startswith(OLE):
        for stream, message in _STREAMS:
            if stream.encode("utf-16-le") in content:
                raise Unreadable(message)
        raise Unreadable(f"这是旧版 Office 文件。{SAVE_AS}")
    for pattern, message in _TEXTS:
        if re.match(rb"(?:\xef\xbb\xbf)?\s*(?:" + pattern + rb")", content[:4096], re.IGNORECASE):
            raise Unreadable(message)
    for magic, name in _PICTURES:
        if content.startswith(magic):
            raise Unreadable(f"这是 {name} 图片，没有可以检验的文字。请检验 .docx 或 .pdf。")
    if _is_text(content[:4096]):
        raise Unreadable(f"这是纯文本文件，没有格式可以检验。{SAVE_AS}")
    raise Unreadable("这不是 .docx 或 .pdf 文件（内容无法识别）。请由文字处理软件重新保存或导出。")


def _package(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable("这个文件已损坏或不完整（可能没有下载完），请重新保存或重新取得文件。") from error
    names = {entry.filename for entry in entries}
    if "word/document.xml" in names:
        return "docx"
    for name, message in _PACKAGES:
        if name in names:
            raise Unreadable(message)
    if "[Content_Types].xml" in names:
        return "docx"  # the name of the main part is free; the reader finds it
    raise Unreadable("这是普通压缩包，不是 Word 文件。请解压后检验其中的 .docx 或 .pdf。")


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            getincrementaldecoder(encoding)().decode(head)  # the end may divide a character
        except UnicodeDecodeError:
            continue
        return True
    return False
