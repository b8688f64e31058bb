"""The file itself (文件包): parts put together and zipped so that the same parts are the same bytes."""

from __future__ import annotations

from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION

from builders.model.manuscript import Manuscript
from builders.typeset.docx import properties, settings, styles
from builders.typeset.docx.places import Places
from builders.typeset.docx.stories import Book, Story
from builders.typeset.zipped import fixed_zip

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def bind(book: Book, body: Story, manuscript: Manuscript, places: Places, *, footnotes: bool) -> bytes:
    """Return the bytes of the .docx: the stories with styles, settings, fonts and properties."""
    sheet = styles.part(places, draft=bool(manuscript.draft_version))
    body.relate(book.fixed("/word/styles.xml", f"{_MAIN}.styles+xml", sheet), RELATION.STYLES)
    setting = book.fixed("/word/settings.xml", f"{_MAIN}.settings+xml", settings.settings(footnotes=footnotes))
    body.relate(setting, RELATION.SETTINGS)
    fonts = book.fixed("/word/fontTable.xml", f"{_MAIN}.fontTable+xml", settings.font_table())
    body.relate(fonts, RELATION.FONT_TABLE)
    package = book.package
    package.relate_to(body.part, RELATION.OFFICE_DOCUMENT)
    core = book.fixed("/docProps/core.xml", _CORE, properties.core(manuscript))
    package.relate_to(core, RELATION.CORE_PROPERTIES)
    custom = book.fixed("/docProps/custom.xml", _CUSTOM, properties.custom(manuscript))
    package.relate_to(custom, RELATION.CUSTOM_PROPERTIES)
    loose = BytesIO()
    package.save(loose)
    return fixed_zip(loose.getvalue(), manuscript.moment)
