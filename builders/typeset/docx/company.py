"""Company (同页): what stays on the page of what follows it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from builders.typeset.docx.inline import style_of
from builders.typeset.docx.styleids import REMARK, TABLE_GAP
from builders.typeset.docx.xml import Element, name, w


def keep(paragraphs: Iterable[Element]) -> None:
    """Hold each paragraph on the page of the next one."""
    for each in paragraphs:
        properties = each.find(name("w:pPr"))
        if properties is not None and properties.find(name("w:keepNext")) is None:
            properties.insert(1, w("keepNext"))


def keep_with_next(body: list[Element]) -> None:
    """Hold the end of the body to what follows: a signature never stands alone on a page, clause 7.3.5.

    The end is a paragraph, or the last row of a table with the remarks and the small space below it.
    """
    held = [*takewhile(lambda each: style_of(each) in (TABLE_GAP, REMARK), reversed(body))]
    for above in body[: len(body) - len(held)][-1:]:
        held += above[-1].iter(name("w:p")) if above.tag == name("w:tbl") else [above]
    keep(held)
