"""The file itself (文件包): parts put together and zipped so that the same parts are the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION

from builders.model.manuscript import Manuscript
from builders.typeset.docx import properties, settings, styles
from builders.typeset.docx.places import Places
from builders.typeset.docx.stories import Book, Story

CONTENT_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
_UNIX = 3
_READABLE = 0o100644 << 16
_LEVEL = 6
_PICTURES = (".png", ".jpg", ".jpeg")


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


def fixed_zip(loose: bytes, moment: datetime) -> bytes:
    """Return a zip again with sorted names, one date and one set of attributes; the content types stay first.

    Pictures are stored as they are: they are compressed already.
    """
    made = BytesIO()
    with ZipFile(BytesIO(loose)) as source, ZipFile(made, "w") as target:
        for name in sorted(source.namelist(), key=lambda each: (each != CONTENT_TYPES, each)):
            entry = ZipInfo(name, _zip_date(moment))
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            entry.compress_type = ZIP_STORED if name.endswith(_PICTURES) else ZIP_DEFLATED
            target.writestr(entry, source.read(name), compresslevel=_LEVEL)
    return made.getvalue()


def _zip_date(moment: datetime) -> tuple[int, int, int, int, int, int]:
    """Return a moment as a zip can carry it: in UTC, even seconds, from 1980 to 2107."""
    utc = moment.astimezone(UTC)
    if utc.year < _FIRST_YEAR:
        return (_FIRST_YEAR, 1, 1, 0, 0, 0)
    if utc.year > _LAST_YEAR:
        return (_LAST_YEAR, 12, 31, 23, 59, 58)
    return (utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second // 2 * 2)
