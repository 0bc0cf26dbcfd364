"""Nothing jumps while a page loads that its browser has never seen, the guide open beside it.

How pages load in a browser that knows them is looked at in ``test_every_page.py``.
"""

import pytest

from support.browser import settle
from support.shifts import COUNT, jumps


@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize("name", ["lstm_backward", "gradients", "training"])
def test_nothing_jumps_at_the_first_visit(browser, base_url, name, width):
    context = browser.new_context(viewport={"width": width, "height": 900 if width > 1000 else 844})
    context.add_init_script(COUNT)
    page = context.new_page()
    page.goto(f"{base_url}{name}?lang=en")
    page.wait_for_selector("h1")
    settle(page)
    page.get_by_test_id("guide").wait_for()
    page.wait_for_timeout(500)
    shifts = jumps(page)
    context.close()
    assert not shifts
