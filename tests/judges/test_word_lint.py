"""Our lint of Word files is judged itself: a sound document is clean, each broken one is named for what it is.

That the other judge sees what this one leaves to it is tested by ``nox -s judges``, in ``every/test_mutants.py``.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.judges.mutants import MUTANTS, Mutant, packed, sound, sound_parts
from tests.judges.word_lint import lint

SEEN = [mutant for mutant in MUTANTS if mutant.seen_by != "SDK"]
LEFT_TO_THE_SDK = [mutant for mutant in MUTANTS if mutant.seen_by == "SDK"]


def test_a_sound_document_is_clean() -> None:
    assert lint(sound()) == []
    assert lint(packed(sound_parts())) == []


@pytest.mark.parametrize("mutant", SEEN, ids=lambda mutant: mutant.name)
def test_a_broken_document_is_named_for_what_it_is(mutant: Mutant) -> None:
    assert mutant.fault
    assert any(mutant.fault in fault for fault in lint(mutant.docx)), lint(mutant.docx)


@pytest.mark.parametrize("mutant", LEFT_TO_THE_SDK, ids=lambda mutant: mutant.name)
def test_the_order_and_the_types_of_elements_are_left_to_the_schema(mutant: Mutant) -> None:
    assert lint(mutant.docx) == []


def test_a_fault_is_told_with_its_part_and_its_place() -> None:
    [mutant] = [mutant for mutant in MUTANTS if mutant.name == "a line feed in a text"]
    [fault] = lint(mutant.docx)

    assert fault.startswith("word/document.xml body[1]/p[")
    assert fault.endswith("/r[1]/t[1]: a line feed or tab in its text")


def test_what_is_not_a_package_is_refused() -> None:
    assert lint(b"not a document") == ["package: File is not a zip file"]


def test_a_package_that_is_no_word_file_is_refused() -> None:
    assert lint(packed([("a.txt", b"")])) == ["[Content_Types].xml: missing", "package: no document with styles"]


def test_there_are_many_ways_to_break_a_document_each_with_a_name_of_its_own() -> None:
    assert len(MUTANTS) >= 40
    assert Counter(mutant.name for mutant in MUTANTS).most_common(1)[0][1] == 1
