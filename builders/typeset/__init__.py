"""Manuscript → bytes: parse once, number once, print twice (Word and PDF) from one page description."""
