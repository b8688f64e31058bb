"""The numbers that the Typst package prints from (版面数据): the page description and the faces, as one JSON file."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from builders.core.digests import canonical_json
from builders.model.face import FaceSet
from builders.typeset import gongwen
from builders.typeset.gongwen import IMPRINT, LETTER, MASTHEAD, PAGE

WHOLE_NOTE_LINES = 6
"""A footnote no higher than so many body lines is not divided between two pages."""

_FALLBACKS = {"heading": ("fallback_sans", "fallback", "rare")}
_USUAL_FALLBACKS = ("fallback", "fallback_sans", "rare")


def numbers(faces: FaceSet) -> bytes:
    """Return ``gongwen.json``: lengths with their unit in the name, styles, and each role's families in order."""
    return canonical_json(
        {
            "page": {
                **asdict(PAGE),
                "bottom_mm": PAGE.bottom_mm,
                "outer_mm": PAGE.outer_mm,
                "line_pt": PAGE.line_pt,
                "character_pt": PAGE.character_pt,
            },
            "faces": {
                face.role: {
                    "families": families(faces, face.role),
                    "weight": face.weight,
                    "latin": faces.role(face.latin).family if face.latin else "",
                }
                for face in faces.faces
            },
            "styles": _styles(),
            "masthead": {**asdict(MASTHEAD), "rule_pt": gongwen.RULE_PT},
            "letter": {
                **asdict(LETTER),
                "thick_pt": gongwen.THICK_RULE_PT,
                "thin_pt": gongwen.THIN_RULE_PT,
                "gap_pt": gongwen.DOUBLE_RULE_GAP_PT,
            },
            "folio": {"below_mm": gongwen.FOLIO_BELOW_MM, "inset_chars": gongwen.FOLIO_INSET_CHARS},
            "imprint": asdict(IMPRINT),
            "marks": {"top_mm": gongwen.MARK_TOP_MM},
            "footnote": {"line_pt": gongwen.FOOTNOTE_LINE_PT, "whole_lines": WHOLE_NOTE_LINES},
            "figure": {
                "gap_pt": gongwen.FIGURE_GAP_PT,
                "tallest": gongwen.FIGURE_TALLEST,
                "between_mm": gongwen.SPACE_BETWEEN_FIGURES_MM,
            },
            "table": {
                "beside_pt": gongwen.TABLE_BESIDE_PT,
                "whole_rows": gongwen.WHOLE_TABLE_ROWS,
                "last_rows": gongwen.LAST_TABLE_ROWS,
                "first_lines": gongwen.FIRST_TABLE_LINES,
                "rule_pt": gongwen.TABLE_RULE_PT,
                "edge_pt": gongwen.TABLE_EDGE_PT,
                "line_pt": gongwen.TABLE_LINE_PT,
                "inset_mm": gongwen.TABLE_INSET_MM,
                "padding_mm": gongwen.TABLE_PADDING_MM,
            },
        }
    )


def families(faces: FaceSet, role: str) -> list[str]:
    """Return the families to try for a role, its own first, each once."""
    known = {face.role: face.family for face in faces.faces}
    wanted = [role, *_FALLBACKS.get(role, _USUAL_FALLBACKS)]
    return list(dict.fromkeys(known[name] for name in wanted if name in known))


def _styles() -> dict[str, Any]:
    """Return the styles of the page description by their names in lower case; ``headings`` is a list."""
    styles: dict[str, Any] = {
        name.lower(): asdict(value) for name, value in vars(gongwen).items() if isinstance(value, gongwen.Style)
    }
    styles["headings"] = [asdict(style) for style in gongwen.HEADINGS]
    return styles
