"""The Word writer: ``write`` gives the bytes of a .docx."""

from builders.typeset.docx.writer import write

__all__ = ["write"]
