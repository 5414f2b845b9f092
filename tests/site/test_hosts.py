"""A portal as a guest: the host's site stays as it is, but for its navigation and search."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html as parser
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from builder.settings import SettingsError, read_settings
from builder.site.build import build_content
from builder.site.plugin import PortalPlugin
from builder.site.standalone import build_alone
from tests.site.made_site import content
from tests.site.test_build import files

HOSTS = Path(__file__).parent / "hosts"
MOUNT = "governance"
WHO = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
NAVIGATION = (
    "//nav[contains(@class, 'md-nav--primary') or contains(@class, 'md-tabs')]",
    "//footer//nav",
)


def built(
    name: str, folder: Path, portal: Mapping[str, object] | None, *more: Any, strict: bool = True
) -> Path:
    """A host's site with a portal of these settings, or without one."""
    source = folder / name
    if not source.exists():
        shutil.copytree(HOSTS / name, source)
    file = source / "mkdocs.yml"
    settings = yaml.safe_load((HOSTS / name / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["plugins"] += more
    if portal is not None:
        settings["plugins"] += [{"portal": dict(portal)}]
    file.write_text(yaml.safe_dump(settings), encoding="utf-8")
    site = folder / ("without" if portal is None else "with")
    config = load_config(str(file), site_dir=str(site), strict=strict)
    plugin = config.plugins.get("portal")
    if isinstance(plugin, PortalPlugin):
        plugin.given = content()
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return site


def without_navigation(data: bytes) -> bytes:
    page = parser.fromstring(data)
    for path in NAVIGATION:
        for each in page.xpath(path):
            each.drop_tree()
    for link in page.xpath("//link[@rel='prev' or @rel='next']"):
        link.drop_tree()
    return re.sub(rb"\s+", b"", parser.tostring(page))


@pytest.mark.parametrize("name", ["plain", "welsh"])
def test_the_hosts_pages_stay_but_for_navigation_and_search(name: str, tmp_path: Path) -> None:
    before = files(built(name, tmp_path, None))
    after = files(built(name, tmp_path, {"mount": MOUNT}))
    added = after.keys() - before.keys()
    assert {each.split("/")[0] for each in added} == {MOUNT, "search"}
    assert before.keys() <= after.keys()
    for path in before.keys() - {"search/search_index.json", "sitemap.xml.gz"}:
        if path.endswith(".html"):
            assert without_navigation(before[path]) == without_navigation(after[path]), path
        else:
            assert before[path] == after[path], path


def test_the_host_finds_its_own_and_the_portals_records(tmp_path: Path) -> None:
    before = files(built("plain", tmp_path, None))["search/search_index.json"]
    after = files(built("plain", tmp_path, {"mount": MOUNT}))["search/search_index.json"]
    index, own = json.loads(after), json.loads(before)
    assert index["config"] == own["config"]
    assert [each for each in index["docs"] if each in own["docs"]] == own["docs"]
    assert f"{MOUNT}/actions/oak-0001.html" in {each["location"] for each in index["docs"]}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("rich", tmp_path_factory.mktemp("rich"), {"mount": MOUNT})


def document(site: Path, path: str) -> parser.HtmlElement:
    return parser.fromstring((site / path).read_bytes())


def test_a_link_to_a_record_leads_there(rich: Path) -> None:
    links = document(rich, "index.html").xpath("//article//a/@href")
    assert f"{MOUNT}/actions/oak-0001.html" in links
    assert f"{MOUNT}/deadlines/board.html" in links


def test_the_portal_stands_where_the_hosts_navigation_says(rich: Path) -> None:
    nav = document(rich, "index.html").xpath("//nav[contains(@class, 'md-nav--primary')]")[0]
    text = nav.text_content()
    assert text.index("Guides") < text.index("Our governance") < text.index("Call bells")
    assert f"{MOUNT}/actions/oak-0001.html" in nav.xpath(".//a/@href")


def test_templates_macros_and_tags_of_the_host_work(rich: Path) -> None:
    text = (rich / "index.html").read_text(encoding="utf-8")
    assert "Fire drill on Friday" in text
    assert "42 beds" in text
    assert "Winter rota" in (rich / "blog/index.html").read_text(encoding="utf-8")


def test_the_portals_pages_keep_their_strip_and_take_the_hosts_look(rich: Path) -> None:
    page = document(rich, f"{MOUNT}/actions/oak-0001.html")
    assert page.find_class("asat")
    assert page.xpath("//body/@data-md-color-primary") == ["teal"]
    assert page.xpath("//link[@rel='icon']/@href") == ["../../logo.svg"]
    assert "../../extra.css" in page.xpath("//link[@rel='stylesheet']/@href")
    assert "Fernleigh Care, made up" in page.xpath("//footer")[0].text_content()
    assert "Fire drill" not in page.text_content()


def test_excludes_and_boosts_of_the_host_are_kept(rich: Path) -> None:
    index = json.loads((rich / "search/search_index.json").read_text(encoding="utf-8"))
    found = {each["location"]: each for each in index["docs"]}
    assert found["guides/first-aid/"]["boost"] == 2
    assert "hidden/" not in found


def test_search_settings_of_the_host_are_kept(rich: Path) -> None:
    index = json.loads((rich / "search/search_index.json").read_text(encoding="utf-8"))
    assert index["config"]["separator"] == r"[\s\-\.]+"


def test_addresses_sitemap_and_404_are_the_hosts(rich: Path) -> None:
    assert (rich / "404.html").is_file()
    assert (rich / "guides/first-aid/index.html").is_file()
    assert MOUNT not in (rich / "sitemap.xml").read_text(encoding="utf-8")
    canonical = document(rich, "guides/first-aid/index.html").xpath(
        "//link[@rel='canonical']/@href"
    )
    assert canonical == ["https://handbook.example/en/guides/first-aid/"]


def test_an_unknown_record_is_a_warning_that_strict_refuses(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    built("plain", tmp_path, {"mount": MOUNT})
    page = HOSTS / "plain" / "docs" / "rota.md"
    (tmp_path / "plain/docs/rota.md").write_text(page.read_text() + "\n[x](portal:OAK-9999)\n")
    with pytest.raises(Abort):
        built("plain", tmp_path, {"mount": MOUNT})
    assert "rota.md links to portal:OAK-9999" in caplog.text


def test_two_files_for_one_address_are_an_error_that_names_both(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        built("plain", tmp_path, {})
    assert "Your index.md and the portal's index.html would be one file" in caplog.text


def test_a_download_is_never_written_over_a_file_of_the_provider(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    theirs = tmp_path / "plain" / "docs" / MOUNT / "data" / "actions.csv"
    shutil.copytree(HOSTS / "plain", tmp_path / "plain")
    theirs.parent.mkdir(parents=True)
    theirs.write_text("theirs")
    with pytest.raises(Abort):
        built("plain", tmp_path, {"mount": MOUNT})
    assert (
        "Your data/actions.csv and the portal's data/actions.csv would be one file" in caplog.text
    )


def test_an_unknown_record_in_the_navigation_is_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    host(tmp_path, "  - Home: index.md\n  - Gone: portal:OAK-9999\n")
    build_content(content(1), tmp_path / "site", read_settings(tmp_path / "mkdocs.yml"))
    assert "nav links to portal:OAK-9999" in caplog.text


@pytest.mark.parametrize("mount", ["..", "a/../..", ".hidden", "a//b"])
def test_a_mount_stays_inside_the_site(tmp_path: Path, mount: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        f"theme: material\nplugins:\n  - portal: {{mount: {mount}}}\n"
    )
    with pytest.raises(SettingsError, match="mount must be a folder of the site"):
        read_settings(tmp_path / "mkdocs.yml")


def host(folder: Path, nav: str) -> None:
    """A portal of its own with a page and a picture, in a folder named like the theme."""
    (folder / "docs" / "assets").mkdir(parents=True)
    (folder / "docs" / "assets" / "material.svg").write_text("<svg/>")
    (folder / "docs" / "start.md").write_text("# Start\n\nSee [it](portal:OAK-0001).\n")
    (folder / "docs" / "last.md").write_text("# Last\n")
    (folder / "mkdocs.yml").write_text(
        f"site_name: x\ntheme: material\nplugins: [portal]\nnav:\n{nav}"
    )


NAV = '  - Start: start.md\n  - P: "portal:"\n  - Bells: portal:OAK-0001\n  - Last: last.md\n'


def test_with_and_without_mkdocs_own_pages_nav_and_links_are_the_same(tmp_path: Path) -> None:
    root = tmp_path / "material"
    host(root, NAV)
    settings = read_settings(root / "mkdocs.yml")
    build_content(content(), tmp_path / "by", settings)
    build_alone(content(), tmp_path / "alone", settings)
    by, alone = files(tmp_path / "by"), files(tmp_path / "alone")
    assert by.keys() == alone.keys()
    assert [path for path in by if by[path] != alone[path]] == []
    assert b'href="actions/oak-0001.html">it' in by["start.html"]
    tabs = document(tmp_path / "by", "actions/index.html").find_class("md-tabs__link")
    titles = [each.text_content() for each in tabs]
    assert (titles[0], titles[1], titles[-2:]) == ("Start", "Today", ["Bells", "Last"])
    assert by["assets/material.svg"] == b"<svg/>"


def test_another_theme_is_refused_in_words(tmp_path: Path) -> None:
    shutil.copytree(HOSTS / "plain", tmp_path / "plain")
    file = tmp_path / "plain/mkdocs.yml"
    file.write_text("site_name: x\ntheme: readthedocs\nplugins: [portal]\n")
    with pytest.raises(Abort):
        build(load_config(str(file), site_dir=str(tmp_path / "site")))


def test_properdocs_builds_what_mkdocs_builds(tmp_path: Path) -> None:
    shutil.copytree(HOSTS / "plain", tmp_path / "plain")
    (tmp_path / "plain/workbooks").mkdir()
    with (tmp_path / "plain/mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("  - portal: {mount: governance, as_at: 2026-11-20T17:20}\n")
    text = (tmp_path / "plain/mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "plain/mkdocs.yml").write_text(text.replace("[search]", "\n  - search"))
    for engine in ("mkdocs", "properdocs"):
        command = [str(Path(sys.executable).with_name(engine)), "build", "-q", "-d", f"../{engine}"]
        subprocess.run(command, cwd=tmp_path / "plain", check=True, capture_output=True)
    by_one, by_other = (files(tmp_path / each / MOUNT) for each in ("mkdocs", "properdocs"))
    assert by_one == by_other
    assert "index.html" in by_one


@pytest.mark.parametrize(
    "plugin",
    [
        "awesome-pages",
        "print-site",
        {"exclude-search": {"exclude": ["rota.md"]}},
        {
            "i18n": {
                "languages": [{"locale": "en", "default": True, "name": "English", "build": True}]
            }
        },
        "privacy",
        "git-revision-date-localized",
        "offline",
    ],
    ids=str,
)
def test_other_plugins_work_beside_it(plugin: Any, tmp_path: Path) -> None:
    shutil.copytree(HOSTS / "plain", tmp_path / "plain")
    if plugin == "git-revision-date-localized":
        for words in (("init", "-q"), ("add", "."), (*WHO, "commit", "-qm", "Begin")):
            subprocess.run(["git", *words], cwd=tmp_path / "plain", check=True)
    site = built("plain", tmp_path, {"mount": MOUNT}, plugin, strict=False)
    assert (site / MOUNT / "actions/oak-0001.html").is_file()
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    locations = {each["location"] for each in index["docs"]}
    assert f"{MOUNT}/actions/oak-0001.html" in locations
    is_found = not locations.isdisjoint({"rota/", "rota.html"})
    assert is_found is ("exclude-search" not in plugin)
