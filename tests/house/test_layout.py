"""The top level is a map of the project: nothing stands there without being meant."""

from __future__ import annotations

FOLDERS = {"builders", "content", "data", "outputs", "templates", "tests"}
FILES = {"CHANGELOG.md", "LICENSE", "README.md", "noxfile.py", "pyproject.toml"}


def test_the_top_level_holds_only_what_the_design_names(tracked: list[str]) -> None:
    top = {name.split("/")[0] for name in tracked}

    assert {name for name in top if not name.startswith(".")} - FOLDERS - FILES == set()


def test_nothing_that_was_built_is_tracked(tracked: list[str]) -> None:
    assert [name for name in tracked if name.startswith("outputs/")] == ["outputs/README.md"]
    assert [name for name in tracked if name.endswith((".docx", ".pdf", ".pyc")) and "/fixtures/" not in name] == []


def test_tests_are_found_by_their_folder_and_need_no_package(tracked: list[str]) -> None:
    assert [name for name in tracked if name.startswith("tests/") and name.endswith("__init__.py")] == []


def test_no_module_hides_behind_a_word_that_says_nothing(tracked: list[str]) -> None:
    vague = ("helper", "helpers", "manager", "util", "utils", "common", "misc")

    assert [name for name in tracked if name.endswith(".py") and name.split("/")[-1][:-3] in vague] == []
