"""Readings that a web page set beside its characters (注音残留): 社區(qū)建設."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.checks.corruption.characters import HAN, at, common, in_simplified, standard
from builders.checks.prose.rulebook import Hit, ProseRule
from builders.checks.text import Text
from builders.core.rule import Rule

_MARKED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s y w"
_FINALS = """a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ueng
    ü üe ue v ve er"""
_SYLLABLES = frozenset(initial + final for initial in ("", *_INITIALS.split()) for final in _FINALS.split())
_PLAIN = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ", "aaaaeeeeiiiioooouuuuüüüünnn")
_SYLLABLE = rf"[a-zü{_MARKED}]{{1,6}}"
RUBY = re.compile(rf"(?P<han>[{HAN}]) ?[(（] ?(?P<said>{_SYLLABLE}(?: ?/ ?{_SYLLABLE})*) ?[)）]")
_ENOUGH = 3
_LONG = 3


def _found(text: Text) -> list[re.Match[str]]:
    """Return all readings: those with a tone, and, where there are enough of these, those without."""
    spoken = [match for match in RUBY.finditer(text.body) if _is_reading(match["said"])]
    toned = [match for match in spoken if _has_tone(match)]
    plain = [match for match in spoken if not _has_tone(match) and len(match["said"]) >= _LONG]
    return spoken if len(toned) >= _ENOUGH or len(plain) >= _ENOUGH else toned


def _is_reading(said: str) -> bool:
    return all(part.strip().translate(_PLAIN) in _SYLLABLES for part in said.split("/"))


def _has_tone(match: re.Match[str]) -> bool:
    return any(character in _MARKED for character in match["said"])


def _is_residue(match: re.Match[str], count: int) -> bool:
    """Return whether the reading was not meant: many in a text, or beside a character that has no place there."""
    return count >= _ENOUGH or match["han"] not in standard()


def _residues(text: Text) -> Iterator[Hit]:
    found = _found(text)
    for match in found:
        if _is_residue(match, len(found)):
            character = in_simplified(match["han"])
            yield at(text, *match.span(), replacement=character, cure=f"请只写“{character}”")


def _lone(text: Text) -> Iterator[Hit]:
    found = _found(text)
    for match in found:
        if not _is_residue(match, len(found)) and match["han"] in common():
            yield at(text, *match.span(), cure=f"请只写“{match['han']}”；生僻字确要注音的，请说明理由")


RULES = (
    ProseRule(
        Rule(
            "R104",
            "字后面留着网页的注音",
            "网页给字加的拼音不是正文。",
            "请删去括号和拼音",
            wrong=(
                "社區(qū)建设",
                "社區（qū）服务",
                "统(tǒng)筹（chóu）老旧小区(qū )",
                "会(hui)同厅(ting)局召(zhao)开",
            ),
            right=("开展完整社区建设试点", "建筑面积(m)和用电量(kWh)", "洣（mǐ）水流域"),
            safe=True,
        ),
        _residues,
        needs=r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ] ?[)）]",
        covers=True,
    ),
    ProseRule(
        Rule(
            "R105",
            "常用字后面有注音",
            "公文只给生僻字注音。",
            "请删去括号和拼音",
            severity="warning",
            wrong=("社区（qū）建设", "行（háng）业", "和(hé / huò)谐"),
            right=("社区建设", "埇（yǒng）桥区"),
            excusable=True,
        ),
        _lone,
        needs=r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ] ?[)）]",
        covers=True,
    ),
)
