"""What all tests share: how hard Hypothesis tries, and the standing data directory of a test run."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as house
from django.contrib.auth.hashers import get_hashers, get_hashers_by_algorithm
from django.test import TransactionTestCase
from hypothesis import settings
from xdist.scheduler import LoadGroupScheduling

from fristed.foundation.vault.root_key import make_root_key
from tests.computed_once import computed_once
from tests.sealed import lift_the_seal, set_the_seal

__all__ = ["computed_once"]

settings.register_profile("default", max_examples=12, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

OBJECTS_BETWEEN_COLLECTIONS = 50_000
gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 20, 20)


def pytest_collection_finish() -> None:
    """Keep what was imported and collected out of every later search for garbage: it stays to the end."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Let everything be cleared away again at the end."""
    gc.unfreeze()


class ByFile(LoadGroupScheduling):
    """Gives a file to one worker, so that what its tests share is made once; journeys go one by one."""

    def _split_scope(self, nodeid: str) -> str:
        scope: str = super()._split_scope(nodeid)
        return scope if scope.startswith("tests/journeys/") else scope.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadGroupScheduling | None:
    """Share out files, and groups of tests that were given a name."""
    return ByFile(config, log) if config.getvalue("dist") == "loadgroup" else None


def clear_with_the_seal_lifted(test: TransactionTestCase) -> None:
    """Clear the database after a transactional test, the append-only audit trail included."""
    lift_the_seal()
    try:
        clear_database(test)
    finally:
        set_the_seal()


clear_database = TransactionTestCase._fixture_teardown


@pytest.fixture(scope="session")
def front_end() -> None:
    """Say what to do where the web pages have not been built; nothing of a page can be tested without."""
    if not (house.STATIC_ROOT / "staticfiles.json").exists():
        pytest.exit("The web pages are not built yet: run `python3 start.py test` once.", returncode=4)


@pytest.fixture(autouse=True, scope="session")
def _calls_are_not_counted_together(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let tests call the statistics API as often as they like, and count in a place of their own."""
    house.API_CALLS = 10**9
    house.CALLS = house.CACHES["calls"]["LOCATION"] = str(tmp_path_factory.mktemp("calls"))


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> None:
    """Hash passwords quickly; how the product hashes them is tested with its accounts."""
    house.PASSWORD_HASHERS = ["tests.quick_passwords.QuickArgon2"]
    get_hashers.cache_clear()
    get_hashers_by_algorithm.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def _a_password_is_enough() -> None:
    """Let the cast sign in with a password, as in a demo; the tests of second factors require them again."""
    house.SECOND_FACTOR = "offered"


@pytest.fixture(autouse=True, scope="session")
def _trail_can_be_cleared_between_tests() -> Iterator[None]:
    """Let only the test runner clear the audit trail; in the product the database refuses it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", clear_with_the_seal_lifted)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test that may use the database use that of the keys as well."""
    for item in items:
        marked = item.get_closest_marker("django_db")
        wanted = set(getattr(item, "fixturenames", ())) & {"db", "transactional_db"}
        if (marked or wanted) and not (marked and "databases" in marked.kwargs):
            given = {**marked.kwargs} if marked else {}
            transactional = given.pop("transaction", "transactional_db" in wanted)
            both = pytest.mark.django_db(transaction=transactional, databases=["default", "keys"], **given)
            item.add_marker(both, append=False)


@pytest.fixture(autouse=True, scope="session")
def _root_key_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Seal under a root key made for this run of the tests, never under one that is in use."""
    path = tmp_path_factory.mktemp("root") / "root_key"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(house, "ROOT_KEY_FILE", path)
        make_root_key(path)
        yield
