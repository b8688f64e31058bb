"""Strange files (异常文件): what clerks and attackers hand over under the names of documents."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(stream: str) -> bytes:
    """An old Office file: its directory names its streams in UTF-16."""
    return OLE + stream.encode("utf-16-le") + bytes(512)


def package(**parts: bytes) -> bytes:
    """A zip file; ``__`` in a name stands for a folder, ``_`` before the suffix for the point."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def bomb(megabytes: int) -> bytes:
    """A Word file whose text is zeros: a thousandth of its size on disk."""
    return package(Content_Types_xml=b"<Types/>", word__document_xml=b"\0" * (megabytes << 20))


def pdf(*objects: str, extra: str = "") -> bytes:
    """A PDF of numbered objects, the first its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{extra}>>\nstartxref\n{start}\n%%EOF\n"
    return out + trailer.encode()


CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
BLANK = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"


def blank(pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    return pdf(CATALOGUE, f"<</Type/Pages/Count {pages}/Kids[{'3 0 R ' * pages}]>>", BLANK)


def locked() -> bytes:
    """A PDF that opens with a password only."""
    secret = "ab" * 32
    return pdf(
        CATALOGUE,
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        BLANK,
        f"<</Filter/Standard/V 1/R 2/P -4/O<{secret}>/U<{secret}>>>",
        extra=f"/Encrypt 4 0 R/ID[<{'01' * 16}><{'01' * 16}>]",
    )


def endless() -> bytes:
    """A PDF whose tree of pages bites its own tail."""
    return pdf(CATALOGUE, "<</Type/Pages/Count 3/Kids[2 0 R 2 0 R]>>")


def swollen(megabytes: int) -> bytes:
    """A PDF page whose drawing is blanks, very many of them."""
    drawing = zlib.compress(b" " * (megabytes << 20), 9).decode("latin-1")
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    stream = f"<</Length {len(drawing)}/Filter/FlateDecode>>stream\n{drawing}\nendstream"
    return pdf(CATALOGUE, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream)


def scan() -> bytes:
    """A PDF page that is a picture and nothing else."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    drawing = "q 595 0 0 842 0 0 cm /I Do Q"
    image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n"
    return pdf(
        CATALOGUE,
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        page,
        f"<</Length {len(drawing)}>>stream\n{drawing}\nendstream",
        f"{image}a\nendstream",
    )
