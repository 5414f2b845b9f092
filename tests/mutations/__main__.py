"""Turns the rules round, place by place; fails where no test notices and it is not listed.

``equivalent.yml`` lists what nobody can see, with the reason; ``untested.yml`` what wants a test.

``python -m tests.mutations`` tries all of them, ``python -m tests.mutations slippage hold`` those
of the modules so named.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from tests.mutations.mutant import Mutant
from tests.mutations.trial import Trials

ROOT = Path(__file__).parents[2]
RULES = sorted((ROOT / "builder" / "rules").rglob("*.py"))
TESTS = (str(ROOT / "tests" / "rules"),)
EQUIVALENT = Path(__file__).with_name("equivalent.yml")
UNTESTED = Path(__file__).with_name("untested.yml")
Key = tuple[str, str, str]
"""Module, place, place turned round."""


def key(mutant: Mutant) -> Key:
    """What names a mutant, wherever its line moves to."""
    return mutant.path.relative_to(ROOT).as_posix(), mutant.before, mutant.after


def equivalent() -> dict[Key, str]:
    """The mutants that change nothing that anybody can see, each with the reason why."""
    listed = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8"))
    return {(each["module"], each["before"], each["after"]): each["because"] for each in listed}


def untested() -> dict[Key, str]:
    """The mutants that no test notices yet, though somebody might."""
    listed = yaml.safe_load(UNTESTED.read_text(encoding="utf-8")) or ()
    return {(each["module"], each["before"], each["after"]): "" for each in listed}


def complaints(survivors: Sequence[Mutant], listed: dict[Key, str]) -> Iterator[str]:
    """What to do about each survivor without a reason, and each reason without a survivor."""
    for mutant in survivors:
        if key(mutant) not in listed:
            module, before, after = key(mutant)
            yield f"{module}:{mutant.line}: no test notices that `{before}` became `{after}`"
    for module, before, after in sorted(listed.keys() - {key(each) for each in survivors}):
        yield f"take out of the list {module}, `{before}` to `{after}`: a test notices"


def main(names: Sequence[str] = ()) -> int:
    """Tries every mutant of the rules, or of some of their modules; 1 where there is work."""
    modules = [each for each in RULES if not names or each.stem in names]
    trials = Trials.of(modules, TESTS, beside=RULES)
    tried = {each.relative_to(ROOT).as_posix() for each in modules}
    known = {**equivalent(), **untested()}
    listed = {one: because for one, because in known.items() if one[0] in tried}
    for line in (said := list(complaints(trials.survivors, listed))):
        print(line)
    print(
        f"{len(trials.mutants)} places turned round, {len(trials.survivors)} unnoticed, "
        f"{len(said)} to do"
    )
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
