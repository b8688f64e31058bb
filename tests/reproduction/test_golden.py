"""The digests of a release: made again here they are the same, or the cause of the difference is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.reproduction.comparing import outputs_of
from tests.reproduction.golden import Golden, golden_of, read_golden, verdict, write_golden
from tests.reproduction.orders import kinds
from tests.reproduction.places import outcome, usual
from tests.workspaces import REPOSITORY

KEPT = Golden("inputs", "fonts", "tools", "manuscript", {"甲.docx": "d", "甲.pdf": "p"})
OTHER = replace(KEPT, files={"甲.docx": "d", "甲.pdf": "x"})


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (KEPT, "equal"),
        (replace(KEPT, tools="another zlib"), "equal"),
        (replace(OTHER, inputs="x", fonts="x", tools="x"), "inputs differ"),
        (replace(OTHER, fonts="x", tools="x"), "fonts differ"),
        (replace(OTHER, tools="x"), "toolchain differs"),
        (OTHER, "content differs (typesetting): 甲.pdf"),
        (replace(OTHER, manuscript="x"), "content differs (manuscript): 甲.pdf"),
        (replace(KEPT, files={"甲.docx": "d"}), "content differs (typesetting): "),
    ],
)
def test_a_difference_is_told_by_its_cause(found: Golden, said: str) -> None:
    assert verdict(KEPT, found) == said


def test_the_digests_of_other_versions_stay(tmp_path: Path) -> None:
    file = tmp_path / "golden.json"
    file.write_text('{"0.0.1": {}}', encoding="utf-8")

    write_golden({"chaoyang/once/甲": KEPT}, file)

    assert read_golden(file) == {"chaoyang/once/甲": KEPT}
    assert '"0.0.1": {}' in file.read_text(encoding="utf-8")


def test_every_kind_of_document_of_every_notice_is_reproduced() -> None:
    written = {(path.parts[-4], path.stem) for path in (REPOSITORY / "content").glob("*/*/*/*.md")}

    assert {(kind.notice, kind.artifact) for kind in kinds(REPOSITORY)} == written


def test_documents_made_here_are_those_of_the_release() -> None:
    """When this fails and the change is meant: ``nox -s reproduce -- --golden``."""
    kept = read_golden()
    orders = [kind.command for kind in kinds(REPOSITORY) if kind.notice in ("handbook", "national")]
    with usual() as place:
        code, complaint = outcome(place.start(orders))
        assert code == 0, complaint
        made = golden_of(outputs_of(place.root))

    assert len(made) == len(orders)
    verdicts = {name: verdict(kept[name], each) if name in kept else "not kept" for name, each in made.items()}
    wrong = {name: said for name, said in verdicts.items() if said.startswith("content differs")}
    assert wrong == {}
    if set(verdicts.values()) != {"equal"}:
        pytest.skip(f"nothing to compare with: {verdicts}")


def test_a_build_that_fails_says_so() -> None:
    with usual() as place:
        code, complaint = outcome(place.start([["half-year", "--district", "没有的县"]]))

    assert code != 0
    assert "没有的县" in complaint
