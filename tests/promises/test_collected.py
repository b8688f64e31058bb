"""What the city makes of its counties' bundles is, byte for byte, what it makes where all rows were typed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builders.core.digests import digest
from builders.engine.belonging import Belonging
from builders.engine.bundle_writing import write_bundles
from builders.engine.bundling import bundle_documents, orders_of
from builders.engine.collecting import collect_bundles
from builders.engine.faces import find_faces
from builders.engine.making import make_documents
from builders.engine.programme import load_programme
from builders.engine.selection import select
from builders.model.period import parse_period
from builders.sources.workspace import Workspace
from tests.workspaces import copy_workspace

PERIOD = "2023H1"


def without_counties(root: Path) -> None:
    """Take every row away that belongs to a unit."""
    programme = load_programme(Workspace(root), "chaoyang")
    belonging = Belonging(programme.dataset)
    for table in programme.dataset.tables:
        if not belonging.is_shared(table):
            path = root / table.file
            path.write_bytes(path.read_bytes().split(b"\n")[0] + b"\n")


def bundles(workspace: Workspace) -> list[Path]:
    """The bundles of all counties, each with its half-year report."""
    programme, faces, output = load_programme(workspace, "chaoyang"), find_faces(workspace), workspace.root / "outputs"
    counties = [unit for unit in programme.notice.units if unit.level == "county"]
    made = []
    for county in counties:
        _, orders, _ = orders_of(programme, county, parse_period(PERIOD), ["half-year"], sample=True)
        deliveries, _ = make_documents([(programme, order) for order in orders], faces, (), output, sample=True)
        made.append(bundle_documents(programme, list(zip(orders, deliveries, strict=True)), output))
    return [written.path for written in write_bundles(made, output, "zip")]


def reports_of_the_city(workspace: Workspace) -> dict[str, str]:
    """The digests of all files of the city's roll-up and its summary."""
    programme, faces = load_programme(workspace, "chaoyang"), find_faces(workspace)
    orders = [
        order
        for verb in ("half-year", "summary")
        for order in select(programme, verb, {"city": "朝阳市"}, PERIOD, everything=False)
    ]
    output = workspace.root / "outputs"
    made, _ = make_documents([(programme, order) for order in orders], faces, (), output, sample=True)
    return {f"{each.folder.name}/{name}": digest(content) for each in made for name, content in each.files.items()}


def test_the_citys_reports_are_the_same_from_seven_bundles(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "city").mkdir()
    full, city = (Workspace(copy_workspace(tmp_path / name)) for name in ("full", "city"))
    without_counties(city.root)
    notice = load_programme(full, "chaoyang").notice
    sent = bundles(full)

    collection = collect_bundles(city, [notice], sent[::-1], date(2023, 6, 9))

    assert (len(collection.taken), collection.refused) == (7, [])
    for table in notice.tables:
        name = f"data/chaoyang/{table}.csv"
        assert (city.root / name).read_bytes() == (full.root / name).read_bytes(), name
    assert reports_of_the_city(city) == reports_of_the_city(full)
