"""Notebooks for tests: cells given as texts, at the desk of a small document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.compose.desk import Desk

NAME = "evaluation/analysis.ipynb"
CALL = f'甲\n\n{{{{ 笔记本("{NAME}") }}}}\n'
IMPORT = "from builders.compose.notebooks.bench import *"


def notebook(*cells: str | dict[str, Any], facts: Sequence[str] = (), views: Sequence[str] = ()) -> dict[str, Any]:
    """A notebook of code cells (texts) and of cells given as they are, asking for facts and views."""
    made = [cell if isinstance(cell, dict) else code(cell) for cell in cells]
    metadata = {"make-report": {"facts": list(facts), "views": list(views)}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": made}


def code(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": [], "execution_count": None}


def prose(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def put(desk: Desk, content: dict[str, Any], name: str = NAME) -> Path:
    """Put a notebook beside the desk's templates."""
    return desk.write(name, json.dumps(content, ensure_ascii=False, indent=1))
