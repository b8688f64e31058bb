"""A number is found wherever it hides in a finished file, and told with its place and without itself."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from builders.checks.privacy.detecting import personal_values
from builders.core.diagnostics import Diagnostic
from builders.core.errors import ProblemsFound
from builders.engine.disclosure import check_disclosure, require_no_personal_data
from tests.checks.privacy.numbers import MOBILE, identity
from tests.conform.strange import blank, bomb, locked, ole, swollen
from tests.deliver.pieces import MANUSCRIPT
from tests.engine.disclosure.hidden_papers import hidden_in_papers, paper, stream
from tests.engine.disclosure.hidden_pictures import hidden_in_pictures, saved, with_place, with_segment, with_tags, xmp
from tests.engine.disclosure.hidden_sheets import hidden_in_bundles, hidden_in_workbooks, made, zipped
from tests.engine.disclosure.hidden_word import hidden_in_word, paragraph, rows, text, word

ID = identity()
PLACES = {
    f"{kind}: {place}": hidden
    for kind, places in (
        ("docx", hidden_in_word()),
        ("pdf", hidden_in_papers()),
        ("xlsx", hidden_in_workbooks()),
        ("zip", hidden_in_bundles()),
        ("picture", hidden_in_pictures()),
    )
    for place, hidden in places.items()
}


def told(problem: Diagnostic) -> str:
    return f"{problem} {problem!r} {dataclasses.asdict(problem)}"


def codes(name: str, content: bytes) -> list[str]:
    return [problem.code for problem in check_disclosure(name, content)]


@pytest.mark.parametrize("make, where", PLACES.values(), ids=PLACES)
def test_an_identity_number_is_found_wherever_it_hides(make: Callable[[str], bytes], where: str) -> None:
    problems = check_disclosure("甲.bin", make(ID))
    found = [problem for problem in problems if problem.code == "V101"]

    assert where in [problem.place.column for problem in found]
    assert {problem.severity for problem in found} == {"error"}
    assert [problem for problem in problems if ID in told(problem)] == []


@pytest.mark.parametrize("make, where", PLACES.values(), ids=PLACES)
def test_a_mobile_number_is_found_wherever_it_hides(make: Callable[[str], bytes], where: str) -> None:
    problems = check_disclosure("甲.bin", make(MOBILE))

    assert where in [problem.place.column for problem in problems if problem.code in ("V105", "V106")]
    assert [problem for problem in problems if MOBILE in told(problem)] == []


@pytest.mark.parametrize("make", [make for make, _ in PLACES.values()], ids=PLACES)
def test_the_same_files_with_a_masked_number_say_nothing(make: Callable[[str], bytes]) -> None:
    assert codes("甲.bin", make("21-0000-123")) == []


@pytest.mark.parametrize("column", ["联系电话", "手机号码", "联系方式"])
def test_the_header_of_a_table_tells_that_a_bare_number_is_a_telephone_s(column: str) -> None:
    table = (("序号", "姓名", column), ("1", "某", MOBILE))

    def fill(book: object, sheet: object, secret: str) -> None:
        for row in table:
            sheet.append(row)  # type: ignore[attr-defined]

    assert codes("a.docx", word(rows(*table))) == ["V105"]
    assert codes("a.xlsx", made(fill, "")) == ["V105"]
    assert codes("a.csv", "\n".join(",".join(row) for row in table).encode()) == ["V105"]


def test_heads_over_several_columns_and_of_two_rows_count() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph(text("联系人"))}</w:tc>'
    top = f"<w:tr><w:tc>{paragraph(text('单位'))}</w:tc>{wide}</w:tr>"
    table = rows(("", "姓名", "手机"), ("甲社区", "", MOBILE)).replace("<w:tbl>", f"<w:tbl>{top}")

    assert codes("a.docx", word(table)) == ["V105"]


def test_a_number_that_a_workbook_keeps_as_a_number_is_found() -> None:
    def fill(book: object, sheet: object, secret: str) -> None:
        sheet["A1"], sheet["A2"] = "手机", int(MOBILE)  # type: ignore[index]

    assert codes("a.xlsx", made(fill, "")) == ["V105"]


def test_the_name_of_the_file_is_looked_at_and_masked() -> None:
    [problem] = check_disclosure(f"张某{MOBILE}.pdf", blank())

    assert (problem.code, problem.place.file) == ("V105", "张某138****1111.pdf")


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_the_place_where_a_picture_was_taken_is_told(format: str) -> None:
    assert codes("a.jpg", with_place(format)) == ["V121"]


@pytest.mark.parametrize(
    "content, code",
    [
        (with_segment(0xE1, xmp('exif:GPSLatitude="41,30N"')), "V121"),
        (with_tags({0xA431: "0000111"}, 0x8769), "V122"),
        (with_tags({0x013B: "某某"}), "V123"),
        (with_tags({0x9C9D: "某某".encode("utf-16-le")}), "V123"),
        (with_tags({0xA430: "某某"}, 0x8769), "V123"),
    ],
)
def test_device_and_author_of_a_picture_are_told(content: bytes, code: str) -> None:
    assert codes("a.jpg", content) == [code]


def test_a_bare_picture_says_nothing() -> None:
    assert codes("a.jpg", saved("JPEG")) == codes("a.png", saved("PNG")) == []


def encrypted() -> bytes:
    """A zip whose directory says that its file is locked."""
    content = bytearray(zipped({"a.txt": b"abc"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and no more",
        encrypted(),
        bomb(8),
        b"%PDF-1.7 and no more",
        locked(),
        ole("EncryptedPackage"),
        b"7z\xbc\xaf\x27\x1c",
        b"\x1f\x8b\x08",
        paper(stream(b"abc", "/Filter/LZWDecode")),
        zipped({"甲.zip": encrypted()}),
        zipped({"甲.pdf": b"%PDF-1.7 and no more"}),
    ],
)
def test_what_cannot_be_read_is_told_and_never_passes_in_silence(content: bytes) -> None:
    [problem] = check_disclosure("a.bin", content)

    assert (problem.code, problem.severity) == ("V131", "warning")
    assert problem.cure


def test_a_damaged_part_does_not_hide_the_rest() -> None:
    content = word(word__header1_xml="<w:hdr>", docProps__custom_xml=f"<a>{ID}</a>")

    assert codes("a.docx", content) == ["V101", "V131"]


def test_files_in_files_end_somewhere() -> None:
    content = b"a"
    for _ in range(12):
        content = zipped({"a.zip": content})

    [problem] = check_disclosure("a.zip", content)
    assert problem.code == "V131"


def test_many_bombs_in_one_zip_end_somewhere() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number in range(12):
            archive.writestr(f"{number}.zip", zipped({"a.bin": b"\x00" * (3 << 20)}))

    assert set(codes("a.zip", out.getvalue())) <= {"V131"}


@pytest.mark.parametrize("make", [make for make, _ in PLACES.values()], ids=PLACES)
def test_a_truncated_file_is_answered(make: Callable[[str], bytes]) -> None:
    content = make(ID)
    for length in range(0, len(content), max(1, len(content) // 12)):
        assert [problem for problem in check_disclosure("a", content[:length]) if ID in told(problem)] == []


@pytest.mark.parametrize("kind", ["docx: split over runs", "pdf: an attachment", "zip: a CSV in a zip in a zip"])
def test_a_file_from_outside_is_read_alike_in_a_process_of_its_own(kind: str) -> None:
    content = PLACES[kind][0](ID)

    assert check_disclosure("甲.csv", content, isolated=True) == check_disclosure("甲.csv", content) != []


@pytest.mark.parametrize("content", [bomb(8), locked(), swollen(40)])
def test_a_hostile_file_from_outside_is_told(content: bytes) -> None:
    problems = check_disclosure("甲.pdf", content, isolated=True)

    assert [problem.code for problem in problems] == ["V131"]


def test_documents_with_personal_data_are_not_published() -> None:
    documents = {"docx": word(rows(("联系电话",), (MOBILE,)))}

    with pytest.raises(ProblemsFound) as caught:
        require_no_personal_data(MANUSCRIPT, documents)

    assert [problem.code for problem in caught.value.diagnostics] == ["V105"]
    assert MOBILE not in str(caught.value) + repr(caught.value.diagnostics)


def test_what_a_line_of_the_source_is_excused_for_may_be_published() -> None:
    documents = {"docx": word(rows(("联系电话",), (MOBILE,)))}

    assert require_no_personal_data(MANUSCRIPT, documents, personal_values(f"电话：{MOBILE}")) == ()
