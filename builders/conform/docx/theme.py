"""The theme (主题): the fonts that a style names only by their part, such as ``minorEastAsia``."""

from __future__ import annotations

from dataclasses import dataclass, field

from builders.conform.docx.names import A, Element


@dataclass(frozen=True)
class Theme:
    """The theme's fonts by the names that ``w:rFonts`` uses for them; empty for a document without a theme."""

    fonts: dict[str, str] = field(default_factory=dict)

    def font(self, name: str) -> str:
        """Return the font that ``majorEastAsia`` or ``minorHAnsi`` stands for; empty when the theme names none."""
        return self.fonts.get(name, "")


def read_theme(root: Element | None) -> Theme:
    """Return the fonts of a theme part; for Han text the script's own font (Hans) goes before none at all."""
    fonts: dict[str, str] = {}
    for weight in ("major", "minor"):
        scheme = None if root is None else root.find(f".//{A}{weight}Font")
        if scheme is None:
            continue
        latin, han = _face(scheme, f"{A}latin"), _face(scheme, f"{A}ea") or _face(scheme, f"{A}font[@script='Hans']")
        fonts[f"{weight}Ascii"] = fonts[f"{weight}HAnsi"] = latin
        fonts[f"{weight}EastAsia"] = han
    return Theme(fonts)


def _face(scheme: Element, path: str) -> str:
    found = scheme.find(path)
    return "" if found is None else found.get("typeface", "")
