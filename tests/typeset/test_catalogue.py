"""The pages of the rules of Markdown promise what the reader does: wrong is refused by that rule, right is printed."""

from __future__ import annotations

import pytest

from builders.core.errors import ContentError
from builders.core.rule import Rule
from builders.typeset.catalogue import RULES
from builders.typeset.markdown import parse
from tests.typeset.samples import manuscript, picture

PICTURE = picture("示例")
OF_MARKDOWN = [rule for rule in RULES if rule.code.startswith("M")]
WRONG = [(rule.code, example) for rule in OF_MARKDOWN for example in rule.wrong]
RIGHT = [(rule.code, example) for rule in OF_MARKDOWN for example in rule.right]


def codes(markdown: str) -> set[str]:
    """Return the codes of everything that is refused in ``markdown``."""
    try:
        parse(manuscript(markdown, assets=(PICTURE,)))
    except ContentError as refused:
        assert refused.diagnostics, refused.message
        return {problem.code for problem in refused.diagnostics}
    return set()


@pytest.mark.parametrize(("code", "example"), WRONG, ids=[code for code, _ in WRONG])
def test_what_a_page_shows_as_wrong_is_refused_by_its_rule(code: str, example: str) -> None:
    assert code in codes(example)


@pytest.mark.parametrize(("code", "example"), RIGHT, ids=[code for code, _ in RIGHT])
def test_what_a_page_shows_as_right_can_be_printed(code: str, example: str) -> None:
    assert codes(example) == set()


@pytest.mark.parametrize("rule", OF_MARKDOWN, ids=lambda rule: rule.code)
def test_every_rule_of_markdown_shows_both(rule: Rule) -> None:
    assert rule.wrong and rule.right
