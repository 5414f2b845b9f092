"""The fifteen registers as an audience may see them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from builder.field.registers import value_named
from builder.history.disagreement import Disagreement
from builder.policy import Audience
from builder.redaction.labels import THEMED
from builder.redaction.verdicts import VerdictRedaction
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.verdict import PROVIDER, Number, Scalar, Verdict

NOT_SHOWN_SMALL = "Numbers this small are not shown to this audience."


class RegisterRedaction:
    """Redacts registers: what they counted, their rows, their verdicts, their small numbers."""

    def __init__(self, verdicts: VerdictRedaction, audience: Audience) -> None:
        self._verdicts = verdicts
        self._audience = audience

    def all(self, results: tuple[RegisterResult, ...]) -> tuple[RegisterResult, ...]:
        """The registers that may be seen, in the same order.

        Where services are chosen, the provider's own registers are those services' together: a
        count is their sum, and a share is unknown.
        """
        seen = [
            self._without_secret_themes(each)
            for each in results
            if self._verdicts.is_scope_seen(each.scope)
        ]
        if not self._audience.services:
            return tuple(self._result(each) for each in seen)
        parts: dict[str, list[RegisterResult]] = defaultdict(list)
        for each in seen:
            if each.scope != PROVIDER:
                parts[each.id].append(each)
        return tuple(
            self._result(_together(each, parts[each.id]) if each.scope == PROVIDER else each)
            for each in seen
        )

    def _without_secret_themes(self, result: RegisterResult) -> RegisterResult:
        rows = tuple(each for each in result.rows if not self._is_secret(each, result.scope))
        return result if len(rows) == len(result.rows) else replace(result, rows=rows)

    def _is_secret(self, row: RegisterRow, scope: str) -> bool:
        return row.key == "theme" and self._verdicts.is_theme_gone(row.subject, scope)

    def _result(self, result: RegisterResult) -> RegisterResult:
        small = frozenset(name for name, each in result.figures.items() if self._is_small(each))
        left = self._verdicts.left
        return replace(
            result,
            figures={
                name: None if name in small else each for name, each in result.figures.items()
            },
            counted=self._refs(result.counted, small),
            left_out=self._refs(result.left_out, small),
            cells={name: left(each) for name, each in result.cells.items() if name not in small},
            bands=self._bands(result.bands),
            rows=tuple(row for each in result.rows for row in self._row(each)),
            verdicts=tuple(
                self._without_small(each) for each in self._verdicts.all(result.verdicts)
            ),
            note=self._verdicts.text(result.note),
        )

    def _is_small(self, value: Scalar) -> bool:
        if isinstance(value, bool) or not isinstance(value, int):
            return False
        return 0 < value < self._audience.suppress_below

    def _refs(
        self, refs: Mapping[str, tuple[str, ...]], small: frozenset[str]
    ) -> Mapping[str, tuple[str, ...]]:
        seen = {
            figure: tuple(filter(None, map(self._verdicts.ref, each)))
            for figure, each in refs.items()
            if figure not in small
        }
        return {figure: each for figure, each in seen.items() if each or not refs[figure]}

    def _bands(
        self, bands: Mapping[str, Mapping[str, int]] | None
    ) -> Mapping[str, Mapping[str, int]] | None:
        if bands is None:
            return None
        # RATIONALE: one band that is left out could be worked out from the others and the total.
        any_small = any(self._is_small(each) for held in bands.values() for each in held.values())
        return None if any_small else bands

    def _row(self, row: RegisterRow) -> tuple[RegisterRow, ...]:
        # RATIONALE: a theme is no ref; whoever may see it reads it as it was typed.
        subject = row.subject if row.key == "theme" else self._verdicts.ref(row.subject)
        if subject is None or (row.key == "person" and not self._audience.sees_personal_data):
            return ()
        values = {
            name: None if self._is_small(each) else self._verdicts.scalar(each)
            for name, each in row.values.items()
        }
        cells = self._verdicts.left(row.cells)
        return (row._replace(subject=subject, values=values, cells=cells),)

    def disagreements(self, found: tuple[Disagreement, ...]) -> tuple[Disagreement, ...]:
        """What builds recorded otherwise, where scope, theme and both numbers may be seen."""
        return tuple(each for each in found if self._may_see(each))

    def _may_see(self, each: Disagreement) -> bool:
        chosen = frozenset(service.casefold() for service in self._audience.services)
        # RATIONALE: the provider's own figures tell of every service.
        if chosen and each.scope.casefold() not in chosen:
            return False
        if each.theme and self._verdicts.is_theme_gone(each.theme, each.scope):
            return False
        is_small = self._is_small(each.sheets) or self._is_small(each.recorded)
        return self._verdicts.is_scope_seen(each.scope) and not is_small

    def _without_small(self, verdict: Verdict) -> Verdict:
        # RATIONALE: the limit of a theme is its complaints of the period before.
        is_theme = verdict.subject is not None and verdict.subject.sheet == THEMED
        if not self._is_small(verdict.observed) and not (
            is_theme and self._is_small(verdict.limit)
        ):
            return verdict
        limit = None if is_theme else verdict.limit
        return verdict._replace(observed=None, limit=limit, reason=NOT_SHOWN_SMALL)


def _together(provider: RegisterResult, parts: list[RegisterResult]) -> RegisterResult:
    """The register of the chosen services as one; one service's stands as it is."""
    if len(parts) == 1:
        return replace(parts[0], scope=PROVIDER, verdicts=_provider_wide(parts[0].verdicts))
    names = provider.figures
    return replace(
        provider,
        figures={
            name: _sum(provider.id, name, [each.figures.get(name) for each in parts])
            for name in names
        },
        counted=_merged([each.counted for each in parts]),
        left_out=_merged([each.left_out for each in parts]),
        cells={},
        bands=None,
        rows=tuple(row for each in parts for row in each.rows),
        verdicts=(),
    )


def _provider_wide(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    return tuple(each._replace(scope=PROVIDER) for each in verdicts)


def _sum(register: str, name: str, values: list[Number | None]) -> Number | None:
    """The services' counts together; their shares do not add up."""
    known = [each for each in values if isinstance(each, int)]
    is_count = not value_named(register, name).is_share and len(known) == len(values)
    return sum(known) if is_count else None


def _merged(parts: list[Mapping[str, tuple[str, ...]]]) -> Mapping[str, tuple[str, ...]]:
    merged: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for figure, refs in part.items():
            merged[figure].update(refs)
    return {figure: tuple(sorted(refs)) for figure, refs in sorted(merged.items())}
