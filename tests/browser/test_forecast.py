"""Forecasts in a browser: a real series, trained on the page, and a table of the learner's own."""

from playwright.sync_api import expect

from support.browser import settle


def test_networks_learn_the_flow_of_the_nile_and_a_table_is_pasted(open_page):
    page = open_page("forecast?lang=en&series=nile&fc_units=2&fc_updates=50")
    settle(page)
    errors = page.locator(".st-key-forecast-errors")
    expect(errors.get_by_role("table")).to_contain_text("autoregression")
    page.locator(".st-key-train-main").get_by_role("button").click()
    expect(page.get_by_text("50 of 50 updates · done")).to_be_visible(timeout=90_000)
    expect(errors.get_by_role("table")).to_contain_text("LSTM")
    expect(errors).to_contain_text("seeds")
    expect(page.locator(".st-key-forecast-chart .legend")).to_contain_text("GRU")
    page.locator(".st-key-series").get_by_role("combobox").click()
    page.get_by_role("option", name="Yours: a pasted table").click()
    table = page.locator(".st-key-data textarea")
    table.fill("\n".join(["day;value", *(f"{k % 28 + 1}.{k // 28 + 1}.2011;{k % 7},5" for k in range(84))]))
    table.press("Control+Enter")
    expect(page.get_by_text("decimal comma")).to_be_visible()
    expect(page.get_by_text("day, month, year")).to_be_visible()
    page.wait_for_function("location.search.includes('series=paste') && location.search.includes('data=')")
