"""What is broken in a document is noticed, by the rule that is there for it and by no other."""

from __future__ import annotations

import pytest

from builders.conform.docx import RULES, inspect_docx
from builders.conform.finding import Verdict
from tests.conform.docx.documents import profile, written
from tests.conform.docx.mutants import MUTANTS, Mutant
from tests.conform.docx.mutating import changed


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_broken_document_is_noticed_by_the_rule_for_it(mutant: Mutant) -> None:
    broken = changed(written(mutant.base), mutant.change)

    violations = inspect_docx(broken, profile(mutant.base)).violations

    assert {finding.rule.code for finding in violations} == set(mutant.codes), [
        (finding.rule.code, finding.measured, finding.where) for finding in violations
    ]


def test_every_rule_has_a_fault_that_it_is_there_for() -> None:
    meant = {mutant.codes[0] for mutant in MUTANTS}

    assert {rule.code for rule in RULES} - meant == set()


def test_every_finding_against_the_standard_says_what_it_measured() -> None:
    for mutant in MUTANTS:
        for finding in inspect_docx(changed(written(mutant.base), mutant.change), profile(mutant.base)).violations:
            assert finding.verdict is Verdict.VIOLATES
            assert finding.measured
            assert finding.measured != finding.rule.required
