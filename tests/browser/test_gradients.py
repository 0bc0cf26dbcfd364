"""The lesson on vanishing gradients in a browser: settings and stories repaint, the chart keeps its place."""

from playwright.sync_api import expect

from support.browser import settle


def test_charts_are_drawn_anew_for_another_theme(open_page):
    page = open_page("gradients?lang=en", color_scheme="light")
    settle(page)
    for scheme, ink in (("dark", "rgb(232, 236, 242)"), ("light", "rgb(27, 36, 48)")):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".gtitle").first).to_have_css("fill", ink)
        expect(page.locator(".xtitle").first).to_have_css("fill", ink)


def test_gradient_page_repaints_for_another_measure(open_page):
    page = open_page("gradients?lang=en")
    settle(page)
    page.get_by_role("radio", name="Jacobian").click()
    expect(page.locator(".js-plotly-plot").first).to_contain_text("The Jacobian's spectral norm")
    page.wait_for_function("location.search.includes('measure=jacobian')")
    page.get_by_role("radio", name="All singular values").click()
    expect(page.locator(".js-plotly-plot").first).to_contain_text("the middle one")
    page.wait_for_function("location.search.includes('norm=singular')")


def test_story_sets_the_room_asks_and_stands_in_the_link(open_page):
    page = open_page("gradients?lang=zh&units=5&text=ab")
    settle(page)
    page.get_by_role("combobox", name="经典故事").click()
    page.get_by_role("option", name="遗忘门偏置 5").click()
    expect(page.get_by_text("总和会低于它、跟它一样，还是往上涨？")).to_be_visible()
    answer = page.get_by_text("总和却涨了：种子为 0 时涨到 36")
    expect(answer).to_be_hidden()  # until it is asked for
    expect(page.locator(".js-plotly-plot").first).to_contain_text("遗忘门偏置的预测")
    for part in ("story=bias_5", "measure=paths", "fb=5", "steps=100", "nets=lstm"):
        page.wait_for_function(f"location.search.includes('{part}')")
    assert "units" not in page.url
    assert "text" not in page.url
    page.get_by_text("查看答案").first.click()
    expect(answer).to_be_visible()
    again = open_page(page.url.split("/")[-1])
    settle(again)
    expect(again.get_by_role("slider", name="遗忘门偏置")).to_have_value("5")
    expect(again.locator(".js-plotly-plot").first).to_contain_text("遗忘门偏置的预测")
    again.get_by_role("button", name="恢复默认设置").click()
    again.wait_for_function(
        "!['story', 'measure', 'fb', 'steps', 'nets'].some(part => location.search.includes(part))"
    )
    expect(again.locator(".js-plotly-plot").first).to_contain_text("GRU")


def test_chart_of_the_room_keeps_its_place_while_a_slider_moves(open_page):
    page = open_page("gradients?lang=en&measure=jacobian&init=orthogonal&gain=0.9&nets=tanh,relu")
    settle(page)
    plot = page.locator(".js-plotly-plot").first
    before = plot.bounding_box()
    slider = page.get_by_role("slider", name="Gain")
    for _ in range(6):  # through 1, from where on the gradient explodes
        slider.press("ArrowRight")
    page.wait_for_function("location.search.includes('gain=1.2')")
    page.locator("[data-test-script-state=notRunning]").wait_for()
    assert plot.bounding_box() == before
