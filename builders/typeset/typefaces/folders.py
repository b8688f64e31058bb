"""Where fonts are looked for (字体文件夹): the user's own, the system's, and those that came with the program."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

_FONT_SUFFIXES = (".ttf", ".ttc", ".otf", ".otc")


@dataclass(frozen=True)
class FontFolders:
    """The folders of one machine; ``noto`` is None when the package with the fonts of last resort is not installed."""

    user: Path
    system: tuple[Path, ...] = ()
    noto: Path | None = None


def machine_folders() -> FontFolders:
    """Return the folders of this machine: ``MAKE_REPORT_FONTS`` or the per-user data folder, then the system's."""
    return FontFolders(_user_folder(), _system_folders(), _noto_folder())


def files_in(folders: tuple[Path, ...], *, skip: Collection[str] = ()) -> dict[str, Path]:
    """Return every font file below the folders by its lower-case name; the first folder, then the first path, wins.

    Folders named in ``skip`` are not looked into.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        for path, inner, names in os.walk(folder):
            inner[:] = sorted(name for name in inner if name not in skip)
            for name in sorted(names):
                if name.lower().endswith(_FONT_SUFFIXES):
                    found.setdefault(name.lower(), Path(path) / name)
    return found


def _user_folder() -> Path:
    given = os.environ.get("MAKE_REPORT_FONTS")
    if given:
        return Path(given).expanduser().absolute()
    return _data_folder() / "make-report" / "fonts"


def _data_folder() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")


def _system_folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR") or "C:/Windows")
        return (windows / "Fonts", _data_folder() / "Microsoft" / "Windows" / "Fonts")
    if sys.platform == "darwin":
        office = Path("/Applications/Microsoft Word.app/Contents/Resources/DFonts")
        return (home / "Library" / "Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"), office)
    return (_data_folder() / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


def _noto_folder() -> Path | None:
    spec = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else None
