"""One document of several levels: counties and the city that they lie in, under one verb."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.core.errors import UsageError
from builders.deliver.folder import folder_of
from builders.engine.making import make_documents
from builders.engine.programme import Programme, load_programme
from builders.engine.selection import select
from builders.model.face import FaceSet
from builders.sources.workspace import Workspace
from tests.workspaces import PASSAGE, write
from tests.workspaces import with_city as add_city


@pytest.fixture
def city(workspace: Workspace) -> Programme:
    add_city(workspace.root)
    return load_programme(workspace, "small")


def wanted(programme: Programme, named: dict[str, str], everything: bool = False) -> list[tuple[str, str, str]]:
    orders = select(programme, "note", named, None, everything)
    return [(order.artifact.level, order.unit.name, order.period.id) for order in orders]


def test_the_option_says_of_which_level_a_document_is_wanted(city: Programme) -> None:
    assert wanted(city, {"district": "甲县"}) == [("county", "甲县", "2023H2")]
    assert wanted(city, {"city": "全市"}) == [("city", "全市", "2023H2")]


def test_everything_is_every_level(city: Programme) -> None:
    assert wanted(city, {}, everything=True) == [
        ("county", "甲县", "2023H1"), ("county", "甲县", "2023H2"), ("county", "乙县", "2023H1"),
        ("county", "乙县", "2023H2"), ("county", "丙县", "2023H1"), ("city", "全市", "2023H1"),
        ("city", "全市", "2023H2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        (
            {},
            "请用 --district、--city 指明单位，或用 --all 生成全部。"
            "可用的有：--district 甲县、乙县、丙县；--city 全市。",
        ),
        ({"district": "甲县", "city": "全市"}, "一次只能指明一个单位，请只用 --district、--city 中的一个。"),
        ({"city": "甲县"}, "没有“甲县”。可用的有：全市、00。"),
        ({"community": "甲县"}, "“情况简报”不按 --community 生成，请用 --district 或 --city。"),
    ],
)
def test_what_is_not_meant_for_a_level_is_told(city: Programme, named: dict[str, str], sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        wanted(city, named)
    assert caught.value.message == sentence


@pytest.mark.usefixtures("quick")
def test_the_city_s_document_has_the_counties_sums_and_a_folder_of_its_own(
    city: Programme, faces: FaceSet, output: Path
) -> None:
    write(city.workspace.root, "content/small/全市/2023H2/note.md", PASSAGE)
    [order] = select(city, "note", {"city": "全市"}, None, False)

    [delivery], _ = make_documents([(city, order)], faces, (), output)

    assert delivery.folder == output / "small" / "2023H2" / "全市"
    text = delivery.files["manuscript.md"].decode()
    assert "本期共有项目3个，总额345.15万元，上期290.5万元。" in text
    assert "管网投入299.9万元" in text


def test_the_folders_of_the_counties_are_where_they_were(city: Programme) -> None:
    county, above = city.artifacts("note")
    unit = city.notice.units_of(county)[0]
    [period] = [each for each in city.periods(county, unit) if each.id == "2023H1"]
    root = Path("outputs")
    assert folder_of(root, city.notice, county, unit, period) == root / "small" / "2023H1" / "甲县"
    assert folder_of(root, city.notice, above, city.notice.units[-1], period) == root / "small" / "2023H1" / "全市"
