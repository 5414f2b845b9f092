"""Two files for one address: told, never settled by replacing one."""

from collections.abc import Collection, Mapping

from builder.settings import SettingsError


def refuse_collisions(ours: Collection[str], theirs: Mapping[str, str]) -> None:
    """Refuses a site in which a file of the provider has the address of one of the portal.

    Args:
        ours: addresses of the portal.
        theirs: address -> the file of the provider that would stand there.

    Raises:
        SettingsError: it names the first such file, and what both would be.
    """
    for path in sorted(theirs):
        if path in ours:
            raise SettingsError(two_for_one(theirs[path], path))


def two_for_one(theirs: str, ours: str) -> str:
    """What is said of a file of the provider and one of the portal, and what to do."""
    return (
        f"Your {theirs} and the portal's {ours} would be one file. Rename yours, or give the "
        "portal a folder of its own: mount: governance, under portal in mkdocs.yml."
    )
