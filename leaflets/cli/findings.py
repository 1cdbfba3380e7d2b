"""Findings in; what a person or a program reads, and the exit code, out."""

import json
from collections.abc import Iterable

import click

from leaflets.diagnostics import Diagnostic, Severity, has_errors
from leaflets.errors import ExitCode


def show_findings(findings: Iterable[Diagnostic], *, as_json: bool, clean: str) -> ExitCode:
    """Print ``findings``; ``clean`` is said where there are none. Errors give exit code 3."""
    listed = tuple(findings)
    if as_json:
        told = {"schema": 1, "findings": [finding.as_json() for finding in listed]}
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        for finding in listed:
            click.echo(str(finding))
        click.echo(summary(listed) or clean, err=True)
    return ExitCode.CONTENT if has_errors(listed) else ExitCode.DONE


def summary(findings: tuple[Diagnostic, ...]) -> str:
    """How many findings of each severity there are, in words; empty if there are none."""
    counts = [(s, sum(f.severity is s for f in findings)) for s in Severity]
    return ", ".join(
        f"{count} {severity.value}{'' if count == 1 else 's'}"
        for severity, count in counts
        if count
    )
