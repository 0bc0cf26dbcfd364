"""The page of names in Chromium: a name is typed, a cell of the confusions clicked, one of its names read."""

import re

from playwright.sync_api import expect

from support.browser import choose, settle


def test_a_name_is_typed_and_a_mistake_is_looked_into(open_page):
    page = open_page("names?lang=en")
    settle(page)
    field = page.locator(".st-key-name input")
    field.fill("Heikkinen")
    field.press("Enter")
    expect(page.get_by_text("heikkinen → Finnish")).to_be_visible()
    page.wait_for_function("location.search.includes('name=Heikkinen')")

    # The cell of Croatian names that were told rightly, ninth from above and from the left.
    chart = page.locator(".st-key-confusion-chart .js-plotly-plot")
    chart.scroll_into_view_if_needed()
    where = chart.evaluate(
        "plot => { const { xaxis, yaxis } = plot._fullLayout, box = plot.getBoundingClientRect();"
        " return { x: box.x + xaxis._offset + xaxis.d2p(8), y: box.y + yaxis._offset + yaxis.d2p(8) }; }"
    )
    page.mouse.click(where["x"], where["y"])
    page.wait_for_function("location.search.includes('truth=hr') && location.search.includes('taken=hr')")
    told = page.get_by_text(re.compile(r"\d+ of 60 names of the list Croatian are told rightly"))
    expect(told).to_be_visible()
    name = page.locator(".st-key-names-of-cell button").first
    read = name.inner_text()
    name.click()
    expect(page.get_by_text(f"{read} → Croatian")).to_be_visible()

    choose(page, "reader", "rnn", 2)
    choose(page, "names", "letters", 1)
    expect(page.locator(".st-key-right-chart")).to_be_visible()
