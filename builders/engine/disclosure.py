"""Disclosure (个人信息泄露检查): what a finished file gives away of people, in the open or in a corner of it.

The files that are published are looked at, not what they were made from: a number can come in by a picture's metadata,
a chart's cache or a workbook inside a document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from builders.checks.privacy.catalogue import BY_CODE
from builders.checks.privacy.detecting import find_personal, key_of, mask_text
from builders.checks.privacy.finding import masked_name
from builders.checks.privacy.telling import diagnostic
from builders.conform.contents.excerpt import Excerpt
from builders.conform.contents.isolated import read_isolated
from builders.conform.contents.reading import read_everything
from builders.conform.unreadable import Unreadable
from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ProblemsFound
from builders.model.manuscript import Manuscript

_CODES = {"position": "V121", "device": "V122", "author": "V123", "unread": "V131"}


def check_disclosure(
    name: str, content: bytes, allowed: Collection[str] = (), *, isolated: bool = False
) -> list[Diagnostic]:
    """Return what a file discloses of people: any .docx, .pdf, .xlsx, .zip, picture or text, down to files in files.

    ``name`` is the file's, and is looked at as well. ``allowed`` are digests of what may be shown, as
    ``personal_values`` gives them for an excused line. What cannot be read is told as a warning, ``V131``. A file from
    outside is read ``isolated``, in a process of its own.
    """
    place = Place(mask_text(name))
    told = [diagnostic(place, found) for found in find_personal(name) if key_of(found) not in allowed]
    problems: dict[tuple[str, str, str], Diagnostic] = {}
    try:
        for excerpt in read_isolated(content, name) if isolated else read_everything(content, name):
            for problem in _problems(name, excerpt, allowed):
                problems.setdefault((problem.place.column, problem.code, problem.value), problem)
    except Unreadable as reason:
        told.append(_problem(name, Excerpt("", str(reason), kind="unread")))
    return sorted([*told, *problems.values()])


def require_no_personal_data(
    manuscript: Manuscript, documents: Mapping[str, bytes], allowed: Collection[str] = ()
) -> tuple[Diagnostic, ...]:
    """Look through finished documents, by suffix, before they are published; return the warnings.

    Raises ProblemsFound with every place of every document where personal data stand.
    """
    found = [
        problem
        for suffix, content in documents.items()
        for problem in check_disclosure(f"{manuscript.name}.{suffix}", content, allowed)
    ]
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        raise ProblemsFound(f"文件里有{len(errors)}处个人信息，不能送出。", errors)
    return tuple(found)


def _problems(name: str, excerpt: Excerpt, allowed: Collection[str]) -> Iterator[Diagnostic]:
    if excerpt.kind != "text":
        yield _problem(name, excerpt)
    if excerpt.kind == "unread":
        return
    for found in find_personal(excerpt.text, excerpt.context):
        if key_of(found) not in allowed:
            yield diagnostic(Place(name, column=excerpt.where), found)


def _problem(name: str, excerpt: Excerpt) -> Diagnostic:
    """Return the problem of what is no text: where and by whom a picture was taken, a part that cannot be read."""
    rule = BY_CODE[_CODES[excerpt.kind]]
    place = Place(mask_text(name), column=mask_text(excerpt.where))
    said = masked_name(excerpt.text.strip()[:8]) if excerpt.kind == "author" else ""
    cure = mask_text(excerpt.text) if excerpt.kind == "unread" else rule.cure
    return Diagnostic(place, rule.code, rule.title, said, cure, rule.severity)
