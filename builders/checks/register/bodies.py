"""Bodies and units that prose names (机构和单位名称), each against the register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builders.checks.prose.rulebook import Hit
from builders.checks.register.known import Known
from builders.checks.register.likeness import distance
from builders.checks.text import Text

_HAN = "\u4e00-\u9fff"
_PLACE = re.compile(rf"^(?P<place>[{_HAN}]{{2,12}}?(?:省|市|自治县|县|区|州|旗))(?P<office>[{_HAN}]{{3,}})$")
_GENERAL = ("我市", "我县", "我区", "我省", "本市", "本县", "本区", "市", "县", "区", "省")
_LONG_OFFICE = 6
_LONG_PLACE = 14
_SURE = 4
"""A name of more characters is nobody else's when all but one agree."""
_NO_PLACE = re.compile("[老新主旧县中建本各全古进在和到市出副内外]城区|(?:示范|服务|试验|开发|管理|保护)区")


@dataclass(frozen=True)
class Office:
    """A body's name in two: the place that it belongs to, empty for one of the state, and what it is."""

    place: str
    office: str


def offices(known: Known) -> tuple[Office, ...]:
    """Return the registered bodies in two parts."""
    found = []
    for name in sorted(known.bodies):
        match = _PLACE.match(name)
        found.append(Office(match["place"], match["office"]) if match else Office("", name))
    return tuple(found)


def bodies(text: Text, known: Known) -> Iterator[tuple[str, Hit]]:
    """Yield names of bodies that are almost registered ones, and short forms that are not registered."""
    told: set[int] = set()
    for office in sorted({each.office for each in offices(known)}):
        if office[-1] not in text.body:
            continue
        for start, end, cure in (*_abridged(text, known, office), *_slips(text, known, office)):
            if told.isdisjoint(range(start, end)):
                told.update(range(start, end))
                line, place = text.place(start)
                yield "R206", Hit(line.number, place, place + end - start, cure=cure)


def _abridged(text: Text, known: Known, office: str) -> Iterator[tuple[int, int, str]]:
    """Yield short forms that keep the order of the characters: 住建局 for 住房和城乡建设局."""
    places = sorted({each.place for each in offices(known) if each.office == office and each.place}, key=len)[::-1]
    if len(office) < _LONG_OFFICE or not places:
        return
    pattern = re.compile(f"{office[0]}[{_HAN}]{{1,{len(office) - 3}}}?{office[-1]}")
    for match in pattern.finditer(text.body):
        before = text.body[max(0, match.start() - _LONG_PLACE) : match.start()]
        place = next((each for each in (*places, *_GENERAL) if before.endswith(each)), "")
        whole = f"{place}{match[0]}"
        if not place or not _in_order(match[0], office) or {whole, match[0]} & known.short_names:
            continue
        if not any(body.startswith(whole) for body in known.bodies):
            right = f"{place}{office}" if place in places else office
            yield match.start() - len(place), match.end(), f"全称是“{right}”；简称可在 register 中登记后使用"


def _in_order(short: str, office: str) -> bool:
    rest = iter(office)
    return all(character in rest for character in short)


def _slips(text: Text, known: Known, office: str) -> Iterator[tuple[int, int, str]]:
    """Yield names that begin and end like the office's and differ by a character or two in between."""
    if len(office) < _LONG_OFFICE:
        return
    names = {each.office for each in offices(known)} | known.short_names
    pattern = re.compile(rf"{office[:2]}(?P<rest>[{_HAN}]{{{len(office) - 5},{len(office) - 1}}}?){office[-1]}")
    for match in pattern.finditer(text.body):
        said = match[0]
        longer = text.body[match.start() : match.start() + len(office)] == office
        government = text.body[max(0, match.start() - 1) : match.end()].startswith("人民政府")
        if said in names or longer or government or any(name.startswith(said) for name in names):
            continue
        if 0 < distance(said, office) <= (2 if len(office) > _LONG_OFFICE else 1):
            yield match.start(), match.end(), f"登记的名称是“{office}”"


def units(text: Text, known: Known) -> Iterator[tuple[str, Hit]]:
    """Yield names that are a unit's but for one character, where only a unit can be meant."""
    towns = sorted(name for name in known.places if re.fullmatch(rf"[{_HAN}]{{3,}}", name))
    simple = [name for name in towns if not any(other in name for other in towns if other != name)]
    parents = {unit.name for unit in known.notice.units if known.notice.children(unit)}
    for name in simple:
        for start in _near(text.body, name):
            end = start + len(name)
            said = text.body[start:end]
            if said in known.places or _NO_PLACE.search(said):
                continue
            if len(name) > _SURE or _is_unit(text.body, start, end, simple, parents, known):
                line, place = text.place(start)
                yield "R207", Hit(line.number, place, place + len(said), replacement=name, cure=f"应为“{name}”")


def _near(body: str, name: str) -> Iterator[int]:
    """Yield where a name stands with one character that is wrong, but not the one that says what it is."""
    rest = name[1:]
    if rest in body:
        for match in re.finditer(rest, body):
            if match.start() and re.match(f"[{_HAN}]", body[match.start() - 1]) and body[match.start() - 1] != name[0]:
                yield match.start() - 1
    if name[0] in body:
        ways = (f"{name[:i]}[^{name[i]}\\W\\d]{name[i + 1 :]}" for i in range(1, len(name) - 1))
        for match in re.finditer("|".join(ways), body):
            yield match.start()


def _is_unit(body: str, start: int, end: int, towns: list[str], parents: set[str], known: Known) -> bool:
    """Return whether what stands there must be a unit: in a list of units, below its city, or before its offices."""
    before, after = body[max(0, start - _LONG_PLACE) : start], body[end : end + _LONG_PLACE]
    listed = any(before.endswith(f"{town}{mark}") for town in towns for mark in "、和") or any(
        after.startswith(f"{mark}{town}") for town in towns for mark in "、和"
    )
    below = any(before.endswith(parent) for parent in parents)
    office = any(each.place in known.places and after.startswith(each.office) for each in offices(known))
    return listed or below or office
