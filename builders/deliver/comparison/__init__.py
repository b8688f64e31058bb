"""Comparison (比较) of two readings: facts with their cells, paragraphs by the character, tables by their keys."""
