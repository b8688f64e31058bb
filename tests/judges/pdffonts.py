"""poppler's pdffonts as judge: is every font of a PDF inside it, with a map from its glyphs to characters?"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.judges.presence import absent

FONT = re.compile(
    r"(?P<name>.*?) +(?:CID )?(?:Type \w+|TrueType|unknown)(?: \(OT\))? .* "
    r"(?P<emb>yes|no) +(?:yes|no) +(?P<uni>yes|no) +\d+ +\d+"
)
"""A line of pdffonts; a name longer than its column pushes the others, so they are found from the right."""


def judge(pdf: bytes) -> list[str]:
    """Return the fonts that fail: ``Times-Roman: emb no, uni no``; empty is good.

    Ends the test where poppler's programs are not installed. Raises ValueError for bytes that are not a PDF.
    """
    program = shutil.which("pdffonts")
    if program is None:
        absent("pdffonts is not installed (Debian: poppler-utils)")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "judged.pdf"
        path.write_bytes(pdf)
        done = subprocess.run([program, str(path)], capture_output=True, encoding="utf-8", check=False)
    lines = done.stdout.splitlines()
    if done.returncode or len(lines) < 2:
        raise ValueError(done.stderr.strip())
    fonts = [FONT.fullmatch(line) for line in lines[2:]]
    if not fonts:
        return ["no font at all"]
    if None in fonts:
        raise ValueError(f"pdffonts says something new: {lines}")
    found = [font.groupdict() for font in fonts if font]
    return [f"{font['name']}: emb {font['emb']}, uni {font['uni']}" for font in found if "no" in font.values()]


def version() -> str:
    """Return what pdffonts calls itself; empty when it is not here."""
    program = shutil.which("pdffonts")
    if program is None:
        return ""
    done = subprocess.run([program, "-v"], capture_output=True, encoding="utf-8", check=False)
    return (done.stderr or done.stdout).splitlines()[0]

