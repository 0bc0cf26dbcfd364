"""The lesson on exploding gradients in a browser: settings repaint and stand in the link."""

from playwright.sync_api import expect

from support.browser import settle


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
