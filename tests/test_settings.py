"""The settings of a portal: what a file says, what stands in where it says nothing."""

from pathlib import Path

import pytest

from builder.settings import (
    DEFAULT_NAME,
    STALE_AFTER_HOURS,
    LetterSettings,
    SettingsError,
    plugin_options,
    read_settings,
)


def written(folder: Path, text: str) -> Path:
    file = folder / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_folders_lie_beside_where_the_command_was_started(
    tmp_path: Path,
) -> None:
    settings = read_settings(tmp_path / "mkdocs.yml")
    assert settings.config_file is None
    assert settings.provider_name == DEFAULT_NAME
    assert settings.audience == "staff"
    assert settings.stale_after_hours == STALE_AFTER_HOURS
    assert (settings.workbooks, settings.ledger, settings.site_dir, settings.cache) == tuple(
        tmp_path / each for each in ("workbooks", "ledger", "site", ".cache")
    )


def test_every_option_is_read(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """
site_name: Elm Care
plugins:
  - search
  - portal:
      workbooks: trackers
      ledger: past
      cache: warm
      site_dir: out
      as_at: 2026-11-20
      audience: commissioner
      services: [OAK, BIR]
      publish:
        to: shared
      stale_after_hours: 12
      copy_evidence: true
""",
    )
    settings = read_settings(file)
    assert settings.root == tmp_path
    assert settings.config_file == file
    assert settings.provider_name == "Elm Care"
    assert settings.workbooks == tmp_path / "trackers"
    assert settings.ledger == tmp_path / "past"
    assert settings.cache == tmp_path / "warm"
    assert settings.site_dir == tmp_path / "out"
    assert settings.as_at == "2026-11-20"
    assert settings.audience == "commissioner"
    assert settings.services == ("OAK", "BIR")
    assert settings.publish_to == "shared"
    assert settings.stale_after_hours == 12
    assert settings.copy_evidence is True


def test_a_folder_named_by_the_command_stands_in_for_the_configured_one(tmp_path: Path) -> None:
    file = written(tmp_path, "plugins:\n  - portal:\n      workbooks: trackers\n")
    assert read_settings(file, workbooks=tmp_path / "other").workbooks == tmp_path / "other"


def test_a_byte_order_mark_and_tags_of_mkdocs_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_bytes(
        b"\xef\xbb\xbfsite_name: Elm Care\nmarkdown_extensions:\n"
        b"  - pymdownx.emoji: {emoji_index: !!python/name:some.module.function }\n"
        b"site_url: !ENV SITE\n"
    )
    assert read_settings(file).provider_name == "Elm Care"


@pytest.mark.parametrize("text", ["", "# nothing but a comment\n"])
def test_an_empty_file_is_like_none(tmp_path: Path, text: str) -> None:
    assert read_settings(written(tmp_path, text)).provider_name == DEFAULT_NAME


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("plugins: [", "mkdocs.yml", id="no YAML"),
        pytest.param("- one\n- two\n", "mkdocs.yml", id="a list"),
        pytest.param("plugins:\n  - portal: {workbooks: 7}\n", "workbooks", id="a number"),
        pytest.param("plugins:\n  - portal: {ledger: ''}\n", "ledger", id="an empty word"),
        pytest.param("plugins:\n  - portal: {stale_after_hours: 0}\n", "stale", id="no hours"),
        pytest.param("plugins:\n  - portal: {stale_after_hours: yes}\n", "stale", id="a yes"),
        pytest.param("plugins:\n  - portal: {services: OAK}\n", "services", id="a word, no list"),
        pytest.param("plugins:\n  - portal: {services: [1]}\n", "services", id="a list of numbers"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_to_do(
    tmp_path: Path, text: str, named: str
) -> None:
    with pytest.raises(SettingsError, match=named) as fault:
        read_settings(written(tmp_path, text))
    assert str(fault.value).rstrip().endswith((".", "..."))


@pytest.mark.parametrize(
    "config", [{}, {"plugins": None}, {"plugins": ["portal"]}, {"plugins": [{"search": {}}]}]
)
def test_a_portal_without_options_has_none(config: dict[str, object]) -> None:
    assert plugin_options(config) == {}


def test_the_providers_own_policy_and_frameworks_are_read_from_the_workbooks_folder(
    tmp_path: Path,
) -> None:
    settings = read_settings(tmp_path / "mkdocs.yml")
    without = (settings.policy_text, settings.framework_texts)
    assert without == (None, ())
    (tmp_path / "workbooks" / "frameworks").mkdir(parents=True)
    (tmp_path / "workbooks" / "policy.yml").write_bytes(b"overrides: [] # caf\xe9")
    for name, text in (("b.yml", "second"), ("a.yml", "first"), ("notes.txt", "no")):
        (tmp_path / "workbooks" / "frameworks" / name).write_text(text, encoding="utf-8")
    assert settings.policy_text == "overrides: [] # caf\ufffd"
    assert settings.framework_texts == ("first", "second")


def test_the_address_ends_in_a_slash_and_letters_come_from_whom_the_file_says(
    tmp_path: Path,
) -> None:
    options = "address: https://elm.example/portal, letters: {sender: a@elm.example, smtp_port: 25}"
    settings = read_settings(written(tmp_path, f"plugins: [portal: {{{options}}}]\n"))
    assert settings.address == "https://elm.example/portal/"
    site = read_settings(written(tmp_path, "site_url: https://elm.example\n"))
    assert site.address == "https://elm.example/"
    assert settings.letters == LetterSettings(sender="a@elm.example", smtp_port=25)
    assert settings.documents == tmp_path / "docs"
    assert settings.state in settings.own_folders


@pytest.mark.parametrize(
    "options",
    [
        "address: portal.elm.example",
        "address: 'https://elm.example/ x'",
        "address: 'javascript:alert(1)'",
        "address: 7",
        "letters: [a@elm.example]",
        "letters: {sender: 7}",
        "letters: {smtp_starttls: 1}",
        "letters: {smtp_password: secret}",
    ],
)
def test_an_address_or_letters_of_another_form_are_refused(tmp_path: Path, options: str) -> None:
    with pytest.raises(SettingsError, match="Correct it"):
        read_settings(written(tmp_path, f"plugins: [portal: {{{options}}}]\n"))
