"""Documents that prose cites (引用公文): numbers and titles, each against the register, and one against the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from builders.checks.prose.rulebook import Hit
from builders.checks.register.known import NUMBER, Known, Number, plain, read_number
from builders.checks.register.likeness import distance, is_slip
from builders.checks.text import PRINTED, SILENT, Text
from builders.model.register import CitedDocument

_TITLE = re.compile(rf"《(?P<title>[^《》\n{SILENT}]*(?:《[^《》\n]*》[^《》\n]*)*)》")
_BESIDE = re.compile(rf"(?P<title>《[^\n]{{4,120}}?》)[（(](?P<number>{NUMBER.pattern})[）)]")
_OWN_NUMBER = re.compile(r"\s*(?:number|文号|发文字号)\s*[:：]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONG = 8
_PART = 0.6


def numbers(text: Text, known: Known) -> Iterator[tuple[str, Hit]]:
    """Yield what is wrong with the numbers of documents, each with the code of its rule."""
    paired = {(hit.line, hit.end) for _, hit in pairs(text, known)}
    for match in NUMBER.finditer(text.body):
        line, place = text.place(match.start())
        if (line.number, place + len(match[0])) in paired:
            continue  # told of together with its title
        if line.kind == "front" and _OWN_NUMBER.match(line.text):
            continue  # the document's own number cites nothing
        found = _registered(match, known)
        if found is None:
            yield from _unregistered(text, match, known)
        elif match[0][match[0].index(found.organ) :] != str(found):
            start = match.start() + match[0].index(found.organ)
            yield "R201", _hit(text, start, match.end(), str(found), f"应写成“{found}”")


def _registered(match: re.Match[str], known: Known) -> Number | None:
    """Return the number of the register that is meant, however it is written."""
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    for number in known.numbers:
        if match["organ"].endswith(number.organ) and (year, match["order"].lstrip("0")) == (number.year, number.order):
            return number
    return None


def _unregistered(text: Text, match: re.Match[str], known: Known) -> Iterator[tuple[str, Hit]]:
    said = f"{match['year']}-{match['order']}"
    organ = next((number.organ for number in known.numbers if match["organ"].endswith(number.organ)), "")
    near = [each for each in known.numbers if each.organ == organ and _swapped(said, f"{each.year}-{each.order}")]
    start = match.start() + (match[0].index(organ) if organ else 0)
    if near:
        yield "R202", _hit(text, start, match.end(), None, f"是否指“{near[0]}”？另有此文的请登记")
    elif match["organ"] != "第" and match[0].endswith("号") and _YEAR.fullmatch(match["year"]):
        yield "R203", _hit(text, start, match.end())


def _swapped(said: str, right: str) -> bool:
    """Return whether one digit is wrong, or two stand in each other's place."""
    differ = [i for i in range(min(len(said), len(right))) if said[i] != right[i]]
    if len(said) != len(right):
        return distance(said, right) == 1
    return len(differ) == 1 or (len(differ) == 2 and sorted(said) == sorted(right))


def titles(text: Text, known: Known) -> Iterator[tuple[str, Hit]]:
    """Yield titles that are almost, or only in part, those of the register."""
    for match in _TITLE.finditer(text.body):
        title = plain(match["title"])
        if PRINTED in title or len(title) < _LONG or title in known.titles or known.own_titles.fullmatch(title):
            continue
        slip = next((right for right in known.titles if is_slip(title, right)), None)
        if slip:
            right = known.titles[slip].title
            yield "R204", _hit(text, *match.span("title"), None, f"登记的标题是《{right}》")
            continue
        part = next((right for right in known.titles if _is_part(title, right)), None)
        if part:
            right = known.titles[part].title
            yield "R208", _hit(text, *match.span("title"), None, f"是否指《{right}》？另有此文的请登记")


def _is_part(title: str, right: str) -> bool:
    """Return whether a title leaves out words of another: nothing of it is new, and most of the other is there."""
    if len(title) >= len(right) or len(title) < _PART * len(right):
        return False
    matcher = SequenceMatcher(None, title, right, autojunk=False)
    return all(tag in ("equal", "insert") for tag, *_ in matcher.get_opcodes())


def pairs(text: Text, known: Known) -> Iterator[tuple[str, Hit]]:
    """Yield titles of the register beside the number of another document, and numbers beside another title."""
    for match in _BESIDE.finditer(text.body):
        title = plain(match["title"])
        document = known.titles.get(title)
        number = _registered(match, known)
        if document is not None and document.number and (number is None or known.numbers[number] is not document):
            if read_number(document.number) is not None:
                yield "R205", _hit(text, *match.span("number"), None, _which(document, number, known))
        elif document is None and number is not None and PRINTED not in title and not _similar(title, known, number):
            right = known.numbers[number].title
            yield "R205", _hit(text, *match.span("title"), None, f"{number}是《{right}》，请核对标题和字号")


def _which(document: CitedDocument, number: Number | None, known: Known) -> str:
    other = f"；{number}是《{known.numbers[number].title}》" if number else ""
    return f"《{document.title}》的字号是{document.number}{other}"


def _similar(title: str, known: Known, number: Number) -> bool:
    """Return whether the title is told of by another rule, or stands for the number's document in short."""
    names = [name for name, document in known.titles.items() if document is known.numbers[number]]
    return any(is_slip(title, name) or _is_part(title, name) or title in name for name in names)


def _hit(text: Text, start: int, end: int, right: str | None = None, cure: str = "") -> Hit:
    line, place = text.place(start)
    return Hit(line.number, place, place + end - start, replacement=right, cure=cure)
