"""A folder that shows Typst chosen font files and no other (字体暂存), because Typst only takes whole folders."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import typst


@dataclass(frozen=True)
class Variant:
    """One face inside a font file, under the names that Typst knows: a .ttc file holds several."""

    family: str
    weight: int
    style: str


def stage(paths: Iterable[Path], folder: Path) -> dict[Path, Path]:
    """Put each file into ``folder``, as a link where the system allows one.

    Returns the path under which Typst will know each file (it follows links), and the file.
    """
    shown: dict[Path, Path] = {}
    for index, path in enumerate(sorted({path.resolve() for path in paths})):
        target = folder / f"{index}{path.suffix.lower()}"
        for put in (os.symlink, os.link, shutil.copyfile):
            try:
                put(path, target)
            except OSError:
                if put is shutil.copyfile:
                    raise
                continue
            break
        shown[target.resolve()] = path
    return shown


def fonts_of(folder: Path) -> typst.Fonts:
    """Return the fonts of a folder, without the system's and without those inside Typst."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def variants(paths: Iterable[Path]) -> dict[Path, tuple[Variant, ...]]:
    """Return the faces that Typst finds in each file, in the file's own order; none for a broken file."""
    real = {path: path.resolve() for path in paths}
    with TemporaryDirectory(prefix="make-report-fonts-") as name:
        shown = stage(real.values(), Path(name))
        found: dict[Path, list[tuple[int, Variant]]] = {path: [] for path in real.values()}
        for font in fonts_of(Path(name)).fonts():
            inside = found[shown[Path(font.path or "").resolve()]]
            inside.append((font.index, Variant(font.family, font.weight, font.style)))
    return {
        path: tuple(variant for _, variant in sorted(found[file], key=lambda pair: pair[0]))
        for path, file in real.items()
    }
