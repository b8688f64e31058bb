"""Characters in both files: quotation marks and dashes in the Chinese face, digits beside Han, rare Han and signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from builders.core.digests import file_digest
from builders.model.face import FaceSet
from builders.typeset import docx, pdf
from builders.typeset.markdown import parse
from tests.typeset.opened import NAMESPACES, Opened, W, style_of, text
from tests.typeset.printed import noto
from tests.typeset.samples import manuscript
from tests.typeset.tiny import tiny_font

MARKS = "“”‘’《》〈〉——……，。、；：（）·"
HAN = "本办法一老小社区称细则是居民说要好在村投资万元个占"
DIGITS = "0123456789.%"
NESTED = "居民说“要‘一老一小’好”，《〈社区办法〉细则》是本办法——‘一老’……"
BESIDE = "投资2140.25万元，占96.5%，3个社区"


Print = Callable[[str], list[tuple[str, str, float, float]]]


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> FaceSet:
    """Faces of which each holds other characters: Han, lent digits, rare Han and signs."""
    folder = tmp_path_factory.mktemp("faces")
    wanted = {"body": HAN + MARKS + DIGITS, "song": DIGITS, "rare": "𠮷", "symbols": "👍✔"}
    made = {role: tiny_font(folder / f"{role}.ttf", f"Tiny {role}", held) for role, held in wanted.items()}
    base = {face.role: face for face in noto().faces}
    for role, path in made.items():
        given = base.get(role, base["fallback"])
        face = replace(given, role=role, family=f"Tiny {role}", path=path, sha256=file_digest(path))
        base[role] = replace(face, latin="song" if role == "body" else "")
    return FaceSet(tuple(base.values()))


@pytest.fixture
def printed(faces: FaceSet) -> Print:
    """The characters of the body's paragraph in the PDF: each with its face and its left and right edge in points."""

    def characters(markdown: str) -> list[tuple[str, str, float, float]]:
        subject = manuscript(markdown)
        with pdfplumber.open(BytesIO(pdf.write(subject, parse(subject), faces))) as opened:
            found = [each for each in opened.pages[0].chars if abs(each["size"] - 16) < 0.1]
        return [(each["text"], each["fontname"].partition("+")[2], each["x0"], each["x1"]) for each in found]

    return characters


def word(markdown: str) -> Opened:
    subject = manuscript(markdown)
    return Opened(docx.write(subject, parse(subject)))


def paragraph_of(opened: Opened, words: str) -> list[tuple[str, str, str]]:
    """Return the runs of the paragraph that says ``words``: text, hint and the name of the Chinese face, if any."""
    (found,) = [each for each in opened.find(".//w:p") if text(each) == words]
    runs = []
    for run in found.iterfind("w:r", NAMESPACES):
        fonts = run.find("w:rPr/w:rFonts", NAMESPACES)
        assert fonts is not None
        runs.append((text(run), fonts.get(f"{W}hint", ""), fonts.get(f"{W}eastAsia", "")))
    return runs


# ------------------------------------------------------------------ PDF


def test_quotation_marks_titles_and_dashes_are_printed_in_the_chinese_face(printed: Print) -> None:
    found = printed(NESTED)
    assert "".join(character for character, *_ in found) == NESTED
    assert {face for _, face, *_ in found} == {"Tinybody"}


def test_digits_beside_han_are_lent_and_han_and_marks_are_not(printed: Print) -> None:
    by_face = {character: face for character, face, *_ in printed(BESIDE)}
    assert {face for character, face in by_face.items() if character in DIGITS} == {"Tinysong"}
    assert {face for character, face in by_face.items() if character not in DIGITS} == {"Tinybody"}


def test_no_space_is_set_between_digits_and_han(printed: Print) -> None:
    found = printed(BESIDE)
    gaps = [after[2] - before[3] for before, after in zip(found, found[1:], strict=False)]
    assert max(gaps) < 0.1


def test_a_rare_character_is_printed_in_the_face_that_holds_it(printed: Print) -> None:
    faces_used = {character: face for character, face, *_ in printed("在𠮷村")}
    assert faces_used == {"在": "Tinybody", "𠮷": "Tinyrare", "村": "Tinybody"}


def test_a_sign_is_printed_in_the_face_that_holds_it(printed: Print) -> None:
    faces_used = {character: face for character, face, *_ in printed("好👍✔")}
    assert faces_used == {"好": "Tinybody", "👍": "Tinysymbols", "✔": "Tinysymbols"}


def test_a_long_word_stays_in_the_type_area_and_keeps_its_characters(printed: Print) -> None:
    code = "1" * 90
    found = printed(f"本办法{code}，好")
    assert max(right for *_, right in found) <= (28 + 156) / 25.4 * 72 + 0.5
    assert "".join(character for character, *_ in found) == f"本办法{code}，好"


# ------------------------------------------------------------------ Word


@pytest.mark.parametrize("words", [NESTED, BESIDE])
def test_word_is_told_that_marks_are_chinese(words: str) -> None:
    opened = word(words)
    assert {(hint, face) for _, hint, face in paragraph_of(opened, words)} == {("eastAsia", "")}


def test_the_style_names_one_face_for_letters_and_han_so_that_quotes_do_not_leave_it() -> None:
    opened = word(NESTED)
    (found,) = [each for each in opened.find(".//w:p") if text(each) == NESTED]
    style = style_of(found) or "Normal"
    looks = [opened.look(style, "w:rPr/w:rFonts", side) for side in ("ascii", "hAnsi", "eastAsia")]
    assert looks == ["仿宋_GB2312"] * 3


def test_word_sets_no_space_between_digits_and_han() -> None:
    opened = word(BESIDE)
    assert opened.look("Normal", "w:pPr/w:autoSpaceDN") == "0"


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("在𠮷村", [("在", ""), ("𠮷", "SimSun-ExtB"), ("村", "")]),
        ("好👍", [("好", ""), ("👍", "Segoe UI Emoji")]),
        ("好✔。", [("好", ""), ("✔", "Segoe UI Symbol"), ("。", "")]),
    ],
)
def test_word_is_told_the_font_of_rare_characters_and_signs(words: str, runs: list[tuple[str, str]]) -> None:
    assert [(part, face) for part, _, face in paragraph_of(word(words), words)] == runs
