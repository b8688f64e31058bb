"""The main file (主文件): one document as calls to the package ``gongwen.typ``."""

from __future__ import annotations

from collections.abc import Mapping

from builders.model.document import Document
from builders.model.manuscript import Manuscript
from builders.typeset.pdf.closing import annexes, body
from builders.typeset.pdf.ending import imprint
from builders.typeset.pdf.head import head
from builders.typeset.pdf.literal import call, flag, string, strings

PACKAGE = "gongwen.typ"


def source(manuscript: Manuscript, document: Document, pictures: Mapping[str, str]) -> str:
    """Return the Typst code of the whole document; ``pictures`` gives the file of each asset."""
    calls = [*head(manuscript), *body(manuscript, document, pictures), *annexes(document, pictures)]
    calls += imprint(manuscript)
    official = call(
        "official.with",
        title=string(manuscript.name),
        authors=strings(filter(None, [author(manuscript)])),
        keywords=strings([f"版本:{manuscript.version}"]),
        marks=string("　".join(manuscript.marks)),
        version=string(manuscript.draft_version),
        letter=flag(manuscript.masthead is not None and manuscript.masthead.kind == "letter"),
    )
    return "\n".join([f'#import "{PACKAGE}": *', f"#show: {official}", "#{", *calls, "}", ""])


def author(manuscript: Manuscript) -> str:
    """Return who wrote the document: its author, else the organs that sign it."""
    return manuscript.author or "、".join(manuscript.signers)
