"""The seven counties' bundles of a half-year: valid for bagit-python, built again from themselves, no flip unseen."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

import bagit
import pytest

from builders.cli.main import run
from builders.deliver.assurance import Assurance, Notes
from builders.deliver.bag.checking import check_bag
from builders.deliver.bag.opening import Unopenable, open_bundle
from builders.deliver.bundle_aspects import REBUILT
from builders.engine.verifying import verify
from tests.judges.every.sitting import Sitting
from tests.workspaces import copy_workspace

COUNTIES = ("双塔区", "龙城区", "朝阳县", "建平县", "喀左县", "北票市", "凌源市")
PERIOD = "2023H1"
PLACES = 200

Verified = dict[str, Assurance]


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory, sitting: Sitting) -> Iterator[dict[str, Path]]:
    """The bundle of each county, in a folder that is all that is left of the workspace."""
    root = copy_workspace(tmp_path_factory.mktemp("county"))
    with pytest.MonkeyPatch.context() as patch, sitting.timed("bundling seven counties"):
        patch.chdir(root)
        for county in COUNTIES:
            words = ["--notice", "chaoyang", "--period", PERIOD, "--sample"]
            assert run(["bundle", "--district", county, *words]) == 0
    received = tmp_path_factory.mktemp("received")
    home = root / f"outputs/bundles/chaoyang/{PERIOD}"
    made = {county: home / county / f"chaoyang-{PERIOD}-{county}.zip" for county in COUNTIES}
    places = {county: path.rename(received / path.name) for county, path in made.items()}
    root.rename(root.with_name("gone"))
    sizes = ", ".join(f"{path.stat().st_size / 1e6:.1f}" for path in places.values())
    sitting.remarks.append(f"bundles of seven counties, MB: {sizes}")
    yield places


@pytest.fixture(scope="module")
def verified(bundles: dict[str, Path], sitting: Sitting) -> Verified:
    """What verifying found, each built again."""
    with sitting.timed("verifying and rebuilding seven bundles"), ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda path: verify(path, rebuild=True), bundles.values())
        return dict(zip(bundles, found, strict=True))


@pytest.mark.parametrize("county", COUNTIES)
def test_a_bundle_passes_every_check_and_is_built_again_byte_for_byte(verified: Verified, county: str) -> None:
    assurance = verified[county]

    assert [(each.code, each.file, each.message) for each in assurance.failures] == []
    [rebuilt] = [each for each in assurance.findings if each.aspect == REBUILT]
    assert rebuilt.message == "10个文件逐字节相同"


@pytest.mark.parametrize("county", COUNTIES)
def test_a_bundle_is_valid_for_bagit_python(bundles: dict[str, Path], county: str, tmp_path: Path) -> None:
    with ZipFile(bundles[county]) as package:
        package.extractall(tmp_path)

    assert bagit.Bag(str(tmp_path / bundles[county].stem)).validate()


def test_no_byte_can_be_changed_in_a_zip_or_a_folder_without_being_found(
    bundles: dict[str, Path], tmp_path: Path, sitting: Sitting
) -> None:
    chance = random.Random(PLACES)
    missed = []
    with sitting.timed(f"{PLACES} flipped bytes"):
        for turn in range(PLACES):
            path = bundles[COUNTIES[turn % len(COUNTIES)]]
            content = bytearray(path.read_bytes())
            place = chance.randrange(len(content))
            content[place] ^= chance.randrange(1, 256)
            changed = tmp_path / path.name
            changed.write_bytes(content)
            if not found(changed):
                missed.append((path.name, place))
        missed += in_a_folder(bundles[COUNTIES[0]], tmp_path, chance)

    assert missed == []


def in_a_folder(bundle: Path, tmp_path: Path, chance: random.Random) -> list[tuple[str, int]]:
    """Flip bytes in the files of an unpacked bundle, one at a time, and return those that were not found."""
    with ZipFile(bundle) as package:
        package.extractall(tmp_path / "folder")
    folder = tmp_path / "folder" / bundle.stem
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    missed = []
    for turn in range(PLACES):
        path = files[turn % len(files)]
        content = path.read_bytes()
        place = chance.randrange(len(content))
        changed = bytearray(content)
        changed[place] ^= chance.randrange(1, 256)
        path.write_bytes(changed)
        missed += [] if found(folder) else [(path.name, place)]
        path.write_bytes(content)
    return missed


def found(path: Path) -> bool:
    notes = Notes()
    try:
        check_bag(open_bundle(path, notes), notes)
    except Unopenable:
        return True
    return notes.failed()
