"""Digests: equal content gives equal digests, everywhere and in any order."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.digests import canonical_json, digest, file_digest

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=10,
)


def test_a_digest_is_sha256_as_any_tool_prints_it() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_file_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    content = bytes(range(256)) * 5000
    (tmp_path / "face.otf").write_bytes(content)

    assert file_digest(tmp_path / "face.otf") == hashlib.sha256(content).hexdigest()


def test_canonical_json_is_sorted_readable_and_ends_in_one_newline() -> None:
    assert canonical_json({"b": ["双塔", 1], "a": None}).decode() == (
        '{\n  "a": null,\n  "b": [\n    "双塔",\n    1\n  ]\n}\n'
    )


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), JSON))
def test_the_order_of_keys_changes_nothing(value: dict[str, object]) -> None:
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


@given(JSON)
def test_canonical_json_is_json(value: object) -> None:
    assert json.loads(canonical_json(value)) == value


def test_a_tuple_and_a_list_of_the_same_things_are_the_same() -> None:
    assert canonical_json(("双塔", 1)) == canonical_json(["双塔", 1])


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_has_no_word_for_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="Out of range float"):
        canonical_json({"率": value})
