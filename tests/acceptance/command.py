"""``portal assess`` run on small workbooks, as a reader of rules.md would run it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from builder.cli import main
from tests.workbook_text import book, rows

AS_AT = "2026-11-20T17:20"
"""A Friday, in winter time."""

Row = Mapping[str, str]


def table(text: str) -> str:
    """A text table without the indent that it has in a test."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


@dataclass(frozen=True)
class Answer:
    """What ``portal assess --format json`` printed."""

    data: dict[str, Any]
    exit_code: int

    def register(self, name: str, scope: str = "provider") -> dict[str, Any]:
        """One register in one scope."""
        (found,) = [
            each for each in self.data["registers"] if each["id"] == name and each["scope"] == scope
        ]
        assert isinstance(found, dict)
        return found

    def figures(self, name: str, scope: str = "provider") -> dict[str, Any]:
        """The figures of one register."""
        figures = self.register(name, scope)["figures"]
        assert isinstance(figures, dict)
        return figures

    def row(self, name: str, key: str, subject: str, scope: str = "provider") -> dict[str, Any]:
        """The row of a register about a subject."""
        (found,) = [each for each in self.register(name, scope)["rows"] if each[key] == subject]
        assert isinstance(found, dict)
        return found

    def limit(self, name: str, rule: str, scope: str = "provider") -> dict[str, Any]:
        """The one verdict of a rule in a register."""
        (found,) = [each for each in self.register(name, scope)["verdicts"] if each["rule"] == rule]
        assert isinstance(found, dict)
        return found

    def limits(self, name: str, rule: str, scope: str = "provider") -> list[dict[str, Any]]:
        """All verdicts of a rule in a register."""
        return [each for each in self.register(name, scope)["verdicts"] if each["rule"] == rule]

    def verdicts(self, rule: str, ref: str | None = None) -> list[dict[str, Any]]:
        """The top-level verdicts of a rule, about one subject where given."""
        return [
            each
            for each in self.data["verdicts"]
            if each["rule"] == rule
            and (ref is None or (each["subject"] and each["subject"]["ref"] == ref))
        ]

    def verdict(self, rule: str, ref: str | None = None) -> dict[str, Any]:
        """The one top-level verdict of a rule about a subject."""
        (found,) = self.verdicts(rule, ref)
        return found

    def outcome(self, rule: str, ref: str | None = None) -> str:
        """The word of that verdict."""
        return str(self.verdict(rule, ref)["verdict"])

    def action(self, ref: str = "A-1") -> dict[str, Any]:
        """One line."""
        (found,) = [each for each in self.data["actions"] if each["ref"] == ref]
        assert isinstance(found, dict)
        return found

    def gate(self, check: str, ref: str = "A-1") -> dict[str, Any] | None:
        """One check of a line's gate; ``None`` where it was left out."""
        found = [each for each in self.action(ref)["gate"] if each["check"] == check]
        assert len(found) <= 1
        return found[0] if found else None

    def problems(self, code: str = "") -> list[dict[str, Any]]:
        """The problems of a code."""
        return [each for each in self.data["problems"] if each["code"].startswith(code)]


@dataclass(frozen=True)
class Command:
    """Writes a folder of workbooks and judges it."""

    folder: Path

    def __call__(
        self,
        sheets: Mapping[str, str],
        as_at: str = AS_AT,
        policy: str = "",
        more: tuple[str, ...] = (),
        **others: Mapping[str, str],
    ) -> Answer:
        """The answer to one workbook of these sheets, and others by name."""
        for name, each in {"tracker": sheets, **others}.items():
            content = book({sheet: table(text) for sheet, text in each.items()})
            (self.folder / f"{name}.xlsx").write_bytes(content)
        if policy:
            (self.folder / "policy.yml").write_text(policy, encoding="utf-8")
        return self.judge(as_at, *more)

    def judge(self, as_at: str = AS_AT, *more: str) -> Answer:
        """The answer to the folder as it stands."""
        words = ["assess", "--workbooks", str(self.folder), "--as-at", as_at, "--format", "json"]
        result = CliRunner().invoke(main, [*words, *more], catch_exceptions=False)
        return Answer(json.loads(result.stdout), result.exit_code)


@pytest.fixture
def assess(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """``portal assess`` in an empty folder without ``mkdocs.yml``."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PORTAL_DEBUG", raising=False)
    (tmp_path / "workbooks").mkdir()
    return Command(tmp_path / "workbooks")


__all__ = ["AS_AT", "Answer", "Command", "Row", "assess", "rows", "table"]
