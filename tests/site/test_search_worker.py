"""The search worker finds what people look for and puts the likeliest first."""

import json
import shutil
import subprocess
from functools import cache
from typing import Any

import pytest

from builder.shipped import shipped_folder
from builder.site.search import entry

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")

DOCS = (
    entry("actions/oak-012.html", "OAK-012 Re-audit medication records", "Priya Shah, Rowan House"),
    entry("actions/oak-013.html", "OAK-013 Repair corridor lighting", "Tom Ashworth, Rowan House"),
    entry("actions/oak-112.html", "OAK-112 Refresh safeguarding training", "Grace Okafor, Safe"),
    entry("actions/lar-004.html", "LAR-004 Water temperature log", "Siân Pryce, Larchfield Court"),
    entry("actions/lar-005.html", "LAR-005 Night staffing levels", "Priya Shah, Larchfield Court"),
    entry("actions/lar-006.html", "LAR-006 Medication round at night", "Tom Ashworth, Safe"),
    entry("findings/f-88.html", "F-88 Missed dose", "Medication error, Rowan House"),
    entry("services/rowan.html", "Rowan House", "Residential, Priya Shah"),
    entry("services/larch.html", "Larchfield Court", "Nursing"),
    entry("people/priya-shah.html", "Priya Shah", "Registered Manager, Rowan House"),
    entry("people/sian-pryce.html", "Siân Pryce", "Deputy Manager"),
    entry("people/grace.html", "Grace Okafor", "Clinical Lead"),
    entry("frameworks/saf/medicines.html", "Medicines optimisation", "Safe quality statement"),
    entry("frameworks/saf/staffing.html", "Safe and effective staffing", "Quality statement"),
    entry("rules/severe-misses.html", "Severe misses", "B1.4: recovery review at 09:00"),
    entry("rules/record-match.html", "Record match", "B2.3: live proof below 87 %"),
    entry("deadlines/board.html", "Deadline board", ""),
    entry("help/search.html", "How to search", "Type part of a ref, a name or a service."),
    entry("actions/x.html", 'X-1 <b>Bold</b> & "quoted"', "Owner's note"),
)

QUERIES = (
    ("oak-012", "actions/oak-012.html"),
    ("OAK-012", "actions/oak-012.html"),
    ("oak012", "actions/oak-012.html"),
    ("012", "actions/oak-012.html"),
    ("112", "actions/oak-112.html"),
    ("priya shah", "people/priya-shah.html"),
    ("priya", "people/priya-shah.html"),
    ("sian", "people/sian-pryce.html"),
    ("rowan", "services/rowan.html"),
    ("rowan house", "services/rowan.html"),
    ("larchfeild", "services/larch.html"),
    ("medicines", "frameworks/saf/medicines.html"),
    ("medicatoin", "actions/oak-012.html"),
    ("medication night", "actions/lar-006.html"),
    ("safegaurding", "actions/oak-112.html"),
    ("corridor light", "actions/oak-013.html"),
    ("temperature", "actions/lar-004.html"),
    ("guarding", "actions/oak-112.html"),
    ("effective staffing", "frameworks/saf/staffing.html"),
    ("severe", "rules/severe-misses.html"),
    ("B2.3", "rules/record-match.html"),
    ("board", "deadlines/board.html"),
    ("f-88", "findings/f-88.html"),
    ("optimisaton", "frameworks/saf/medicines.html"),
)


@cache
def answers(call: str) -> Any:
    """What the worker's pure part answers in node."""
    worker = shipped_folder("site_templates") / "scripts" / "search-worker.js"
    script = (
        f"const w = require({json.dumps(str(worker))});"
        f"const index = w.makeIndex({json.dumps(DOCS)});"
        f"console.log(JSON.stringify({call}))"
    )
    assert NODE is not None
    done = subprocess.run([NODE, "-e", script], capture_output=True, check=True, timeout=30)
    return json.loads(done.stdout)


@cache
def found() -> dict[str, list[str]]:
    """Addresses found for each query, likeliest first."""
    queries = json.dumps([query for query, _ in QUERIES])
    lists = answers(f"{queries}.map(q => w.search(index, q).map(hit => hit.location))")
    return dict(zip((query for query, _ in QUERIES), lists, strict=True))


@pytest.mark.parametrize(("query", "first"), QUERIES)
def test_the_likeliest_record_comes_first(query: str, first: str) -> None:
    assert found()[query][0] == first


def test_every_word_of_a_query_must_be_found() -> None:
    assert answers("w.search(index, 'medication larchfield').map(h => h.terms)") != []
    both = answers("w.search(index, 'priya larchfield').map(h => h.location)")
    assert both == ["actions/lar-005.html"]


def test_where_no_record_has_every_word_the_nearest_are_offered() -> None:
    groups = answers("w.items(index, 'severe zebra')")
    assert [group[0]["location"] for group in groups] == ["rules/severe-misses.html"]
    assert groups[0][0]["terms"] == {"severe": True, "zebra": False}


def test_a_short_word_is_not_forgiven_an_error() -> None:
    assert answers("w.search(index, 'nigt')") == []


def test_what_is_shown_is_escaped_and_marked() -> None:
    shown = answers("w.items(index, 'bold')")[0][0]
    assert shown["title"] == (
        "X-1 &lt;b&gt;<mark data-md-highlight>Bold</mark>&lt;/b&gt; &amp; &quot;quoted&quot;"
    )


@pytest.mark.parametrize("query", ["", "  ", "!!", "-"])
def test_nothing_typed_finds_nothing(query: str) -> None:
    assert answers(f"w.search(index, {json.dumps(query)})") == []


@pytest.mark.parametrize(
    ("typed", "meant", "is_near"),
    [
        ("safegaurding", "safeguarding", True),
        ("optimisaton", "optimisation", True),
        ("lightting", "lighting", True),
        ("lighring", "lighting", True),
        ("lighting", "lighting", False),
        ("lgihitng", "lighting", False),
    ],
)
def test_one_error_is_forgiven_and_two_are_not(typed: str, meant: str, is_near: bool) -> None:
    assert answers(f"w.isNear({json.dumps(typed)}, {json.dumps(meant)})") is is_near
