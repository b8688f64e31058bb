"""The door (入口): a file is told by its content, and what is no document is told what it is."""

from __future__ import annotations

import pytest

from builders.conform.finding import Verdict
from builders.conform.inspecting import inspect, kind
from builders.conform.pdf.reading import MOST_PAGES
from builders.conform.unreadable import Unreadable
from tests.conform import strange
from tests.conform.pdf import papers
from tests.conform.pdf.press import printed

REFUSED = {
    "an empty file": (b"", "空的"),
    "a file of zeros": (bytes(4096), "空的"),
    "an old Word file named .docx": (strange.ole("WordDocument"), "旧版 Word 文件（.doc）"),
    "an encrypted Word file": (strange.ole("EncryptedPackage"), "密码"),
    "an old Excel file": (strange.ole("Workbook"), "Excel"),
    "some other old file": (strange.OLE, "旧版 Office"),
    "a workbook": (strange.package(xl__workbook_xml=b"<workbook/>"), "Excel"),
    "slides": (strange.package(ppt__presentation_xml=b"<p/>"), "PowerPoint"),
    "an OFD file": (strange.package(OFD_xml=b"<ofd/>"), "OFD"),
    "an OpenDocument text": (strange.package(content_xml=b"<office/>"), "OpenDocument"),
    "a zip file": (strange.package(readme_txt=b"hello"), "普通压缩包"),
    "half a zip file": (strange.package(word__document_xml=b"<w/>" * 1000)[:-30], "不完整"),
    "a bomb": (strange.bomb(300), "压缩炸弹|解压后"),
    "rich text": (rb"{\rtf1\ansi hello}", "RTF"),
    "a web page": (b"\xef\xbb\xbf \n<!DOCTYPE HTML><html><body>", "HTML"),
    "XML": (b"<?xml version='1.0'?><w:wordDocument/>", "XML"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
    "plain text": ("关于开展试点工作的通知".encode() * 50, "纯文本"),
    "plain text in GB18030": ("关于开展试点工作的通知".encode("gb18030") * 50, "纯文本"),
    "something else": (bytes(range(256)) * 4, "无法识别"),
    "a PDF behind a password": (strange.locked(), "密码"),
    "half a PDF": (b"%PDF-1.7\n1 0 obj\n<</Type/Catalog", "不完整"),
    "a PDF without pages": (strange.pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"), "没有页面"),
    "a PDF of too many pages": (strange.blank(MOST_PAGES + 1), f"超过{MOST_PAGES}页"),
}


@pytest.mark.parametrize(("content", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_document_is_told_what_it_is(content: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told) as refusal:
        inspect(content, "report")

    assert any(word in str(refusal.value) for word in ("请", "不检验", "不予读取"))


def test_a_pdf_is_told_by_its_content_behind_a_little_rubbish() -> None:
    assert kind(b"\r\n" * 20 + strange.blank()) == "pdf"


def test_a_scan_violates_and_nothing_else_is_judged() -> None:
    inspection = inspect(strange.scan(), "report")
    [first, *others] = inspection.findings

    assert (first.verdict, first.measured) == (Verdict.VIOLATES, "没有可测量的文字（扫描件）")
    assert {each.verdict for each in others} == {Verdict.UNKNOWN}
    assert not inspection.conforms


def test_an_empty_page_is_no_scan_and_does_not_conform() -> None:
    inspection = inspect(strange.blank(), "report")

    assert inspection.findings[0].measured == "没有可测量的文字（空白文件）"
    assert not inspection.conforms


def test_a_tree_of_pages_that_bites_its_tail_ends() -> None:
    try:
        inspection = inspect(strange.endless(), "report")
    except Unreadable:
        return

    assert not inspection.conforms


def test_a_good_pdf_goes_through_the_door() -> None:
    inspection = inspect(printed(papers.report()), "report")

    assert (inspection.kind, inspection.conforms) == ("pdf", True)
