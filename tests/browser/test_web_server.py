"""The sample behind nginx with the documented headers: everything works, nothing is blocked."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from builder.pipeline import judge
from builder.redaction.audiences import audience_named
from builder.release.build import build_portal
from builder.release.manifest import read_manifest
from builder.settings import Settings
from builder.shipped import shipped_folder
from tests.docs.pages import DOCS
from tests.made import as_at

FILES = DOCS / "how-to" / "files"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
PAGES = ("index.html", "actions/index.html", "actions/oak-001.html", "closure/index.html")
WHOLE = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/portal.conf;
}}
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample portal, built as it is shipped."""
    root = tmp_path_factory.mktemp("served")
    settings = Settings(
        root=root,
        workbooks=shipped_folder("workbooks"),
        ledger=root / "ledger",
        site_dir=root / "site",
        cache=root / ".cache",
    )
    at = as_at("2026-11-20 17:20")
    judged = judge(settings, at)
    audience = audience_named(judged.policy, "staff")
    build_portal(
        judged,
        settings,
        audience=audience,
        site_dir=settings.site_dir,
        clock=lambda: at,
    )
    (settings.site_dir / ".portal").mkdir(exist_ok=True)
    (settings.site_dir / ".portal" / "journal").write_text("not for readers", encoding="utf-8")
    return settings.site_dir


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The documented configuration on a free port of loopback; only root and port differ."""
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    shipped = (FILES / "portal-nginx.conf").read_text(encoding="utf-8")
    adapted = shipped.replace("127.0.0.1:8080", f"127.0.0.1:{port}")
    adapted = adapted.replace("root /srv/www/portal;", f"root {site};")
    assert adapted.count(str(site)) == 1
    (folder / "portal.conf").write_text(adapted, encoding="utf-8")
    # The folders of a test are its user's alone; as root nginx would hand over to another.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(user + WHOLE.format(folder=folder), encoding="utf-8")
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        _wait(f"http://127.0.0.1:{port}/index.html")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(address: str) -> None:
    for _ in range(100):
        try:
            urlopen(address, timeout=5).close()
            return
        except URLError:
            time.sleep(0.1)
    raise AssertionError("nginx does not answer")


def refused(request: Request) -> int:
    """The status of an answer that is an error."""
    try:
        urlopen(request, timeout=10).close()
    except HTTPError as error:
        error.close()
        return error.code
    raise AssertionError("it was answered")


def test_the_documented_policies_are_the_one_that_the_build_writes(site: Path) -> None:
    manifest = read_manifest(site)
    assert manifest is not None
    policy = manifest["csp"]
    assert f'Content-Security-Policy "{policy}"' in (FILES / "portal-nginx.conf").read_text("utf-8")
    config = ElementTree.parse(FILES / "web.config").getroot()
    headers = {each.get("name"): each.get("value") for each in config.iter("add")}
    assert headers["Content-Security-Policy"] == policy


def test_every_answer_carries_the_documented_headers(address: str) -> None:
    with urlopen(f"{address}/", timeout=10) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers.get_content_charset() == "utf-8"
    with urlopen(f"{address}/data/deadlines.ics", timeout=10) as answer:
        assert answer.headers.get_content_type() == "text/calendar"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", [".portal/journal", ".portal/", "nowhere.html"])
def test_what_is_not_for_readers_is_not_served(address: str, path: str) -> None:
    assert refused(Request(f"{address}/{path}")) == 404


def test_only_reading_is_allowed(address: str) -> None:
    assert refused(Request(f"{address}/index.html", method="DELETE")) in (403, 405)


@pytest.mark.parametrize("way", ["http", "file"])
def test_pages_and_search_work_without_a_console_error(
    browser: Browser, address: str, site: Path, way: str
) -> None:
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    start = address if way == "http" else site.as_uri()
    page = browser.new_page()
    page.on("console", note)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    for path in PAGES:
        page.goto(f"{start}/{path}", wait_until="networkidle")
    page.locator("[data-md-component=search-query]").fill("OAK-012")
    page.locator(".md-search-result__link").first.wait_for()
    page.close()
    assert faults == []
