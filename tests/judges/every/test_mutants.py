"""The judge of the schema is judged: of each broken document it says what the table of ``mutants.py`` says it does.

Together with ``test_word_lint.py`` this holds that no broken document passes both judges.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.judges import ooxml
from tests.judges.every.sitting import Sitting
from tests.judges.mutants import MUTANTS, Mutant, sound


@pytest.fixture(scope="module")
def verdicts(sitting: Sitting) -> dict[str, list[str]]:
    """What the SDK says of each broken document by its name."""
    ooxml.present()
    with sitting.timed("Open XML SDK, broken documents"), ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda mutant: ooxml.judge(mutant.docx), MUTANTS)
        return dict(zip((mutant.name for mutant in MUTANTS), found, strict=True))


def test_the_document_that_is_broken_is_sound_before() -> None:
    assert ooxml.judge(sound()) == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_schema_sees_what_is_left_to_it(verdicts: dict[str, list[str]], mutant: Mutant) -> None:
    assert bool(verdicts[mutant.name]) is (mutant.seen_by != "lint"), verdicts[mutant.name]
