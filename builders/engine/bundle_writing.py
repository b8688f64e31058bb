"""Writing bundles (写出报送包): a folder or a zip, signed beside it, all bundles of a run or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from builders.core.errors import FileError
from builders.core.lock import hold
from builders.core.publish import publish, recover
from builders.core.reasons import reason
from builders.deliver.bag.packing import pack
from builders.deliver.signature import sign
from builders.deliver.statement import SIGNATURE_SUFFIX, SUFFIX, TAG_LIST, statement
from builders.engine.bundling import Bundle

Form = Literal["dir", "zip"]
ARCHIVE_SUFFIX = "-移交"


@dataclass(frozen=True)
class WrittenBundle:
    """A bundle on disk: its path, its size in bytes, what lies beside it, and whether it is other than before."""

    bundle: Bundle
    path: Path
    size: int
    beside: tuple[Path, ...]
    changed: bool


def write_bundles(
    bundles: Sequence[Bundle], output: Path, form: Form, *, archive: bool = False, key: Path | None = None
) -> list[WrittenBundle]:
    """Write every bundle, each into its folder below ``output/bundles``, all of them or none.

    What an earlier bundle of the same unit and period left there goes, in whatever form it was. ``archive`` adds the
    layout for transfer to an archive, ``key`` a statement and its signature. Raises FileError, UsageError for a key
    that is not there, ToolError when it cannot sign.
    """
    written: list[WrittenBundle] = []
    folders: dict[Path, dict[str, bytes]] = {}
    obsolete: dict[Path, frozenset[str]] = {}
    with hold(output):
        for bundle in bundles:
            recover(bundle.folder)  # a bundle that is there already is not published again
            trees, size = _trees(bundle, form, archive=archive, key=key)
            changed = not _holds(bundle, trees)
            others = [bundle.folder / name for name in _names(bundle)[2:]]
            beside = tuple(path for path in others if _is_there(path, trees))
            name = bundle.name if form == "dir" else f"{bundle.name}.zip"
            written.append(WrittenBundle(bundle, bundle.folder / name, size, beside, changed))
            if changed:
                folders |= trees
                obsolete |= _leftovers(bundle, trees)
        publish(folders, obsolete)
    return written


def _trees(
    bundle: Bundle, form: Form, *, archive: bool, key: Path | None
) -> tuple[dict[Path, dict[str, bytes]], int]:
    """Return the files of every folder of a bundle, and the size of the bundle itself."""
    home = bundle.folder
    packed = pack(bundle.files, bundle.name) if form == "zip" else None
    trees: dict[Path, dict[str, bytes]] = {home: {} if packed is None else {f"{bundle.name}.zip": packed}}
    if packed is None:
        _spread(trees, home / bundle.name, bundle.files)
    if archive:
        _spread(trees, home / f"{bundle.name}{ARCHIVE_SUFFIX}", bundle.archive)
    if key is not None:
        said = statement(bundle.name, bundle.files[TAG_LIST], packed, bundle.record, bundle.record["inputs"])
        trees[home] |= {bundle.name + SUFFIX: said, bundle.name + SIGNATURE_SUFFIX: sign(said, key)}
    return trees, len(packed) if packed is not None else sum(map(len, bundle.files.values()))


def _spread(trees: dict[Path, dict[str, bytes]], root: Path, files: Mapping[str, bytes]) -> None:
    """Sort files by path into the folders that hold them, folders that only hold folders among them."""
    for path, content in files.items():
        place = PurePosixPath(path)
        for above in reversed(place.parents):
            trees.setdefault(root / above, {})
        trees[root / place.parent][place.name] = content


def _names(bundle: Bundle) -> list[str]:
    """Return everything that a bundle may leave in its folder, the two forms of the bag first."""
    name = bundle.name
    return [name, f"{name}.zip", name + SUFFIX, name + SIGNATURE_SUFFIX, f"{name}{ARCHIVE_SUFFIX}"]


def _is_there(path: Path, trees: Mapping[Path, Mapping[str, bytes]]) -> bool:
    return path in trees or path.name in trees.get(path.parent, {})


def _holds(bundle: Bundle, trees: Mapping[Path, Mapping[str, bytes]]) -> bool:
    """Return whether the disk holds exactly this bundle already. Raises FileError."""
    try:
        for folder, files in trees.items():
            below = {path.name for path in trees if path.parent == folder}
            own = _names(bundle) if folder == bundle.folder else None
            there = {path.name for path in _entries(folder) if own is None or path.name in own}
            if there != {*files, *below} or any(
                (folder / name).is_symlink() or (folder / name).read_bytes() != content
                for name, content in files.items()
            ):
                return False
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return False
    except OSError as fault:
        raise FileError(f"不能读取 {fault.filename or bundle.folder}：{reason(fault)}。原有文件未改动。") from fault
    return True


def _leftovers(bundle: Bundle, trees: Mapping[Path, Mapping[str, bytes]]) -> dict[Path, frozenset[str]]:
    """Return what must go: in the folder of the bundle what an earlier one left, in the bag whatever is there."""
    found = {folder: frozenset(path.name for path in _entries(folder)) for folder in trees if folder != bundle.folder}
    return found | {bundle.folder: frozenset(_names(bundle))}


def _entries(folder: Path) -> Iterable[Path]:
    return list(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []
