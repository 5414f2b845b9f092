"""A site is whole, alike whichever way it is made, and works from a folder."""

import json
import posixpath
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html as parser

from builder.settings import SettingsError, read_settings
from builder.site.build import build_content
from tests.pages.made_up_words import action_path
from tests.site.made_site import AS_AT, content, pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "built"
    build_content(content(), folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def document(site: Path, path: str) -> parser.HtmlElement:
    return parser.fromstring((site / path).read_bytes())


def test_two_builds_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build_content(content(), tmp_path / "again")
    assert files(tmp_path / "again") == files(site)


def test_every_page_and_download_is_there(site: Path) -> None:
    built = files(site)
    assert {page.path for page in pages()} <= built.keys()
    assert built["data/actions.csv"] == b"Ref\r\n"


def test_every_link_leads_to_a_file_and_none_to_a_folder(site: Path) -> None:
    built = files(site)
    for path in built:
        if not path.endswith(".html"):
            continue
        for link in document(site, path).xpath("//@href | //@src"):
            address = re.split("[?#]", link)[0]
            if not address or link.startswith("https://example.org/"):
                continue
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) in built


def test_every_fragment_leads_to_an_id_or_is_a_tables_state(site: Path) -> None:
    for path in files(site):
        if not path.endswith(".html"):
            continue
        for link in document(site, path).xpath("//a/@href"):
            address, _, fragment = link.partition("#")
            if not fragment or "=" in fragment or "://" in link:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address or "."))
            goal = document(site, target if address else path)
            assert goal.xpath("//*[@id=$id]", id=fragment), f"{path}: {link}"


def test_what_a_folder_cannot_use_is_not_there(site: Path) -> None:
    assert [
        path
        for path in files(site)
        if path.endswith((".map", ".xml", ".gz")) or "404" in path or "/lunr/" in path
    ] == []


def test_no_page_names_another_host(site: Path) -> None:
    outside = re.compile(rb'(?:src|href|action)="?(?:https?:)?//(?!example\.org/)|url\(["\']?http')
    for path, data in files(site).items():
        if path.endswith((".html", ".css")):
            assert not outside.search(data), path


def test_no_page_has_an_inline_script_or_handler(site: Path) -> None:
    for page in pages():
        here = document(site, page.path)
        inline = here.xpath("//script[not(@src) and not(@type='application/json')]")
        handlers = here.xpath("//@*[starts-with(name(), 'on')]")
        assert (inline, handlers) == ([], [])


def test_a_hostile_title_stays_a_title(site: Path) -> None:
    here = document(site, action_path(7))
    title = here.xpath("string(/html/head/title)")
    assert title.startswith("OAK-0007 </title><script>alert(1)</script> & ")
    assert title.endswith('"<b>Åse</b>" - Fernleigh "Care" & Co')
    assert "alert(1)" not in "".join(here.xpath("//script/text()"))


def test_a_record_stands_under_the_tab_of_its_folder(site: Path) -> None:
    for path, tab in [
        (action_path(1), "Actions"),
        (action_path(9), "Actions"),
        ("frameworks/saf/item-3.html", "Frameworks"),
        ("actions/closed-2025.html", "Actions"),
    ]:
        active = document(site, path).xpath("//*[contains(@class, 'md-tabs__item--active')]")
        assert [each.text_content().strip() for each in active] == [tab]


def test_the_page_itself_is_marked_in_the_navigation(site: Path) -> None:
    here = document(site, "deadlines/board.html").xpath("//nav//*[@aria-current='page']")
    assert [each.text_content() for each in here] == ["Deadline board"]
    assert document(site, action_path(1)).xpath("//nav//*[@aria-current='page']") == []


def test_no_record_is_listed_in_the_navigation(site: Path) -> None:
    listed = document(site, "actions/index.html").xpath("//nav[@class='pages']//@href")
    assert listed
    assert not [link for link in listed if "oak-" in link]


def test_contents_list_the_records_own_sections(site: Path) -> None:
    links = document(site, action_path(2)).xpath("//nav[@class='contents']//a")
    assert [(each.get("href"), each.text_content()) for each in links] == [
        ("#improving", "Is it improving?"),
        ("#gate", "Closure gate"),
        ("#history", "What happened & when"),
    ]
    assert not document(site, "frameworks/saf/item-2.html").xpath("//nav[@class='contents']")


