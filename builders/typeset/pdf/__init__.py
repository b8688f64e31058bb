"""The PDF writer: ``write`` gives the bytes of a .pdf, printed from a Typst package that knows the standard's page."""

from builders.typeset.pdf.writer import write

__all__ = ["write"]
