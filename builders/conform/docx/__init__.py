"""Conformance of .docx (Word 文件检验): effective formatting against the clauses; no code of the writers is used."""

from builders.conform.docx.inspecting import inspect_docx
from builders.conform.docx.rules.catalogue import RULES

__all__ = ["RULES", "inspect_docx"]
