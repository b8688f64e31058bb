"""Good official prose is left in peace; each piece of bad prose is told by its rule alone, at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders.checks.prose import RULES, check_prose
from builders.checks.text import plain_text, read_prose
from tests.checks.prose.bad import BAD

GOOD = sorted((Path(__file__).parent / "good").glob("*.md"))
_MARKS = re.compile("[«»]")


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a bad text without its marks, and line and character of each marked place."""
    text, places = "", []
    for piece in re.split("([«»])", marked):
        if piece == "«":
            places.append((text.count("\n") + 1, len(text) - text.rfind("\n")))
        elif piece != "»":
            text += piece
    return text, places


def test_the_good_corpus_is_large() -> None:
    sentences = sum(len(re.findall("[。！？]", path.read_text(encoding="utf-8"))) for path in GOOD)
    assert len(GOOD) >= 10 and sentences >= 250


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_prose_is_left_in_peace(path: Path) -> None:
    found = check_prose(read_prose(path.read_text(encoding="utf-8"), path.name), RULES)
    assert [str(problem) for problem in found] == []


@pytest.mark.parametrize("path", [path for path in GOOD if "{" not in path.read_text(encoding="utf-8")], ids=str)
def test_good_prose_without_marks_is_left_in_peace_as_plain_text(path: Path) -> None:
    text = re.sub("(?m)^#+ ", "", path.read_text(encoding="utf-8"))
    assert [str(problem) for problem in check_prose(plain_text(text, path.name), RULES)] == []


def test_the_bad_corpus_is_large_and_has_every_rule_but_those_of_whole_texts() -> None:
    assert len(BAD) >= 90
    assert {each.rule.code for each in RULES} - {code for code, _ in BAD} == set()


@pytest.mark.parametrize(("code", "marked"), BAD)
def test_bad_prose_is_told_by_its_rule_alone_at_its_place(code: str, marked: str) -> None:
    text, places = unmarked(marked)
    found = check_prose(read_prose(text, "x.md"), RULES)
    assert [(problem.code, problem.place.line, problem.place.character) for problem in found] == [
        (code, *place) for place in places
    ]
