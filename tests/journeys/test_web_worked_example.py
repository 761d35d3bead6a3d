"""The worked example of the joint report: the girl of seventeen, from the school nurse to the envoy.

Four members of staff of three services work for one girl. Each service ends with one case of its own,
together they are one person, and the main concern of each stays what it was at its first contact. How she
comes home, and what follows, is in ``test_web_whole_chain``.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Watch
from tests.journeys.sara import Sara
from tests.journeys.site import Site

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_a_girl_of_seventeen_is_one_person_with_one_case_in_each_service(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    sara = Sara(site, chromium, watch, scripts=scripts)
    sara.is_told_of_and_discussed()
    sara.is_reported_and_advised()
    sara.is_to_come_to_the_embassy(sara.is_silent_and_heard_of())
    sara.is_one_person_with_three_cases()
    assert sara.faults == {}