def test_every_page_shows_the_stamp_once(site: Path) -> None:
    for path in (*(page.path for page in pages()), "help/index.html"):
        assert len(document(site, path).xpath("//p[@class='asat' and @id='stamp']")) == 1
        assert document(site, path).xpath("//link[contains(@href, 'assets/portal/stamp.css')]")
    stamp = (site / "assets/portal/stamp.css").read_text(encoding="utf-8")
    assert 'content:"Position as at 20 November 2026, 17:20"' in stamp
    assert 'content:"Build 2026-11-20.0123456789ab"' in stamp
    assert '@bottom-left{content:"Fernleigh \\22 Care\\22  & Co. As at 20 November' in stamp


def test_another_moment_and_build_change_the_stamp_alone(site: Path, tmp_path: Path) -> None:
    later = replace(content(), as_at=AS_AT + timedelta(days=1), build_id="2026-11-21.other")
    build_content(later, tmp_path / "site")
    before, after = files(site), files(tmp_path / "site")
    assert before.keys() == after.keys()
    assert [path for path in before if before[path] != after[path]] == ["assets/portal/stamp.css"]


def test_the_stamp_knows_when_the_portal_grows_old(tmp_path: Path) -> None:
    build_content(content(1, stale_after_hours=36), tmp_path / "site")
    stamp = (tmp_path / "site/assets/portal/stamp.css").read_text(encoding="utf-8")
    assert '--as-at:"2026-11-20T17:20:00+00:00";--stale-after-hours:36' in stamp


@pytest.mark.parametrize("block", ["announce", "content", "htmltitle"])
def test_no_template_of_a_provider_can_lose_the_stamp(tmp_path: Path, block: str) -> None:
    for folder in ("own", "docs"):
        (tmp_path / folder).mkdir()
    template = f'{{% extends "base.html" %}}{{% block {block} %}}Ours{{% endblock %}}'
    (tmp_path / "own/main.html").write_text(template)
    (tmp_path / "docs/rota.md").write_text("# Rota")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, custom_dir: own}\nplugins: [portal]\n"
    )
    build_content(content(1), tmp_path / "site", read_settings(tmp_path / "mkdocs.yml"))
    assert document(tmp_path / "site", "index.html").find_class("asat")
    assert "Ours" in (tmp_path / "site/rota.html").read_text(encoding="utf-8")


def test_each_record_has_one_short_search_entry(site: Path) -> None:
    text = (site / "search/search_index.json").read_text(encoding="utf-8")
    docs = json.loads(text)["docs"]
    places = [each["location"] for each in docs]
    records = [place for place in places if not place.startswith("help/")]
    assert sorted(records) == sorted(page.path for page in pages())
    assert max(len(each["text"]) for each in docs) <= 300
    assert (site / "search/search_index.js").read_text(encoding="utf-8") == f"var __index = {text}"


def test_licences_stand_beside_what_they_cover(site: Path) -> None:
    built = files(site)
    assert b"SIL OPEN FONT LICENSE" in built["assets/portal/inter-LICENSE.txt"].upper()
    assert b"Permission is hereby granted" in built["assets/portal/iframe-worker-LICENSE.txt"]


def test_a_portal_with_its_own_file_keeps_its_own_pages(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "who-to-call.md").write_text("# Who to call\n\nThe office.\n")
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: Ours\ntheme: material\nplugins: [portal]\n")
    build_content(content(), tmp_path / "site", read_settings(config))
    assert "The office." in (tmp_path / "site/who-to-call.html").read_text(encoding="utf-8")
    tabs = document(tmp_path / "site", "index.html").find_class("md-tabs__link")
    assert [each.text_content() for each in tabs][-1] == "Our pages"


def test_a_file_without_the_plugin_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: Ours\ntheme: material\nplugins: []\n")
    with pytest.raises(SettingsError, match="add '- portal'"):
        build_content(content(), tmp_path / "site", read_settings(config))


def test_a_page_and_all_that_it_loads_stay_small(site: Path) -> None:
    built = files(site)
    for path in ("index.html", action_path(1), "deadlines/board.html"):
        links = document(site, path).xpath("//script/@src | //link[@rel='stylesheet']/@href")
        loaded = {
            posixpath.normpath(posixpath.join(posixpath.dirname(path), each)) for each in links
        }
        loaded |= {path, "assets/portal/inter.woff2", "assets/portal/logo.svg"}
        assert sum(len(built[each]) for each in loaded) <= 500_000
    assert len(built["assets/portal/portal.js"]) <= 13_000
