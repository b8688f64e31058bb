"""The catalogue (规则目录) of typesetting: what cannot be put on paper, and what Markdown may not become a document."""

from __future__ import annotations

from builders.typeset import catalogue_blocks, catalogue_faces, catalogue_figures, catalogue_lint, catalogue_words

RULES = (
    *catalogue_faces.RULES,
    *catalogue_words.RULES,
    *catalogue_blocks.RULES,
    *catalogue_figures.RULES,
    *catalogue_lint.RULES,
)
