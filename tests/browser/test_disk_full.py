"""A disk that takes nothing more: the course needs none while it runs."""

import pytest
from playwright.sync_api import expect

from support.browser import GUIDE_CLOSED, downloaded, settle
from support.serve import serving

resource = pytest.importorskip("resource", reason="only systems like Unix limit what a process may write")
LONGEST = 4096
"""In bytes: no file may become longer, as on a full disk; the semaphores of a process pool are shorter."""


def no_room():
    resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST, LONGEST))


@pytest.fixture
def full():
    with serving(before=no_room) as (url, _processes):
        yield url


def test_lessons_trainings_and_downloads_go_on(full, page):
    page.add_init_script(GUIDE_CLOSED)
    page.goto(full + "training?lang=en&task=parity&T=4&units=2&batch=8")
    page.get_by_role("button", name="One update").click(timeout=60_000)
    page.get_by_role("button", name="Go on").wait_for(timeout=60_000)
    page.goto(full + "gradients?lang=en")
    settle(page)
    page.get_by_text("The numbers behind it").click()
    with downloaded(page) as file:
        page.get_by_role("button", name="Download as CSV").click()
    assert len(file["data"]) > LONGEST / 2
    expect(page.get_by_text("went wrong")).to_have_count(0)
