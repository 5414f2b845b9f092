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
            raise SettingsError(
                f"Your {theirs[path]} and the portal's page {path} would be one file. Rename "
                "yours, or give the portal a folder of its own: mount: governance, under portal "
                "in mkdocs.yml."
            )
