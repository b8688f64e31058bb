"""A text that is longer than its receiver asked for is told with both numbers."""

from __future__ import annotations

from datetime import date

import pytest

from builders.checks.length import check_length
from builders.model.notice import Artifact
from builders.model.passage import Content

PROSE = Content("content/x.md", "draft", date(2024, 1, 1), ())


def artifact(limit: int) -> Artifact:
    return Artifact("case", "案例", "town", "once", "案例", "case.md.j2", limit=limit)


def test_a_text_over_the_limit_is_warned_of() -> None:
    [problem] = check_length(3021, PROSE, artifact(3000))
    assert str(problem) == (
        "content/x.md: [P002] 正文共3021字，超过通知规定的3000字 → 请压缩21字以上（不计表、图和附件）"
    )
    assert problem.severity == "warning"


@pytest.mark.parametrize(("characters", "limit"), [(3000, 3000), (0, 3000), (9999, 0)])
def test_a_text_within_the_limit_or_without_one_is_not(characters: int, limit: int) -> None:
    assert check_length(characters, PROSE, artifact(limit)) == []
