"""The rooms of spectra and of influence in Chromium: they repaint, save, and read well on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

VIEWS = [f"spectra?why={view}" for view in ("eigenvalues", "powers", "singular", "slopes", "bias")]
VIEWS += [f"influence?heard={view}" for view in ("map", "row", "column")]


def settle(page):
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()


def chart(page, text):
    """Return the chart that says so; while a page runs, the one of before may still stand beside it."""
    return page.locator(".js-plotly-plot", has_text=text).last


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("zh", "dark")])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_violation(open_page, view, language, scheme):
    page = open_page(f"{view}&lang={language}", color_scheme=scheme)
    settle(page)
    # Streamlit's own navigation, once it has groups, is a list in which not all are items.
    axe = Axe().run(page, context={"exclude": [["[data-testid=stSidebarNav]"]]})
    found = [(each["id"], node["target"]) for each in axe.response["violations"] for node in each["nodes"]]
    assert not found


def test_another_setting_repaints_and_stands_in_the_link(open_page):
    page = open_page("spectra?lang=en&gain=1.95")
    settle(page)
    expect(chart(page, "ρ = 1.2")).to_be_visible()
    page.get_by_role("slider", name="Gain of the recurrent weights").press("ArrowRight")
    # The radius grows with the weights: it was 0.614 at gain 1.
    expect(chart(page, "ρ = 1.23")).to_be_visible(timeout=20_000)
    page.wait_for_function("location.search.includes('gain=2')")
    page.get_by_role("radio", name="Saturation").click()
    expect(chart(page, "slopes of h")).to_be_visible(timeout=20_000)
    page.wait_for_function("location.search.includes('why=slopes')")


def test_a_row_follows_its_slider(open_page):
    page = open_page("influence?lang=en&heard=row")
    settle(page)
    expect(chart(page, "at s = 20 (“o”)")).to_be_visible()
    page.get_by_role("slider", name="Output step s").press("ArrowLeft")
    expect(chart(page, "at s = 19 (“l”)")).to_be_visible(timeout=20_000)
    page.wait_for_function("location.search.includes('out=19')")


@pytest.mark.parametrize(
    ("name", "file", "count"), [("spectra", "eigenvalues.svg", 1), ("influence", "influence-LSTM.svg", 3)]
)
def test_figures_can_be_saved(open_page, name, file, count):
    page = open_page(f"{name}?lang=en", width=390, has_touch=True, is_mobile=True)
    settle(page)
    buttons = page.get_by_role("button", name="Save this figure")
    expect(buttons).to_have_count(count)
    with page.expect_download() as download:
        buttons.nth(count // 2).click()
    assert download.value.suggested_filename == file
    assert download.value.path().read_bytes().startswith(b"<svg")


@pytest.mark.parametrize(
    ("name", "head", "rows"), [("spectra", "rank,", 16), ("influence", "t,reads,s,", 210)]
)
def test_numbers_can_be_downloaded(open_page, name, head, rows):
    page = open_page(f"{name}?lang=en")
    settle(page)
    page.get_by_text("The numbers behind it").click()
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").get_by_role("button").click()
    header, *lines = download.value.path().read_text(encoding="utf-8-sig").strip().splitlines()
    assert header.startswith(head)
    assert len(lines) == rows
