"""The arithmetic of numbers (数字核算): every number printed is one of the ledger's, or belongs to a day or a citation.

A number is a run of digits with at most one point. What is no number of data is taken out first: days and periods,
numbers of documents, the fixed terms of the notice, ordinals of headings, lists, tables, figures and annexes, and the
column 序号.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tests.promises.document import Block, Document

NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DATED = re.compile(
    "|".join(
        [
            r"(?<!\d)(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?|[上下]半年)?",
            r"(?<!\d)\d{1,2}月(?:\d{1,2}日)?",
            r"〔(?:19|20)\d\d〕\s*\d*\s*号",
            r"(?<!\d)\d\d世纪(?:\d0年代)?",
            r"https?://[!-~]+",
        ]
    )
)
_ORDINALS = {
    "Heading3": r"\d+\.",
    "Heading4": r"（\d+）",
    "GwAnnexLabel": r"附件\d+",
    "GwAnnexNoteFirst": r"附件：\d+\.",
    "GwAnnexNoteNext": r"\d+\.",
    "GwTableCaption": r"表\d+",
    "GwFigureCaption": r"图\d+",
}
_REFERENCE = re.compile(r"(?<=[见和、及与])(?:表|图|附件)\d+")
_LIST_MARK = re.compile(r"\d+\.(?!\d)")
COUNTING_COLUMN = "序号"


def numbers_of_word(document: Document, terms: Iterable[str]) -> Counter[str]:
    """The numbers of data that a Word file prints, in its text and in its footnotes."""
    texts = [_without_ordinals(block) for block in document.blocks if block.column != COUNTING_COLUMN]
    return numbers([*texts, *document.footnotes], terms)


def numbers_of_ledger(document: Document, terms: Iterable[str]) -> Counter[str]:
    """The numbers that facts.json says are printed in the text; those of charts stand in their alternative texts."""
    return numbers(uses(document, charts=False), terms)


def uses(document: Document, *, charts: bool) -> list[str]:
    """The texts that the ledger says are printed, inside charts or outside."""
    lines = document.manuscript
    return [
        use["text"]
        for fact in document.facts
        for use in fact["printed"]
        if lines[use["line"] - 1].startswith("![") is charts
    ]


def numbers(texts: Iterable[str], terms: Iterable[str]) -> Counter[str]:
    """Every number in texts that is no day, no document number and no fixed term."""
    known = re.compile("|".join(re.escape(term) for term in terms) or r"(?!)")
    bare = (_DATED.sub(" ", known.sub(" ", text)) for text in texts)
    return Counter(number for text in bare for number in NUMBER.findall(text))


def _without_ordinals(block: Block) -> str:
    text = block.text
    pattern = _ORDINALS.get(block.style)
    if pattern:
        text = re.sub(f"^{pattern}", "", text)
    elif block.style == "GwBody":
        text = _LIST_MARK.sub("", text, count=1) if _LIST_MARK.match(text) else text
    return _REFERENCE.sub("", text)
