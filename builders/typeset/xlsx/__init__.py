"""The Excel writer: ``write`` gives the bytes of an .xlsx with every table of a document."""

from builders.typeset.xlsx.writer import write

__all__ = ["write"]
