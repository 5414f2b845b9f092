"""The documents of a run, as the ledger keeps them and gives them back."""

from pathlib import Path

import pytest

from builder.documents import Documents
from builder.settings import read_settings
from builder.shipped import catalogue_text, policy_texts

MANY = tuple(f"text {n}" for n in range(12))


@pytest.mark.parametrize("overrides", [None, "", "overrides: []\n"])
@pytest.mark.parametrize("frameworks", [(), ("one",), MANY])
def test_what_was_recorded_comes_back_as_it_was(
    overrides: str | None, frameworks: tuple[str, ...]
) -> None:
    documents = Documents(
        edition=MANY,
        overrides=overrides,
        catalogue="items: []",
        frameworks=frameworks,
        provider_name="Elm Care",
    )
    assert Documents.recorded(documents.named()) == documents


def test_the_names_are_sorted() -> None:
    documents = Documents(
        edition=MANY, overrides="x", catalogue="y", frameworks=MANY, provider_name="z"
    )
    assert list(documents.named()) == sorted(documents.named())


def test_the_documents_of_now_are_the_shipped_ones_and_the_portals_own(tmp_path: Path) -> None:
    (tmp_path / "workbooks").mkdir()
    (tmp_path / "workbooks" / "policy.yml").write_text("overrides: []\n", encoding="utf-8")
    documents = Documents.now(read_settings(tmp_path / "mkdocs.yml"))
    assert documents.edition == policy_texts()
    assert documents.catalogue == catalogue_text()
    assert documents.overrides == "overrides: []\n"


def test_a_run_that_recorded_no_documents_cannot_be_replayed() -> None:
    with pytest.raises(KeyError):
        Documents.recorded({"policy/000": "x"})
