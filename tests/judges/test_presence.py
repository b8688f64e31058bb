"""A judge that is missing: a failure when all must sit, for nobody reads a skip, else a skip with its reason."""

from __future__ import annotations

import pytest

from tests.judges import ooxml
from tests.judges.presence import ALL_MUST_SIT, absent, in_ci


@pytest.fixture(autouse=True)
def no_sitting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ALL_MUST_SIT, raising=False)


@pytest.mark.parametrize(
    ("value", "meant"),
    [("true", True), ("1", True), ("yes", True), ("", False), ("0", False), ("false", False), ("False", False)],
)
def test_ci_is_told_by_the_variable_that_every_service_sets(
    monkeypatch: pytest.MonkeyPatch, value: str, meant: bool
) -> None:
    monkeypatch.setenv("CI", value)

    assert in_ci() is meant


def test_where_all_judges_must_sit_a_missing_one_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ALL_MUST_SIT, "1")

    with pytest.raises(pytest.fail.Exception, match="^no such program; in CI every judge must sit$"):
        absent("no such program")


def test_elsewhere_it_is_a_skip_that_says_why() -> None:
    with pytest.raises(pytest.skip.Exception, match="^no such program$"):
        absent("no such program")


def test_the_validator_is_missing_where_its_variable_leads_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OOXML_VALIDATOR", "no such file")

    with pytest.raises(pytest.skip.Exception, match="Open XML SDK"):
        ooxml.judge(b"")
    assert ooxml.version() == ""
