"""A rule of the checks (检查规则): what it forbids, why, what to do; catalogue and handbook are made of them."""

from __future__ import annotations

from dataclasses import dataclass

from builders.core.diagnostics import Severity


@dataclass(frozen=True)
class Rule:
    """What one code stands for, in the words of the handbook.

    ``code`` is stable for ever. ``reason`` says why in a sentence, ``clause`` the standard and its clause, empty for a
    rule of the house. ``cure`` is what an editor does. ``wrong`` and ``right`` are examples of the same text before and
    after. ``safe`` rules may mend by themselves (--fix); ``excusable`` ones may be excused with a reason.
    """

    code: str
    title: str
    reason: str
    cure: str
    severity: Severity = "error"
    clause: str = ""
    wrong: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    safe: bool = False
    excusable: bool = False
