"""The rooms of exploding gradients and truncation in a browser: settings repaint, figures are saved."""

import pytest
from playwright.sync_api import expect

from support.axe import violations


def settle(page):
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()


def test_views_of_the_cliff_repaint_and_stand_in_the_link(open_page):
    page = open_page("exploding?lang=en")
    settle(page)
    for view, name, seen in (
        ("profile", "Profile", "‖gradient‖"),
        ("loss", "Loss", "The loss over the updates"),
    ):
        page.get_by_role("radio", name=name, exact=True).click()
        expect(page.locator(".js-plotly-plot").first).to_contain_text(seen)
        page.wait_for_function(f"location.search.includes('view={view}')")
    page.get_by_role("slider", name="Start: w").press("ArrowRight")
    page.wait_for_function("location.search.includes('sigmoid_w=4.55')")


def test_gradient_is_taken_along_to_the_room_of_the_lag(open_page):
    page = open_page("exploding?lang=en&part=update&wild_gain=2")
    settle(page)
    page.get_by_role("button", name="See this gradient against the lag").click()
    expect(page.locator("h1")).to_have_text("Vanishing or preserved")
    page.wait_for_function(
        "['gain=2', 'init=orthogonal'].every(part => location.search.split(/[?&]/).includes(part))"
    )


def test_truncation_length_moves_the_border(open_page):
    page = open_page("truncation?lang=zh")
    settle(page)
    error = page.get_by_text("最大的误差是")
    before = error.inner_text()
    page.get_by_role("slider", name="截断长度").press("ArrowLeft")
    page.wait_for_function("location.search.includes('k=7')")
    expect(error).not_to_have_text(before)


@pytest.mark.parametrize("name", ["exploding", "truncation"])
@pytest.mark.parametrize(
    ("language", "device"),
    [("en", {"width": 1400}), ("zh", {"width": 390, "has_touch": True, "is_mobile": True})],
)
def test_figures_can_be_saved(open_page, name, language, device):
    page = open_page(f"{name}?lang={language}", **device)
    settle(page)
    button = page.get_by_role("button", name={"en": "Save this figure", "zh": "保存这张图"}[language])
    button.scroll_into_view_if_needed()
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == f"{name}.svg"
    assert download.value.path().read_bytes().startswith(b"<svg")


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("zh", "light")])
@pytest.mark.parametrize(
    "state",
    [
        "exploding?view=profile",
        "exploding?part=update",
        "exploding?part=update&shown=norms",
        "truncation?net=lstm&wrong=cosine",
    ],
)
def test_axe_finds_no_violation_in_any_view(open_page, state, language, scheme):
    page = open_page(f"{state}&lang={language}", color_scheme=scheme)
    settle(page)
    assert not violations(page)
