"""The problems of a check in four voices: text for a terminal, JSON, JUnit XML and SARIF."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, assert_never
from urllib.parse import quote
from xml.etree import ElementTree

from builder.exports.json_text import spelling_of
from builder.problems import Problem, Severity
from builder.problems.capping import capped
from builder.problems.gathering import causes

MOST_OF_A_KIND = 25
"""How many problems of one kind a terminal shows."""
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FOLDER = "workbooks folder"


def as_text(problems: Iterable[Problem], most_of_a_kind: int | None = MOST_OF_A_KIND) -> str:
    """Two lines a problem, or a cause of several, and the totals of all problems."""
    everything = tuple(problems)
    gathered = causes(everything)
    shown, cuts = capped(
        (each.first for each in gathered if len(each.problems) == 1), most_of_a_kind
    )
    kept = {id(each) for each in shown}
    lines = []
    for each in gathered:
        if len(each.problems) > 1 or id(each.first) in kept:
            place = str(each.place) or _FOLDER
            lines.append(f"{place}: {each.severity} {each.codes}: {each.message}")
            lines.append(f"    {each.remedy}")
    lines.extend(
        f"{cut.kind.code} {cut.kind.title}: {cut.shown} of {cut.total:,} shown." for cut in cuts
    )
    lines.append(totals(everything))
    return "\n".join(lines) + "\n"


def totals(problems: Iterable[Problem]) -> str:
    """``3 errors, 1 warning, no notes.``"""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(_counted(counts[severity], severity.value) for severity in Severity) + "."


def _counted(count: int, word: str) -> str:
    return f"{f'{count:,}' if count else 'no'} {word}{'' if count == 1 else 's'}"


def as_json(problems: Iterable[Problem]) -> str:
    """Every problem, the causes of several, and the totals by severity."""
    everything = tuple(problems)
    counts = Counter(problem.severity for problem in everything)
    found = {
        "problems": [*map(spelling_of(Problem), everything)],
        "causes": [
            {
                **each.place._asdict(),
                "severity": each.severity.value,
                "codes": each.codes.split(", "),
                "message": each.message,
                "remedy": each.remedy,
                "rows": len({one.place.cell for one in each.problems}),
            }
            for each in causes(everything)
            if len(each.problems) > 1
        ],
        "totals": {severity.value: counts[severity] for severity in Severity},
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_junit(problems: Iterable[Problem]) -> str:
    """A test suite a workbook; an error is a failed case, a warning or note a passed one."""
    by_workbook: dict[str, list[Problem]] = {}
    for each in problems:
        by_workbook.setdefault(each.place.workbook or _FOLDER, []).append(each)
    root = ElementTree.Element("testsuites", name="portal check")
    for workbook, found in by_workbook.items():
        failures = sum(each.severity is Severity.ERROR for each in found)
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=workbook,
            tests=str(len(found)),
            failures=str(failures),
            errors="0",
        )
        for each in found:
            _junit_case(suite, each)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"
    # RATIONALE: a file's name may hold what XML cannot.
    return _NOT_XML.sub("\ufffd", text)


def _junit_case(suite: ElementTree.Element, problem: Problem) -> None:
    place = str(problem.place) or _FOLDER
    case = ElementTree.SubElement(
        suite, "testcase", classname=place, name=f"{problem.code} {problem.kind.title}"
    )
    match problem.severity:
        case Severity.ERROR:
            failure = ElementTree.SubElement(
                case, "failure", type=problem.code, message=problem.message
            )
            failure.text = problem.remedy
        case Severity.WARNING | Severity.NOTE:
            out = ElementTree.SubElement(case, "system-out")
            out.text = f"{problem.severity}: {problem.message} {problem.remedy}"
        case _:
            assert_never(problem.severity)


def as_sarif(problems: Iterable[Problem], version: str = "") -> str:
    """SARIF 2.1.0, the cell as a logical location within its workbook.

    Args:
        problems: All of them.
        version: Of the product, for the tool's own entry.
    """
    everything = tuple(problems)
    kinds = {each.code: each.kind for each in everything}
    driver: dict[str, Any] = {
        "name": "governance-portal",
        "rules": [
            {
                "id": code,
                "name": "".join(word.capitalize() for word in kind.title.split()),
                "shortDescription": {"text": kind.title},
                "defaultConfiguration": {"level": kind.severity.value},
            }
            for code, kind in sorted(kinds.items())
        ],
    }
    if version:
        driver["version"] = version
    run = {"tool": {"driver": driver}, "results": [_sarif_result(each) for each in everything]}
    report = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _sarif_result(problem: Problem) -> dict[str, Any]:
    place = problem.place
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": quote(place.workbook or ".")}}
    }
    if place.sheet:
        within = f"{place.sheet}!{place.cell}" if place.cell else place.sheet
        location["logicalLocations"] = [{"fullyQualifiedName": within}]
    return {
        "ruleId": problem.code,
        "level": problem.severity.value,
        "message": {"text": f"{problem.message} {problem.remedy}"},
        "locations": [location],
    }
