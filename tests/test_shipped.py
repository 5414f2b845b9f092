"""What the product ships is found, from a checkout and from a wheel alike."""

from pathlib import Path

import pytest

from builder import shipped


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("site_templates", "parts/page.html"),
        ("help", "index.md"),
        ("workbooks", "oakfield-house.xlsx"),
    ],
)
def test_each_shipped_folder_holds_what_it_is_for(name: str, holds: str) -> None:
    assert (shipped.shipped_folder(name) / holds).is_file()


def test_the_wheels_folder_comes_before_the_checkouts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("wheel", "checkout"):
        (tmp_path / place).mkdir()
    places = {"help": (tmp_path / "wheel", tmp_path / "checkout")}
    monkeypatch.setattr(shipped, "_PLACES", places)
    assert shipped.shipped_folder("help") == tmp_path / "wheel"
    (tmp_path / "wheel").rmdir()
    assert shipped.shipped_folder("help") == tmp_path / "checkout"
    (tmp_path / "checkout").rmdir()
    with pytest.raises(FileNotFoundError, match="help"):
        shipped.shipped_folder("help")


def test_exactly_one_text_of_the_policy_names_the_edition() -> None:
    texts = shipped.policy_texts()
    assert sum(text.startswith("edition:") or "\nedition:" in text for text in texts) == 1


def test_the_products_own_texts_hold_its_words_but_no_workbook() -> None:
    texts = list(shipped.product_texts())
    assert any("Governance position" in text for text in texts)
    assert not any("Fernleigh Care Oakfield" in text for text in texts)
