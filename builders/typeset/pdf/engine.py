"""Typst, kept warm (排版引擎): it sees the chosen fonts, one private folder and nothing else of the machine.

A Typst compiler keeps its fonts and earlier work in memory, so one is kept for each set of faces. Do not fork a process
that has compiled: start workers with ``spawn``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from builders.model.face import FaceSet
from builders.typeset.pdf.literal import string
from builders.typeset.pdf.numbers import numbers
from builders.typeset.typefaces.stage import fonts_of, stage

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
MOST_FACE_SETS = 4


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
        try:
            pdf, warnings = self._press(source, pictures, standards=STANDARDS, moment=moment)
        except typst.TypstError as error:
            raise Refusal(f"Typst 不能排出 PDF：{error.message}", error.diagnostic) from error
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
        with TemporaryDirectory(prefix="make-report-pdf-") as name:
            for file, content in {**self._package, **pictures}.items():
                (Path(name) / file).write_bytes(content)
            pdf, warnings = self._compiler.compile_with_warnings(
                input=source.encode(), root=name, format="pdf", pdf_standards=standards, timestamp=moment
            )
        assert isinstance(pdf, bytes)
        return pdf, warnings


def _package() -> dict[str, bytes]:
    """Return the files of the Typst package."""
    folder = files("builders.typeset.pdf")
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".typ")}


@lru_cache(maxsize=MOST_FACE_SETS)
def engine(faces: FaceSet) -> Engine:
    """Return the compiler for a set of faces, the same one for the same files."""
    return Engine(faces)
