"""Settings of the whole suite: in CI the same examples each time, so that a failure repeats."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, print_blob=True)
settings.register_profile("local")
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")
