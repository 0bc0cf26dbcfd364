"""A page a script of which did not come: it is loaded again by itself, once."""

import pytest
from playwright.sync_api import expect

from support.browser import GUIDE_CLOSED, settle
from support.eventually import eventually

STEPPER = "**/rnnlstm.stepper/index*.js*"


def counted(page):
    """Return the addresses that the page is loaded at, one after the other."""
    loaded = []
    page.on("load", lambda each: loaded.append(each.url))
    return loaded


@pytest.mark.parametrize(("address", "script"), [("lstm_forward", STEPPER), ("gradients", "**/*lotly*.js")])
def test_a_script_that_was_cut_off_is_loaded_again(page, address, script):
    cut = []

    def cut_once(route):
        if cut:
            route.continue_()
        else:
            cut.append(route.request.url)
            route.abort()

    page.add_init_script(GUIDE_CLOSED)
    page.route(script, cut_once)
    loaded = counted(page)
    page.goto(f"/{address}?lang=en&seed=4")
    eventually(page, lambda: len(loaded), lambda count: count == 2, "how often the page was loaded")
    settle(page)
    assert len(cut) == 1
    assert "seed=4" in page.url


def test_what_never_comes_does_not_load_the_page_for_ever(page):
    page.add_init_script(GUIDE_CLOSED)
    page.route(STEPPER, lambda route: route.abort())
    loaded = counted(page)
    page.goto("/lstm_forward?lang=en")
    expect(page.get_by_text("Failed to load")).to_be_visible()
    page.wait_for_timeout(2000)
    expect(page.get_by_text("Failed to load")).to_be_visible()
    assert len(loaded) == 2
