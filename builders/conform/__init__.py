"""Conformance (格式检验): how far any .docx or .pdf is from GB/T 9704-2012, clause by clause."""
