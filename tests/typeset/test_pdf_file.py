"""The PDF as a file: standards, properties, fonts, text, pictures, refusals, and the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from pdfminer.pdftypes import resolve1

from builders.core.errors import ContentError, ToolError
from builders.model.document import Document
from builders.model.manuscript import Asset, Attendance, Imprint, Manuscript, Masthead, Origin
from builders.typeset.markdown import parse
from builders.typeset.pdf import write
from builders.typeset.widths import printed
from tests.judges.verapdf import Flavour, judge
from tests.typeset.printed import ROOT, body_texts, noto, pdf_of
from tests.typeset.samples import chart, everything, manuscript


@pytest.fixture(scope="module")
def large() -> Manuscript:
    return everything()


@pytest.fixture(scope="module")
def pdf(large: Manuscript) -> bytes:
    return pdf_of(large)


# ------------------------------------------------------------------ standards and properties


def test_the_file_declares_pdf_a_2a_and_pdf_ua_1(pdf: bytes) -> None:
    declared = re.sub(rb"\s+", b"", pdf)
    assert b"<pdfaid:part>2</pdfaid:part>" in declared
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in declared
    assert b"<pdfuaid:part>1</pdfuaid:part>" in declared


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_verapdf_agrees(pdf: bytes, flavour: Flavour) -> None:
    assert judge(pdf, flavour) == []


def test_title_author_version_and_moment_are_in_the_properties(pdf: bytes, large: Manuscript) -> None:
    opened = pypdfium2.PdfDocument(pdf)
    properties = opened.get_metadata_dict()
    opened.close()
    assert properties["Title"] == large.title
    assert properties["Author"] == "、".join(large.signers)
    assert properties["Keywords"] == f"版本:{large.version}"
    assert properties["CreationDate"].startswith("D:20230607160000")


def test_an_author_wins_over_the_signers() -> None:
    opened = pypdfium2.PdfDocument(pdf_of(manuscript("文", author="双塔区专班", signers=("甲局",))))
    author = opened.get_metadata_dict()["Author"]
    opened.close()
    assert author == "双塔区专班"


def catalog(pdf: bytes) -> dict[str, object]:
    with pdfplumber.open(BytesIO(pdf)) as opened:
        found: dict[str, object] = opened.doc.catalog
        return found


def test_the_language_is_chinese_and_the_file_is_tagged(pdf: bytes) -> None:
    found = catalog(pdf)
    assert found["Lang"] == b"zh-CN"
    assert resolve1(found["MarkInfo"])["Marked"] is True


def test_headings_are_bookmarks_of_their_level(pdf: bytes) -> None:
    opened = pypdfium2.PdfDocument(pdf)
    outline = [(entry.level, entry.get_title()) for entry in opened.get_toc()]
    opened.close()
    assert outline[:4] == [
        (0, "一、试点基本情况"),
        (0, "二、进展成效"),
        (1, "（一）完善社区服务设施"),
        (1, "（二）打造宜居生活环境"),
    ]
    assert (2, "1.设施改造") in outline
    assert (3, "（1）道路") in outline


def tags(pdf: bytes) -> list[str]:
    """Return the kinds of all structure elements in reading order."""
    kinds: list[str] = []
    waiting = [resolve1(catalog(pdf)["StructTreeRoot"])]
    while waiting:
        node = resolve1(waiting.pop())
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            if "S" in node:
                kinds.append(node["S"].name)
            waiting.append(node.get("K"))
    return kinds


def test_the_structure_has_real_headings_tables_figures_and_notes(pdf: bytes) -> None:
    kinds = tags(pdf)
    for level in ("H1", "H2", "H3", "H4"):
        assert level in kinds
    assert kinds.count("Table") == 5
    assert kinds.count("THead") == 5
    assert kinds.count("Figure") == 2
    assert kinds.count("Note") == 2
    assert "TH" in kinds


def test_every_figure_carries_its_replacement_text(pdf: bytes) -> None:
    assert "2023年上半年完成812.5万元".encode("utf-16-be") in b"".join(strings(pdf))


def strings(pdf: bytes) -> list[bytes]:
    with pdfplumber.open(BytesIO(pdf)) as opened:
        document = opened.doc
        found = []
        for xref in document.xrefs:
            for identifier in xref.get_objids():
                value = document.getobj(identifier)
                if isinstance(value, dict) and isinstance(value.get("Alt"), bytes):
                    found.append(value["Alt"])
        return found


def test_every_font_is_embedded(pdf: bytes) -> None:
    with pdfplumber.open(BytesIO(pdf)) as opened:
        fonts = {}
        for page in opened.pages:
            for reference in resolve1(resolve1(page.page_obj.resources)["Font"]).values():
                font = resolve1(reference)
                descendant = resolve1(resolve1(font["DescendantFonts"])[0])
                descriptor = resolve1(descendant["FontDescriptor"])
                embedded = any(name in descriptor for name in ("FontFile", "FontFile2", "FontFile3"))
                fonts[str(font["BaseFont"])] = embedded and "ToUnicode" in font
    assert fonts
    assert all(fonts.values()), fonts


# ------------------------------------------------------------------ text


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_text_of_the_file_is_the_text_of_the_manuscript() -> None:
    subject = manuscript(
        "# 一“引号”与（括号）\n\n正文**重点**、*说明*、[网站](https://a.cn)，镕堃玥㎡。\n\n- 甲；\n- 乙。\n\n1. 丙\n\n"
        '| 甲 | 乙 |\n|---|---:|\n| 丁 | 1 |\n\n: 题 {unit="万元"}\n\n::: remark\n注：戊\n:::\n\n'
        '::: {.annex title="己"}\n## 庚\n\n辛\n:::\n',
        masthead=Masthead(("壬局", "癸局"), "壬发〔2023〕1号", ("欧阳宏",)),
        addressees=("子局", "丑局"),
        signers=("壬局", "癸局"),
        marks=("示例数据",),
    )
    assert "".join(body_texts(pdf_of(subject), "示例数据")) == squeezed(
        "壬局癸局文件壬发〔2023〕1号签发人：欧阳宏" + subject.title + "子局、丑局："
        "一、一“引号”与（括号）正文重点、说明、网站，镕堃玥㎡。—甲；—乙。1.丙"
        "表1　题单位：万元甲乙丁1注：戊附件：己壬局癸局2023年6月8日附件己（一）庚辛"
    )


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x")', "$a_b$", "*强*", "_强_", "`码`", "<标签>", "@引用", "= 标题", "// 注", "/* 注 */", "\\", "~",
        'a"b"c', "”“", "#{1+1}", "[括]", "{花}", "\\u{41}", "---", "...", "http://a.cn", "1. x", "a'b", "&amp;",
        "{{ x }}", "100%",
    ],
)  # fmt: skip
def test_markup_in_a_text_is_printed_as_it_stands(text: str) -> None:
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
    subject = manuscript(f"始{escaped}终", title=f"题{text}目", signers=(f"署{text}名",), addressees=(f"主{text}送",))
    (found,) = body_texts(pdf_of(subject))
    for expected in (f"始{text}终", f"题{text}目", f"署{text}名", f"主{text}送："):
        assert squeezed(expected) in found


def test_header_rows_that_repeat_do_not_repeat_other_text(pdf: bytes, large: Manuscript) -> None:
    whole = "".join(body_texts(pdf, "　".join(large.marks)))
    for annex in parse(large).annexes:
        assert whole.count(squeezed(annex.title)) >= 2  # once in the list of annexes, once above the annex
    assert whole.count("注：累计完成投资为项目开工以来的合计数。") == 1


def test_every_cell_of_every_table_is_printed(pdf: bytes, large: Manuscript) -> None:
    whole = "".join(body_texts(pdf, "　".join(large.marks)))
    document: Document = parse(large)
    blocks = [*document.blocks, *(block for annex in document.annexes for block in annex.blocks)]
    cells = [cell for block in blocks for row in getattr(block, "rows", ()) for cell in row]
    assert len(cells) > 300
    assert all(squeezed(printed(cell)) in whole for cell in cells)


# ------------------------------------------------------------------ refusals


def test_a_character_that_no_font_has_is_named_with_its_places() -> None:
    subject = manuscript("好字\n\n吉𠮷字\n\n又☑和𠮷", origins=(Origin(3, 3, "content/甲.md", 21),))
    with pytest.raises(ContentError) as caught:
        pdf_of(subject)
    assert [(str(problem.place), problem.value) for problem in caught.value.diagnostics] == [
        ("content/甲.md 第21行", "𠮷"),
        ("manuscript.md 第5行", "☑"),
        ("manuscript.md 第5行", "𠮷"),
    ]
    assert "U+20BB7" in str(caught.value.diagnostics[0])
    assert caught.value.exit_code == 4


def test_a_missing_character_in_the_title_is_placed_there() -> None:
    with pytest.raises(ContentError) as caught:
        pdf_of(manuscript("文", title="𠮷县报告"))
    assert [str(problem.place) for problem in caught.value.diagnostics] == ["manuscript.md “标题”"]


def test_missing_characters_of_head_and_foot_are_placed_there() -> None:
    subject = manuscript(
        "文",
        masthead=Masthead(("甲局",), classification="秘密𠮷", urgency="特𠮷"),
        signers=("甲局",),
        annotation="此件𠮷",
        attendance=(Attendance("出席", ("𠮷某",)),),
        imprint=Imprint("𠮷办公室", date(2024, 6, 7), ("𠮷县",)),
    )
    with pytest.raises(ContentError) as caught:
        pdf_of(subject)
    places = {problem.place.column for problem in caught.value.diagnostics}
    assert places == {"密级", "紧急程度", "附注", "参会人员", "抄送", "印发机关"}


def test_rare_characters_of_names_come_from_the_fallback() -> None:
    (found,) = body_texts(pdf_of(manuscript("王镕、李堃、赵玥、喆翀旸祎")))
    assert "王镕、李堃、赵玥、喆翀旸祎" in found


def test_a_font_that_typst_does_not_find_is_an_error_not_a_warning() -> None:
    faces = replace(noto(), faces=tuple(replace(face, family="No Such Family") for face in noto().faces))
    with pytest.raises(ToolError, match="No Such Family|no such family"):
        pdf_of(manuscript("文"), faces)


FIGURE = '![图](assets/fig.svg){#fig alt="略"}\n'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>'
LEAK = SVG % b'<image href="file:///etc/hostname" width="9" height="9"/>'


@pytest.mark.parametrize(
    "renditions",
    [
        (("svg", b"not a picture"),),
        (("png", b"\x89PNG\r\n"),),
        (("svg", b""),),
        (("gif", b"GIF89a"),),
        (("svg", LEAK),),
    ],
    ids=["broken svg", "broken png", "empty", "unknown form", "picture that reads files"],
)
def test_a_picture_that_cannot_be_printed_is_named(renditions: tuple[tuple[str, bytes], ...]) -> None:
    with pytest.raises(ContentError) as caught:
        pdf_of(manuscript(FIGURE, assets=(Asset("fig", renditions),)))
    assert [problem.place.column for problem in caught.value.diagnostics] == ["fig"]


def test_a_picture_without_svg_is_printed_from_png() -> None:
    png = replace(chart("fig"), renditions=tuple(each for each in chart("fig").renditions if each[0] == "png"))
    assert b"/Subtype /Image" in pdf_of(manuscript(FIGURE, assets=(png,))).replace(
        b"/Subtype/Image", b"/Subtype /Image"
    )


def test_a_tall_picture_is_made_smaller_than_the_page() -> None:
    tall = b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="900"><rect width="100" height="900"/></svg>'
    found = body_texts(pdf_of(manuscript(FIGURE, assets=(Asset("fig", (("svg", tall),)),))))
    assert "图1图" in found[-1]


# ------------------------------------------------------------------ the same bytes


def test_the_same_manuscript_gives_the_same_bytes(large: Manuscript, pdf: bytes) -> None:
    assert pdf_of(large) == pdf


def test_another_process_time_zone_and_locale_give_the_same_bytes(pdf: bytes, tmp_path: Path) -> None:
    code = (
        "import hashlib; from tests.typeset.printed import pdf_of; from tests.typeset.samples import everything;"
        "print(hashlib.sha256(pdf_of(everything())).hexdigest())"
    )
    other = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1900000000"}
    environment = {**os.environ, **other, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_another_moment_gives_other_bytes(large: Manuscript, pdf: bytes) -> None:
    later = replace(large, moment=large.moment.replace(year=2024))
    assert write(later, parse(large), noto()) != pdf
