"""The main file (主文件): one document as calls to the package ``gongwen.typ``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builders.model.document import Document
from builders.model.manuscript import Manuscript
from builders.typeset import gongwen
from builders.typeset.pdf.closing import annexes, body
from builders.typeset.pdf.literal import array, call, flag, number, string, strings
from builders.typeset.title import lines

PACKAGE = "gongwen.typ"
SUFFIX = "文件"
SIGNATORY_LEAD = "签发人："
SIGNERS_IN_A_LINE = 2


def source(manuscript: Manuscript, document: Document, pictures: Mapping[str, str]) -> str:
    """Return the Typst code of the whole document; ``pictures`` gives the file of each asset."""
    calls = [*_head(manuscript), *body(manuscript, document, pictures), *annexes(document, pictures)]
    opening = call(
        "official.with",
        title=string(manuscript.title),
        authors=strings(filter(None, [author(manuscript)])),
        keywords=strings([f"版本:{manuscript.version}"]),
        marks=string("　".join(manuscript.marks)),
    )
    return "\n".join([f'#import "{PACKAGE}": *', f"#show: {opening}", "#{", *calls, "}", ""])


def author(manuscript: Manuscript) -> str:
    """Return who wrote the document: its author, else the organs that sign it."""
    return manuscript.author or "、".join(manuscript.signers)


def _head(manuscript: Manuscript) -> Iterator[str]:
    """Yield the calls for masthead, title and addressees."""
    if manuscript.masthead is None:
        yield "open-page()"
    else:
        yield _masthead(manuscript)
    yield call("headline", strings(lines(manuscript.title)))
    if manuscript.addressees:
        yield call("addressees", string("、".join(manuscript.addressees) + "："))
    else:
        yield "blank(1)"


def _masthead(manuscript: Manuscript) -> str:
    head = manuscript.masthead
    assert head is not None
    return call(
        "masthead",
        issuers=strings(head.issuers),
        suffix=string(SUFFIX),
        size=number(gongwen.issuer_size_pt(head.issuers, SUFFIX)),
        squeeze=number(gongwen.issuer_squeeze(head.issuers, SUFFIX)),
        lines=array(_number_lines(manuscript)),
        upward=flag(head.upward),
    )


def _number_lines(manuscript: Manuscript) -> Iterator[str]:
    """Yield the lines of number and signers: two names in a line, the number beside the last of them."""
    head = manuscript.masthead
    assert head is not None
    printed = head.number or f"〔{manuscript.date.year}〕　号"
    if not head.upward:
        yield strings((printed, "", ""))
        return
    names = [_spread(name) for name in head.signatories]
    pairs = ["　".join(names[at : at + SIGNERS_IN_A_LINE]) for at in range(0, len(names), SIGNERS_IN_A_LINE)] or [""]
    for index, pair in enumerate(pairs):
        last = index == len(pairs) - 1
        yield strings((printed if last else "", SIGNATORY_LEAD if index == 0 else "", pair))


def _spread(name: str) -> str:
    """Return a name as wide as three characters, so that names stand in columns: 张　三."""
    return "　".join(name) if len(name) == 2 else name
