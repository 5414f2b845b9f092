"""What an audience may see: the register, the assessment and the problems, of the same types.

The rules have judged the whole register before; nothing here judges.
"""

from dataclasses import replace

from builder.field import Register
from builder.history import History
from builder.policy import Audience
from builder.problems import Cell, Problem
from builder.redaction.assessment import redacted_assessment
from builder.redaction.audiences import sees_everything
from builder.redaction.phrases import WITHHELD
from builder.redaction.place_names import PlaceNames
from builder.redaction.places import Places, places_of
from builder.redaction.records import Redaction, redacted_records
from builder.redaction.typed_people import is_in_column, people_not_listed
from builder.rules.assessment import Assessment

NO_HISTORY = History()


def redact(
    register: Register,
    assessment: Assessment,
    problems: tuple[Problem, ...],
    audience: Audience,
    history: History = NO_HISTORY,
) -> tuple[Register, Assessment, tuple[Problem, ...]]:
    """What an audience may see; ``assessment.withheld`` says how much it does not.

    Args:
        register: The whole register.
        assessment: What was judged of it.
        problems: All that were found in the workbooks.
        audience: Who will read it.
        history: What earlier runs recorded, the people whom they knew among it.
    """
    if sees_everything(audience):
        return register, assessment, problems
    redaction = redacted_records(register, audience, people_not_listed(history, register, problems))
    places = places_of(register, redaction.scope, audience)
    names = PlaceNames(register, problems, redaction.text)
    seen = redacted_problems(problems, redaction, places, names, audience)
    of_assessment = redacted_problems(assessment.problems, redaction, places, names, audience)
    return (
        names.in_all(redaction.register),
        names.in_all(redacted_assessment(assessment, redaction, places, audience, of_assessment)),
        names.in_all(seen),
    )


def redacted_problems(
    problems: tuple[Problem, ...],
    redaction: Redaction,
    places: Places,
    place_names: PlaceNames,
    audience: Audience,
) -> tuple[Problem, ...]:
    """The problems that lie in no withheld row, with no withheld value in their words."""
    return tuple(
        _problem(each, redaction, places, place_names, audience)
        for each in problems
        if not places.is_row_gone(each.place)
    )


def _problem(
    problem: Problem,
    redaction: Redaction,
    places: Places,
    place_names: PlaceNames,
    audience: Audience,
) -> Problem:
    place = problem.place
    # RATIONALE: a row that was not kept may be a confidential one; its cells are not quoted.
    is_unknown = bool(place.cell) and not places.is_row_left(place)
    is_hidden = is_unknown or places.is_column_gone(place)
    is_person = not audience.sees_names and is_in_column(place, places.people_columns)
    if is_hidden or (not place.cell and not audience.sees_names):
        words = dict.fromkeys(problem.particulars, WITHHELD)
    else:
        words = {
            name: WITHHELD
            if is_person and name != "heading"
            else redaction.text(place_names.words(each))
            for name, each in problem.particulars.items()
        }
    # RATIONALE: whoever named a sheet that is not read may have named it for a person.
    if not audience.sees_names and not places.is_sheet_left(place):
        place = Cell(place.workbook)
    return replace(problem, place=place, particulars=words)
