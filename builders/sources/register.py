"""The register of a notice (引用登记), read from its key ``register``."""

from __future__ import annotations

import re

from builders.model.register import Body, CitedDocument, Register
from builders.sources.sections import Section

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕[1-9]\d{0,4}号|(?:[A-Z]{2,4}(?:/[A-Z])?|建标)\s?[\d.]+[-—]\d{4}")


def read_register(section: Section | None) -> Register:
    """Return the register; a notice without one registers nothing beside itself."""
    if section is None:
        return Register()
    documents, bodies = section.sections("documents"), section.sections("bodies")
    register = Register(tuple(map(_document, documents)), tuple(map(_body, bodies)))
    _check_twice(documents, [(each.title,) for each in register.documents], "标题")
    _check_twice(documents, [(each.number,) for each in register.documents], "字号")
    _check_twice(bodies, [(each.name, *each.short) for each in register.bodies], "机构的名称")
    section.close()
    return register


def _document(section: Section) -> CitedDocument:
    document = CitedDocument(
        title=section.text("title").strip("《》"),
        number=section.text("number", ""),
        date=section.day("date"),
        issuer=section.text("issuer", ""),
    )
    if document.number and not _NUMBER.fullmatch(document.number):
        section.report("number", "N020", "字号写得不对", document.number, "请写成“建办科〔2022〕48号”的形式")
    section.close()
    return document


def _body(section: Section) -> Body:
    body = Body(section.text("name"), section.texts("short", ()))
    section.close()
    return body


def _check_twice(sections: tuple[Section, ...], names: list[tuple[str, ...]], what: str) -> None:
    """Find what two entries share: nobody could say which of the two is meant."""
    owners: dict[str, Section] = {}
    for section, own in zip(sections, names, strict=True):
        for name in own:
            first = owners.setdefault(name, section)
            if name and first is not section:
                section.report("", "N021", f"登记的{what}与第{first.line}行重复", name, "请改正或删除其中一处")
