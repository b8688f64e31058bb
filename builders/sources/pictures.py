"""Pictures beside the prose (图片): turned upright, brought to print size, and stripped of everything but the picture.

A phone writes into a photo where it was taken and by whose device; none of that may reach a document.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageOps, UnidentifiedImageError

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ContentError, ReportError
from builders.core.suggest import nearest
from builders.model.manuscript import Asset
from builders.model.passage import Content
from builders.sources.files import read_bytes
from builders.sources.workspace import Workspace

_T = TypeVar("_T")

FOLDER = "assets"
SUFFIXES = (".jpg", ".jpeg", ".png")
LARGEST_PICTURE = 50_000_000
MOST_PIXELS = 120_000_000
LONGEST_SIDE = 1860
"""Pixels for the width of the type area (156 mm) at 300 to the inch; a picture with more is made smaller."""
_QUALITY = 88
_NAMED = re.compile(r"\]\(assets/(?P<name>[^/\\)]+)\.(?P<suffix>[A-Za-z]+)\)")


def read_pictures(workspace: Workspace, content: Content) -> dict[Path, Asset]:
    """Return the pictures that the prose shows and that lie in the folder ``assets`` beside it, by file, in order.

    A name that no file has is left to the template: it may be one of its charts. Raises ContentError with every picture
    that cannot be read, and for two that differ in the suffix alone: which one is meant nobody could say.
    """
    return _taken(workspace, content, lambda path, given: Asset(path.stem, (print_ready(given, path.suffix.lower()),)))


def look_at_pictures(workspace: Workspace, content: Content) -> dict[Path, bytes]:
    """Return the bytes of the pictures that the prose shows, by file; raises like ``read_pictures``.

    They are opened whole, but not made ready for print, which takes much longer.
    """

    def looked(path: Path, given: bytes) -> bytes:
        with _opened(given, path.suffix.lower()):
            return given

    return _taken(workspace, content, looked)


def lost_pictures(workspace: Workspace, content: Content, templates: str) -> list[Diagnostic]:
    """Return a problem for each picture that no file has and no chart of the ``templates``, given as one text, is."""
    folder = (workspace.root / content.file).parent / FOLDER
    cure = "请把图片放进正文旁边的 assets 文件夹，或改正文件名"
    return [
        Diagnostic(place, "C052", "assets 文件夹里没有这幅图片", file, cure)
        for file, place in _shown(content).items()
        if not (folder / file).exists() and f'"{Path(file).stem}"' not in templates
    ]


def _taken(workspace: Workspace, content: Content, take: Callable[[Path, bytes], _T]) -> dict[Path, _T]:
    """Return what ``take`` makes of each picture; it raises ValueError with a Chinese reason for an unsound one."""
    folder = (workspace.root / content.file).parent / FOLDER
    found: dict[Path, _T] = {}
    problems: list[Diagnostic] = []
    for file, place in _shown(content).items():
        path = folder / file
        if not path.is_symlink() and not path.exists():
            problems += _misspelt(folder, file, place)
            continue
        twin = next((each for each in found if each.stem == path.stem), None)
        if twin is not None:
            cure = "请给其中一幅改名"
            problems.append(Diagnostic(place, "C053", f"与图片“{twin.name}”只差扩展名，分不清是哪一幅", file, cure))
            continue
        try:
            found[path] = take(path, read_bytes(path, workspace.shown(path), LARGEST_PICTURE))
        except (ReportError, ValueError) as fault:
            problems.append(Diagnostic(place, "C051", f"图片不能使用：{fault}", file, "请换成完整的 jpg 或 png 图片"))
    if problems:
        raise ContentError(f"有{len(problems)}幅图片不能使用。", problems)
    return {path: found[path] for path in sorted(found)}


def print_ready(content: bytes, suffix: str) -> tuple[str, bytes]:
    """Return the suffix and the bytes of a picture fit for print: upright, at most 1860 pixels long, without metadata.

    The same picture gives the same bytes. Raises ValueError with a Chinese reason for what is no whole picture.
    """
    with _opened(content, suffix) as opened:
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        return _encoded(upright, "png" if opened.format == "PNG" else "jpg")


@contextmanager
def _opened(content: bytes, suffix: str) -> Iterator[Image.Image]:
    """Give a picture with all its pixels. Raises ValueError with a Chinese reason for what is no whole picture."""
    if suffix not in SUFFIXES:
        raise ValueError("只能用 jpg 或 png 图片")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise ValueError("图片像素过多（超过1.2亿）")
                opened.load()
                yield opened
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise ValueError("不是完整的 jpg 或 png 图片，或像素过多") from fault
    except (OSError, SyntaxError) as fault:
        raise ValueError("图片内容不完整") from fault


def _encoded(picture: Image.Image, suffix: str) -> tuple[str, bytes]:
    """Return a fresh picture of the pixels alone: nothing that came with the file is carried over."""
    transparent = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    if transparent:
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
        picture = ground
    bare = Image.new("RGB", picture.size)
    bare.paste(picture.convert("RGB"))
    out = BytesIO()
    if suffix == "png":
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return suffix, out.getvalue()


def _shown(content: Content) -> dict[str, Place]:
    """Return the files that the prose shows, with the first place of each."""
    shown: dict[str, Place] = {}
    for passage in content.passages:
        for offset, line in enumerate(passage.text.split("\n")):
            for match in _NAMED.finditer(line):
                shown.setdefault(f"{match['name']}.{match['suffix']}", Place(content.file, passage.line + offset))
    return shown


def _misspelt(folder: Path, file: str, place: Place) -> list[Diagnostic]:
    """Return the problem of a picture that is not there although its folder has one of almost that name."""
    there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    near = nearest(file, there)
    return [Diagnostic(place, "C052", "assets 文件夹里没有这幅图片", file, f"是否指“{near}”？")] if near else []
