"""The generated pages of docs/reference/; ``python -m tests.docs.reference`` writes them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from builder.cli import exit_codes as exit_code_module
from builder.cli import main
from builder.cli.exit_codes import ExitCode
from builder.cli.group import COMMANDS
from builder.exports.assessment_schema import assessment_schema
from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.policy import Threshold
from builder.policy.load import load_policy
from builder.portal.parts.words import capitalised, scalar_words
from builder.problems.catalogue import CATALOGUE
from builder.rules.duty import Duty, Needs
from builder.rules.every_rule import RULES
from builder.shipped import policy_texts
from builder.site import plugin as plugin_module
from builder.site.plugin import LetterOptions, PortalOptions, PublishOptions
from builder.workbook.schema import SHEETS
from tests.docs.attribute_docs import attribute_docs
from tests.docs.man_page import man_page, walked
from tests.docs.schema_words import definitions

PARTS = {"publish": PublishOptions, "letters": LetterOptions}
"""Options that hold options."""
FOLDER = Path(__file__).parents[2] / "docs" / "reference"
NOTICE = "<!-- Generated from the code by python -m tests.docs.reference; do not edit. -->"

NEEDS: Mapping[str, Needs] = {each.rule: each.needs for each in RULES if isinstance(each, Duty)}
"""What each rule cannot do without."""


def _page(title: str, lead: str, body: Iterator[str]) -> str:
    return "\n".join((NOTICE, "", f"# {title}", "", lead, "", *body)).rstrip() + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def sheets() -> str:
    """Every sheet with its columns."""

    def body() -> Iterator[str]:
        for sheet in SHEETS:
            yield f"## {sheet.name}"
            yield ""
            yield (sheet.record.__doc__ or "").splitlines()[0]
            yield ""
            yield "| Heading | Must be filled | What to enter |"
            yield "|---|---|---|"
            for column in sheet.columns:
                must = "yes" if column.required else ""
                yield f"| {column.heading} | {must} | {_cell(_entry(sheet, column))} |"
            yield ""

    return _page(
        "Sheets",
        "A workbook may hold any of these sheets; only Actions is needed to start. "
        "Headings may stand in any order.",
        body(),
    )


def _entry(sheet: Sheet, column: Column) -> str:
    many = "several, parted by ; or a new line: " if column.is_list else ""
    if column.words is not None:
        return many + ", ".join(word.value for word in column.words)
    if column.refers_to:
        return f"{many}the ref of a row of {' or '.join(column.refers_to)}"
    if column.kind is CellKind.REF:
        return f"a ref of letters, digits and -, used once in {sheet.name}"
    bounds = ""
    if column.least is not None:
        bounds = f" from {column.least}" + (f" to {column.most}" if column.most else "")
    return f"{many}{column.kind.value}{bounds}"


def problems() -> str:
    """Every kind of problem with its wording and remedy."""

    def body() -> Iterator[str]:
        yield "| Code | What it is | What it says | What to do | Severity |"
        yield "|---|---|---|---|---|"
        for kind in CATALOGUE.values():
            cells = (kind.code, kind.title, kind.says, kind.remedy, kind.severity.value)
            yield "| " + " | ".join(map(_cell, cells)) + " |"

    return _page(
        "Problems",
        "What `portal check` may say. Codes are permanent. "
        "Words in braces stand for the cell's own value.",
        body(),
    )


def rules() -> str:
    """Every threshold, setting and rule of the policy edition."""
    policy, _ = load_policy(policy_texts())

    def body() -> Iterator[str]:
        yield "What this edition judges otherwise than the one before:"
        yield ""
        yield "| Subject | Was | Is now | Why |"
        yield "|---|---|---|---|"
        for change in policy.changes:
            yield f"| {change.subject} | {change.was} | {change.now} | {change.why} |"
        yield ""
        for threshold in sorted(policy.thresholds.values(), key=lambda each: each.id):
            yield f"## {threshold.id}"
            yield ""
            yield f"{threshold.title}. {' '.join(threshold.plain.split())}"
            yield ""
            yield from _facts(threshold)
            yield ""

    return _page(
        "Rules and policy",
        f"Policy edition {policy.edition}. "
        "A provider's `workbooks/policy.yml` may override a value and must say why.",
        body(),
    )


def _facts(threshold: Threshold) -> Iterator[str]:
    if threshold.value is not None:
        comparison = f"fires when it {threshold.comparison} " if threshold.comparison else ""
        yield f"- Value: {comparison}{scalar_words(threshold.value, threshold.unit)}"
    yield f"- Clause: {threshold.clause}"
    yield f"- Source: {capitalised(threshold.source)}"
    for need in NEEDS.get(threshold.id, ()):
        yield f"- Not recorded without: {need.said}"
    if threshold.tell:
        tell = ", ".join((threshold.tell, *threshold.also_tell))
        yield f"- Tell: {tell}. {threshold.duty}"
    for example in threshold.examples:
        given = ", ".join(f"{name} {value}" for name, value in example.given.items())
        yield f"- Example: {given}: {example.verdict}"


def commands() -> str:
    """Every command with its options."""

    def body() -> Iterator[str]:
        context = click.Context(main, info_name="portal")
        for name in COMMANDS:
            command = main.get_command(context, name)
            if command is not None:
                for each in walked(f"portal {name}", command, context):
                    yield from _command(*each)
        yield "## Exit codes"
        yield ""
        yield "See [exit codes](exit-codes.md)."

    return _page("Commands", "`portal COMMAND --help` prints the same.", body())


def _command(name: str, command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    yield " ".join((command.help or "").split("\f")[0].split())
    yield ""
    if isinstance(command, click.Group):
        return
    yield "| Option | What it does |"
    yield "|---|---|"
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Argument):
            yield f"| `{parameter.make_metavar(context)}` | needed |"
        elif record is not None:
            yield f"| `{_cell(record[0])}` | {_cell(record[1])} |"
    yield ""
    if command.epilog:
        yield f"`{command.epilog.removeprefix('Example: ')}`"
        yield ""


def exit_codes() -> str:
    """Every exit code."""

    def body() -> Iterator[str]:
        yield "| Code | Meaning |"
        yield "|---|---|"
        docs = attribute_docs(exit_code_module, "ExitCode")
        for code in ExitCode:
            yield f"| {code.value} | {docs[code.name]} |"
        yield ""
        yield "Where several apply, 5 and 4 come before 3, and 3 before 1."

    return _page("Exit codes", "Of every command.", body())


def plugin_options() -> str:
    """Every option of the plugin in ``mkdocs.yml``."""

    def body() -> Iterator[str]:
        docs = attribute_docs(plugin_module, "PortalOptions")
        yield "| Option | Default | What it is |"
        yield "|---|---|---|"
        for name, option in PortalOptions._schema:
            if name in PARTS:
                within = attribute_docs(plugin_module, PARTS[name].__name__)
                for inner, each in PARTS[name]._schema:
                    default = _default(each.default or None)
                    yield f"| `{name}.{inner}` | {default} | {_cell(within[inner])} |"
            else:
                yield f"| `{name}` | {_default(option.default)} | {_cell(docs[name])} |"

    return _page(
        "Plugin options",
        "Settings under `plugins: - portal:` in `mkdocs.yml`. Paths are relative to that file.",
        body(),
    )


def _default(value: object) -> str:
    if value is None or value == []:
        return "none"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def assessment() -> str:
    """The JSON of ``portal assess``, part by part."""

    def body() -> Iterator[str]:
        schema = assessment_schema()
        for name, fields in definitions(schema):
            yield f"## {name}"
            yield ""
            yield "| Field | Always there | What it holds |"
            yield "|---|---|---|"
            for field in fields:
                always = "yes" if field.is_required else ""
                yield f"| `{field.name}` | {always} | {_cell(field.holds)} |"
            yield ""

    return _page(
        "The assessment as JSON",
        "What `portal assess --format json` prints, and `data/assessment.json` of a portal holds. "
        "Programs check it against [assessment.schema.json](assessment.schema.json).",
        body(),
    )


def index() -> str:
    """Every page of the reference."""

    def body() -> Iterator[str]:
        for path in sorted(FOLDER.glob("*.md")):
            if path.name != "index.md":
                text = PAGES[path.name]() if path.name in PAGES else path.read_text("utf-8")
                title = next(line for line in text.splitlines() if line.startswith("# "))
                yield f"- [{title.removeprefix('# ')}]({path.name})"
        yield "- [The assessment's JSON Schema](assessment.schema.json)"
        yield "- [The manual page](portal.1), installed with the wheel"

    return _page(
        "Reference",
        "What can be looked up. Most of these pages are drawn from the code itself.",
        body(),
    )


PAGES: dict[str, Callable[[], str]] = {
    "sheets.md": sheets,
    "problems.md": problems,
    "rules.md": rules,
    "commands.md": commands,
    "exit-codes.md": exit_codes,
    "plugin-options.md": plugin_options,
    "assessment.md": assessment,
    "index.md": index,
    "portal.1": man_page,
}


def write() -> None:
    """Writes every generated page."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
