"""LibreOffice as judge: does another office program open a document, what does it read there, what does it print?

It says 0 when it failed, and two runs on one profile disturb each other: every run has a profile of its own and is
judged by the files that it wrote.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from builders.model.face import FaceSet
from tests.judges.presence import absent

Target = Literal["pdf", "fodt", "xlsx"]
_CALC = ("libsclo.so", "libscfiltlo.so", "sclo.dll")
"""What LibreOffice reads workbooks with; Debian has it in a package of its own."""
STARTING_S, EACH_S = 60, 20
"""Seconds for the program to start, and for each document."""


class NotOpened(Exception):
    """LibreOffice wrote nothing for these documents, or took too long."""


def convert(
    documents: Mapping[str, bytes], target: Target, faces: FaceSet, suffix: str = ".docx"
) -> dict[str, bytes]:
    """Return documents as LibreOffice writes them: ``pdf`` as it prints them, ``fodt`` as it understands them.

    ``suffix`` says what they are: Word documents, or workbooks (``.xlsx``). The Word names of the faces stand for the
    files that play their roles on this machine, and no other font is there.
    Ends the test where LibreOffice is not installed. Raises NotOpened.
    """
    program = shutil.which("soffice")
    if program is None:
        absent("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    if suffix == ".xlsx" and not any((Path(program).resolve().parent / part).exists() for part in _CALC):
        absent("LibreOffice is installed without its spreadsheets (Debian: libreoffice-calc-nogui)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        names = {f"{number:03}": name for number, name in enumerate(documents)}
        sources = [place / "in" / f"{stem}{suffix}" for stem in names]
        (place / "in").mkdir()
        for source, content in zip(sources, documents.values(), strict=True):
            source.write_bytes(content)
        command = [program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", target, "--outdir", str(place / "out"), *map(str, sources)]
        said = _run(command, place, _fontconfig(place, faces), STARTING_S + EACH_S * len(sources))
        written = {name: place / "out" / f"{stem}.{target}" for stem, name in names.items()}
        missing = [name for name, path in written.items() if not path.is_file() or not path.stat().st_size]
        if missing:
            raise NotOpened(f"{'、'.join(missing)}: {said[-2000:]}")
        return {name: path.read_bytes() for name, path in written.items()}


def version() -> str:
    """Return what LibreOffice calls itself; empty when it is not here."""
    program = shutil.which("soffice")
    if program is None:
        return ""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = f"-env:UserInstallation={Path(folder).as_uri()}"
        done = subprocess.run([program, profile, "--version"], capture_output=True, encoding="utf-8", check=False)
    return done.stdout.strip()


def _run(command: list[str], place: Path, fonts: Path, limit_s: float) -> str:
    """Run LibreOffice to its end or to its time limit, with all that it started, and return what it said."""
    env = {**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": str(place), "SAL_USE_VCLPLUGIN": "svp"}
    running = subprocess.Popen(
        command, cwd=place, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace", start_new_session=True,
    )  # fmt: skip
    try:
        said, _ = running.communicate(timeout=limit_s)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        return f"stopped after {limit_s:.0f} seconds"
    return said


def _fontconfig(place: Path, faces: FaceSet) -> Path:
    """Write a fontconfig file that knows the files of our faces only, by the names that Word documents use."""
    folder = place / "fonts"
    folder.mkdir()
    for file in {face.path for face in faces.faces}:
        (folder / file.name).symlink_to(file.resolve())
    aliases = "".join(
        f'<alias binding="same"><family>{escape(face.word_name)}</family>'
        f"<prefer><family>{escape(face.family)}</family></prefer></alias>\n"
        for face in faces.faces
        if face.word_name
    )
    written = place / "fonts.conf"
    written.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><dir>{escape(str(folder))}</dir><cachedir>{escape(str(place / 'cache'))}</cachedir>\n"
        f"{aliases}</fontconfig>\n",
        encoding="utf-8",
    )
    return written
