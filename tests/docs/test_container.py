"""The steps of the Dockerfile, followed without a container engine."""

import re
import subprocess
import tomllib
from pathlib import Path

from builder.cli.group import COMMANDS
from tests.docs.pages import ROOT

FILES = ROOT / "docs" / "how-to" / "files"
TEXT = (FILES / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "")
STEPS = [
    tuple(line.split(None, 1)) for line in TEXT.splitlines() if line and not line.startswith("#")
]


def steps(word: str) -> list[str]:
    return [rest for name, rest in STEPS if name == word]


def test_the_portal_is_installed_as_the_readme_says() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    options = re.search(r"pip install (-c constraints\.txt \.) && portal build", readme)
    assert options
    assert f"pip install --no-cache-dir {options[1]} &&" in steps("RUN")[0]


def test_what_is_copied_is_there_and_what_runs_is_a_command() -> None:
    for copied in steps("COPY"):
        assert (ROOT / copied.split()[0]).exists()
    assert steps("ENTRYPOINT") == ['["portal"]']
    assert re.findall(r'"([^"]+)"', steps("CMD")[0])[0] in COMMANDS


def test_no_image_runs_as_root() -> None:
    stages = TEXT.split("\nFROM ")[1:] if not TEXT.startswith("FROM") else TEXT.split("FROM ")
    for stage in stages:
        assert "unprivileged" in stage.splitlines()[0] or re.search(r"^USER [1-9]", stage, re.M)


def test_the_servers_settings_are_turned_to_the_containers(tmp_path: Path) -> None:
    settings = tmp_path / "default.conf"
    settings.write_bytes((FILES / "portal-nginx.conf").read_bytes())
    command = steps("RUN")[1].replace("/etc/nginx/conf.d/default.conf", str(settings))
    subprocess.run(["sh", "-c", command], check=True)
    text = settings.read_text(encoding="utf-8")
    assert "listen 8080;" in text
    assert "root /site;" in text
    assert "127.0.0.1" not in text
    assert "Content-Security-Policy" in text


def test_both_names_of_the_command_are_the_same_command() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    places = project["scripts"]
    assert places.keys() == {"portal", "governance-portal"}
    assert len(set(places.values())) == 1
