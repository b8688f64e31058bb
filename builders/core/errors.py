"""Errors that a user can cause, one class for each exit code.

The tree::

    ReportError                 code
    ├── ProblemsFound           1   checks or verify found problems
    ├── UsageError              2   wrong command line or configuration
    ├── DataError               3   tables cannot be used
    ├── ContentError            4   a template or a passage cannot be used
    ├── ToolError               5   an external tool or a font is missing or failed
    ├── FileError               6   the file system refused
    └── LockedError             7   another run holds the lock

Anything else that reaches ``main`` is a bug and exits with 70.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from builders.core.diagnostics import Diagnostic

BUG_EXIT_CODE = 70


class ReportError(Exception):
    """An error to be told to the user in Chinese, without a traceback.

    ``diagnostics`` holds every problem found, not only the first.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic] = ()) -> None:
        """Keep the one-line message and the problems behind it."""
        super().__init__(message)
        self.message = message
        self.diagnostics = tuple(sorted(diagnostics))


class ProblemsFound(ReportError):
    """Checks or verification found problems."""

    exit_code = 1


class UsageError(ReportError):
    """The command line or the configuration is wrong."""

    exit_code = 2


class DataError(ReportError):
    """Tables cannot be used as they are."""

    exit_code = 3


class ContentError(ReportError):
    """A template or a passage cannot be used as it is."""

    exit_code = 4


class ToolError(ReportError):
    """An external tool or a font is missing, too old or has failed."""

    exit_code = 5


class FileError(ReportError):
    """The file system refused: disk full, no permission, a link where none may be."""

    exit_code = 6


class LockedError(ReportError):
    """Another run is writing to the same outputs."""

    exit_code = 7
