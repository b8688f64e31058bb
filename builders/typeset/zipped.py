"""Office files as zips (压缩包): the same parts are the same bytes, for Word and for Excel."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

CONTENT_TYPES = "[Content_Types].xml"
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
_UNIX = 3
_READABLE = 0o100644 << 16
_LEVEL = 6
_PICTURES = (".png", ".jpg", ".jpeg")


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
