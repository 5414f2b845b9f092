"""Builds the made-up portal to look at: ``python -m tests.pages.show FOLDER``."""

import sys
from pathlib import Path

from builder.site.build import build_content
from tests.site.made_site import content

if __name__ == "__main__":
    folder = Path(sys.argv[1]).absolute()
    build_content(content(30), folder)
    print(f"Open {folder / 'rules' / 'index.html'}")
