"""Artifacts (报送文件) of a notice: what each document is called, looks like and holds, and when it is due."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import cast, get_args

from builders.core.suggest import nearest
from builders.model.manuscript import MastheadKind
from builders.model.notice import FORMATS, Artifact, ImprintRule, Level, MastheadRule
from builders.sources.codes import check_code
from builders.sources.sections import Section
from builders.sources.units import level_of

CADENCES = ("half-year", "once")
PATTERN_WORDS = ("name", "full_name", "period")
TITLE_WORDS = (*PATTERN_WORDS, "ordinal")
_ANY_YEAR = 2023
"""A year without a leap day: what is due every year must exist in every year."""
_MOST_CHARACTERS = 1_000_000


def read_artifact(section: Section, levels: tuple[Level, ...]) -> Artifact:
    """Return one artifact."""
    artifact = Artifact(
        id=section.text("id"),
        title=section.text("title"),
        level=level_of(section, section.text("id", ""), levels),
        cadence=section.choice("cadence", CADENCES),
        document_title=section.text("document_title"),
        template=section.text("template"),
        masthead=_masthead(section.section("masthead")),
        imprint=_imprint(section.section("imprint")),
        signed=section.flag("signed", True),
        sealed=section.flag("sealed"),
        issuers=section.texts("issuers", ()),
        addressees=section.texts("addressees", ()),
        passages=section.texts("passages", ()),
        due=section.texts("due", ()),
        first_due=section.day("first_due"),
        formats=_formats(section),
        limit=_limit(section.section("limit")),
    )
    check_code(section, "id", artifact.id)
    _check_patterns(section, "document_title", [artifact.document_title], TITLE_WORDS)
    _check_patterns(section, "issuers", artifact.issuers, PATTERN_WORDS)
    _check_patterns(section, "addressees", artifact.addressees, ())
    _check_due(section, artifact)
    section.close()
    return artifact


def _formats(section: Section) -> tuple[str, ...]:
    wanted = section.texts("formats", ("docx", "pdf"))
    for name in wanted:
        if name not in FORMATS:
            near = nearest(name, FORMATS)
            cure = f"是否指“{near}”？" if near else f"可用的有：{'、'.join(FORMATS)}"
            section.report("formats", "N013", "没有这种格式", name, cure)
    return tuple(name for name in FORMATS if name in wanted)


def _limit(section: Section | None) -> int:
    """Return the most characters of an artifact's text, 0 for any number."""
    if section is None:
        return 0
    most = section.whole("characters", 0, _MOST_CHARACTERS) if section.text("characters") else 0
    section.close()
    return most


def _check_due(section: Section, artifact: Artifact) -> None:
    once = artifact.cadence == "once"
    for day in artifact.due:
        if once and not _is_day(day):
            section.report("due", "N009", "不是日期", day, "只报一次的文件请写成 2022-12-31 的形式")
        elif not once and not _is_day(f"{_ANY_YEAR}-{day}"):
            section.report("due", "N009", "不是月日", day, "请写成 '06-10' 的形式")
    if once and len(artifact.due) > 1:
        section.report("due", "N009", "只报一次的文件只能有一个日期", "、".join(artifact.due), "请只保留一个")


def _masthead(section: Section | None) -> MastheadRule | None:
    if section is None:
        return None
    kind = cast("MastheadKind", section.choice("kind", get_args(MastheadKind), "document"))
    rule = MastheadRule(kind, section.flag("upward", kind == "document"), section.text("letterhead", ""))
    _check_patterns(section, "letterhead", [rule.letterhead], PATTERN_WORDS)
    section.close()
    return rule


def _imprint(section: Section | None) -> ImprintRule | None:
    if section is None:
        return None
    rule = ImprintRule(section.text("printer"), section.texts("copies", ()))
    _check_patterns(section, "printer", [rule.printer], PATTERN_WORDS)
    _check_patterns(section, "copies", rule.copies, PATTERN_WORDS)
    section.close()
    return rule


def _check_patterns(section: Section, key: str, patterns: Iterable[str], allowed: tuple[str, ...]) -> None:
    """Find words in braces that no document can fill in, and braces without a partner."""
    for pattern in patterns:
        for word in re.findall(r"\{([^{}]*)\}", pattern):
            if word not in allowed:
                near = nearest(word, allowed)
                listed = "、".join(f"{{{each}}}" for each in allowed)
                others = f"可用的有：{listed}" if allowed else "这里只能写固定的文字"
                cure = f"是否指“{{{near}}}”？" if near else others
                section.report(key, "N006", f"“{key}”中有不认识的", f"{{{word}}}", cure)
        if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", pattern)):
            section.report(key, "N006", f"“{key}”的花括号没有配对", pattern, "请写成“{name}”的形式")


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
