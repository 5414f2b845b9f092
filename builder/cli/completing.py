"""What a shell offers after ``--audience`` and ``explain``; nothing where it cannot be known."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


def _of(known: Callable[[Path], Iterable[str]]) -> Complete:
    def complete(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
        config = context.params.get("config") or Path("mkdocs.yml")
        try:
            found = sorted(known(config))
        except Exception:
            # RATIONALE: a faulty setting must not write into the line that somebody types.
            return []
        return [each for each in found if each.casefold().startswith(typed.casefold())]

    return complete


def _audiences(config: Path) -> Iterable[str]:
    from builder.policy.load import load_policy
    from builder.settings import read_settings
    from builder.shipped import policy_texts

    text = read_settings(config).policy_text
    policy, _ = load_policy(policy_texts(), text)
    return policy.audiences


def _refs(config: Path) -> Iterable[str]:
    from builder.cli.moments import now
    from builder.pipeline import read
    from builder.settings import read_settings

    return (each.ref for each in read(read_settings(config), now()).register.actions)


audiences, refs = _of(_audiences), _of(_refs)
