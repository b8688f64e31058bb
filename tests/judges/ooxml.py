"""Microsoft's Open XML SDK as judge: does Word's own schema accept a document?

The validator is a program from npm; `nox -s judges` and `nox -s tests` install it and name it in ``OOXML_VALIDATOR``.
Its own exit code tells nothing, what it writes does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.judges.presence import absent


def judge(content: bytes, suffix: str = ".docx") -> list[str]:
    """Return what the schema does not accept: ``/word/document.xml /w:document[1]/…: …``; empty is good.

    ``suffix`` says which schema: ``.xlsx`` is a workbook. Ends the test where node or the validator is not installed.
    """
    command = present()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"judged{suffix}"
        path.write_bytes(content)
        done = subprocess.run([*command, str(path)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"the validator failed with {done.returncode}: {done.stderr}")
    verdict = json.loads(done.stdout)
    errors = [_sentence(error) for error in verdict["errors"]]
    assert verdict["ok"] == (not errors), "the validator contradicts itself"
    return errors


def present() -> list[str]:
    """Return how the validator is started; ends the test where it is not installed."""
    command = _command()
    if not command:
        absent("the Open XML SDK validator needs npm; `nox -s judges` installs it where npm is")
    return command


def version() -> str:
    """Return the validator's name and version; empty when it is not here."""
    for folder in Path(_command()[-1]).parents if _command() else []:
        description = folder / "package.json"
        if description.is_file():
            return f"Open XML SDK (ooxml-validator {json.loads(description.read_text(encoding='utf-8'))['version']})"
    return ""


def _command() -> list[str]:
    node = shutil.which("node")
    program = os.environ.get("OOXML_VALIDATOR", "")
    return [node, program] if node and Path(program).is_file() else []


def _sentence(error: dict[str, str | None]) -> str:
    place = " ".join(part for part in (error["path"], error["xPath"]) if part)
    return f"{place}: {error['description']}" if place else str(error["description"])
