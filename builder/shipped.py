"""Finds the files that the product ships: templates, readers' help, the sample, data."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

PACKAGE = Path(str(files("builder")))
CHECKOUT = PACKAGE.parent
_TEXTS = frozenset({".py", ".yml", ".html", ".md", ".jinja", ".css", ".js", ".svg"})
_PLACES = {
    "site_templates": (PACKAGE / "_shipped" / "site_templates", CHECKOUT / "site_templates"),
    "help": (PACKAGE / "_shipped" / "help", CHECKOUT / "docs" / "help"),
    "workbooks": (PACKAGE / "_shipped" / "workbooks", CHECKOUT / "workbooks"),
}


def shipped_folder(name: str) -> Path:
    """``site_templates``, ``help`` or ``workbooks``, from the wheel or the checkout.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    for place in _PLACES[name]:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the installation lacks {name}")


def policy_texts() -> tuple[str, ...]:
    """The YAML texts of the shipped policy edition, in the order of their file names."""
    return _texts(PACKAGE / "policy" / "edition")


def earlier_editions() -> dict[str, tuple[str, ...]]:
    """Id -> YAML texts of each edition that was shipped before, in order."""
    folders = sorted((PACKAGE / "policy" / "earlier").iterdir())
    return {each.name: _texts(each) for each in folders if each.is_dir()}


def _texts(folder: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yml")))


def catalogue_text() -> str:
    """The YAML text of the regulatory catalogue."""
    return (PACKAGE / "frameworks" / "data" / "catalogue.yml").read_text(encoding="utf-8")


def product_texts() -> Iterator[str]:
    """Every text that the product itself ships: its sources, data, templates and help.

    A withheld value that stands there too tells a reader nothing.
    """
    folders = (PACKAGE, shipped_folder("site_templates"), shipped_folder("help"))
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in _TEXTS and "_shipped" not in path.relative_to(folder).parts:
                yield path.read_text(encoding="utf-8")
