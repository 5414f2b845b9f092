"""Material's style sheets and script as the portal ships them, made from the installed package.

``python -m tests.site.vendored`` writes them and says what differs from those before.
"""

import re
from importlib.util import find_spec
from pathlib import Path

from builder.shipped import CHECKOUT

FOLDER = CHECKOUT / "site_templates" / "vendor" / "material"
_MAP = re.compile(rb"/\*# sourceMappingURL[^*]*\*/|//# sourceMappingURL\S*")
PARTS = {
    "material.css": ("stylesheets/main.*.min.css", "stylesheets/palette.*.min.css"),
    "material.js": ("javascripts/bundle.*.min.js",),
}


def made(name: str) -> bytes:
    """A vendored file as the installed package would give it."""
    spec = find_spec("material")
    assert spec is not None
    assert spec.origin is not None
    assets = Path(spec.origin).parent / "templates" / "assets"
    files = (path for part in PARTS[name] for path in sorted(assets.glob(part)))
    return b"".join(_MAP.sub(b"", path.read_bytes()) for path in files)


def main() -> None:
    """Writes the files that changed, and says how much."""
    for name in PARTS:
        now, before = made(name), (FOLDER / name).read_bytes()
        (FOLDER / name).write_bytes(now)
        same = "the same" if now == before else "other bytes"
        print(f"{name}: {len(before)} bytes before, {len(now)} now, {same}")


if __name__ == "__main__":
    main()
