"""A judge that is missing: a failure in CI, where nobody would notice a skip, and a skip with its reason elsewhere."""

from __future__ import annotations

import pytest

from tests.judges import ooxml
from tests.judges.presence import absent


@pytest.mark.parametrize("value", ["true", "1", "yes"])
def test_in_ci_a_missing_judge_is_a_failure(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CI", value)

    with pytest.raises(pytest.fail.Exception, match="no such program; in CI every judge must sit"):
        absent("no such program")


@pytest.mark.parametrize("value", [None, "", "0", "false"])
def test_elsewhere_it_is_a_skip_that_says_why(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("CI", raising=False)
    if value is not None:
        monkeypatch.setenv("CI", value)

    with pytest.raises(pytest.skip.Exception, match="no such program"):
        absent("no such program")


def test_the_validator_is_missing_where_its_variable_leads_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("OOXML_VALIDATOR", "no such file")

    with pytest.raises(pytest.fail.Exception, match="Open XML SDK"):
        ooxml.judge(b"")
    assert ooxml.version() == ""
