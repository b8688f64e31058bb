"""Typst, kept warm (排版引擎): it sees the chosen fonts, one private folder and nothing else of the machine.

A Typst compiler keeps its fonts and earlier work in memory, so one is kept for each set of faces. Do not fork a process
that has compiled: start workers with ``spawn``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from builders.core.digests import canonical_json
from builders.model.face import FaceSet
from builders.typeset.pdf.literal import string
from builders.typeset.pdf.numbers import numbers
from builders.typeset.typefaces.stage import fonts_of, stage

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
MOST_FACE_SETS = 4
MAIN = "main.typ"
ENDS = "ends.json"
"""Where long tables end: what Typst learns by laying the pages out. It tries five times, enough for about eight long
tables between paragraphs; what it has learned by then begins the next round."""
UNSETTLED = "did not converge"
MOST_ROUNDS = 12


class Refusal(Exception):  # noqa: N818 - not an error yet: the writer finds out whose it is
    """Typst refused; the message is Chinese, ``detail`` is all that Typst said."""

    def __init__(self, message: str, detail: str) -> None:
        """Keep what Typst said beside the one-line message."""
        super().__init__(message)
        self.message = message
        self.detail = detail


class Engine:
    """One compiler for one set of faces."""

    def __init__(self, faces: FaceSet) -> None:
        """Show Typst the files of ``faces`` and write down the numbers that the package prints from."""
        paths = [face.path for face in faces.faces]
        self._fonts = TemporaryDirectory(prefix="make-report-fonts-")
        stage(paths, Path(self._fonts.name))
        self._compiler = typst.Compiler(font_paths=fonts_of(Path(self._fonts.name)), ignore_system_fonts=True)
        self._package = {**_package(), "gongwen.json": numbers(faces)}

    def compile(self, source: str, pictures: Mapping[str, bytes], moment: datetime) -> bytes:
        """Return the PDF of a main file; ``pictures`` are the files that it names.

        Raises Refusal when Typst refuses the source or warns of anything, such as an unknown font.
        """
        files = {**pictures, ENDS: b"{}"}
        for _ in range(MOST_ROUNDS):
            try:
                pdf, warnings = self._press(source, files, standards=STANDARDS, moment=moment)
            except typst.TypstError as error:
                raise Refusal(f"Typst 不能排出 PDF：{error.message}", error.diagnostic) from error
            if not any(UNSETTLED in warning.message for warning in warnings):
                break
            files[ENDS] = self._ends(source, files)
        if warnings:
            told = "；".join(warning.message for warning in warnings)
            raise Refusal(f"Typst 排出 PDF 时有警告：{told}", told)
        return pdf

    def reads(self, file: str, content: bytes) -> bool:
        """Return whether Typst can show a picture."""
        try:
            self._press(f"#image({string(file)})", {file: content}, standards=[], moment=None)
        except typst.TypstError:
            return False
        return True

    def _press(
        self,
        source: str,
        pictures: Mapping[str, bytes],
        *,
        standards: list[typst.PDFStandard],
        moment: datetime | None,
    ) -> tuple[bytes, list[typst.TypstWarning]]:
        """Compile in a private folder that is gone afterwards."""
        with self._folder(pictures) as name:
            pdf, warnings = self._compiler.compile_with_warnings(
                input=source.encode(), root=name, format="pdf", pdf_standards=standards, timestamp=moment
            )
        assert isinstance(pdf, bytes)
        return pdf, warnings

    def _ends(self, source: str, pictures: Mapping[str, bytes]) -> bytes:
        """Return where the long tables end, by their keys, as far as Typst has found out."""
        with self._folder({**pictures, MAIN: source.encode()}) as name:
            found = typst.query(
                str(Path(name) / MAIN),
                "<table-ended-at>",
                field="value",
                root=name,
                font_paths=fonts_of(Path(self._fonts.name)),
                ignore_system_fonts=True,
            )
        return canonical_json(dict(json.loads(found)))

    @contextmanager
    def _folder(self, others: Mapping[str, bytes]) -> Iterator[str]:
        """Lay the package and other files before Typst."""
        with TemporaryDirectory(prefix="make-report-pdf-") as name:
            for file, content in {**self._package, **others}.items():
                (Path(name) / file).write_bytes(content)
            yield name


def _package() -> dict[str, bytes]:
    """Return the files of the Typst package."""
    folder = files("builders.typeset.pdf")
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".typ")}


@lru_cache(maxsize=MOST_FACE_SETS)
def engine(faces: FaceSet) -> Engine:
    """Return the compiler for a set of faces, the same one for the same files."""
    return Engine(faces)
