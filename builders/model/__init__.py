"""Frozen values that the rooms hand to one another; no I/O happens here."""
