"""Rows (检验结果的行): findings as plain values, for JSON and between processes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from builders.conform.finding import Finding, Inspection, Rule, Verdict


def to_rows(inspection: Inspection) -> list[dict[str, str]]:
    """Return one row for each finding, every field under its name."""
    return [
        {
            **asdict(finding.rule),
            "measured": finding.measured,
            "verdict": finding.verdict.value,
            "where": finding.where,
        }
        for finding in inspection.findings
    ]


def to_values(inspection: Inspection) -> dict[str, Any]:
    """Return an inspection as plain values."""
    return {"kind": inspection.kind, "profile": inspection.profile, "findings": to_rows(inspection)}


def from_values(values: dict[str, Any]) -> Inspection:
    """Return the inspection that ``to_values`` gave."""
    findings = tuple(
        Finding(
            Rule(row["code"], row["clause"], row["subject"], row["required"], row["tolerance"]),
            Verdict(row["verdict"]),
            row["measured"],
            row["where"],
        )
        for row in values["findings"]
    )
    return Inspection(values["kind"], values["profile"], findings)
