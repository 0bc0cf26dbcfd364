"""From page to page in a real browser: language, links, the back button, what goes along, what is told."""

from playwright.sync_api import expect

from support.browser import settle


def test_browser_language_decides_until_the_visitor_does(open_page):
    page = open_page("", locale="zh-CN")
    expect(page.locator("h1")).to_contain_text("为什么")
    page.wait_for_function("location.search.includes('lang=zh')")
    page.get_by_role("radio", name="English").click()
    expect(page.locator("h1")).to_contain_text("Why does")
    page.wait_for_function("location.search.includes('lang=en')")


def test_first_visitor_of_a_fresh_server_may_follow_a_deep_link(open_page, fresh_server):
    page = open_page("lstm_forward?lang=zh&text=ab", base=fresh_server)
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-steps", "2")
    expect(page.get_by_test_id("stSidebarNav").get_by_text("RNN：反向传播")).to_be_visible()
    expect(page.locator("h1")).to_have_text("LSTM：前向传播")


def test_the_learners_text_and_language_go_along_to_the_next_lesson(open_page):
    page = open_page("rnn_forward?lang=zh&text=ab&init=orthogonal")
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-steps", "2")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("location.search.includes('t=2')")
    page.get_by_test_id("stSidebarNav").get_by_text("LSTM：前向传播").click()
    expect(page.locator("h1")).to_have_text("LSTM：前向传播")
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-steps", "2")
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-t", "1")  # a new walk
    page.wait_for_function(
        "['lang=zh', 'text=ab', 'init=orthogonal'].every(part => location.search.includes(part))"
    )


def test_back_button_leads_to_the_page_before(open_page):
    page = open_page("rnn_forward?lang=zh&text=ab")
    page.get_by_test_id("stepper").wait_for()
    page.get_by_role("button", name="设置").click()
    page.get_by_role("slider", name="隐藏单元数").press("ArrowRight")
    page.wait_for_function("location.search.includes('hidden=9')")
    page.keyboard.press("Escape")
    page.get_by_test_id("stSidebarNav").get_by_text("LSTM：反向传播").click()
    page.wait_for_function("location.pathname === '/lstm_backward' && location.search.includes('hidden=9')")
    page.go_back()
    expect(page.locator("h1")).to_have_text("RNN：前向传播")
    page.wait_for_function("location.pathname === '/rnn_forward' && location.search.includes('hidden=9')")
    page.go_forward()
    expect(page.locator("h1")).to_have_text("LSTM：反向传播")


def test_choices_stand_in_the_link_by_their_own_names(open_page):
    page = open_page("rnn_forward?lang=zh&unit=2")
    page.get_by_test_id("stepper").wait_for()
    page.get_by_role("button", name="设置").click()
    page.get_by_role("combobox", name="循环权重").click()
    page.get_by_role("option", name="正交矩阵").click()
    page.wait_for_function("location.search.includes('init=orthogonal')")
    assert "unit=2" in page.url


def test_browser_knows_the_language_and_the_name_of_each_page(open_page):
    page = open_page("rnn_forward?lang=en")
    expect(page).to_have_title("RNN: forward · Recurrent networks, one step at a time")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("radio", name="中文").click()
    expect(page).to_have_title("RNN：前向传播 · 一步一步看懂循环神经网络")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.get_by_test_id("stSidebarNav").get_by_text("首页").click()
    expect(page).to_have_title("一步一步看懂循环神经网络")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_charts_are_drawn_anew_for_another_theme(open_page):
    page = open_page("gradients?lang=en", color_scheme="light")
    settle(page)
    for scheme, ink in (("dark", "rgb(232, 236, 242)"), ("light", "rgb(27, 36, 48)")):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".gtitle").first).to_have_css("fill", ink)
        expect(page.locator(".xtitle").first).to_have_css("fill", ink)


def test_bad_input_is_explained_and_stays(open_page):
    page = open_page("lstm_forward?lang=en&input=numbers")
    page.get_by_test_id("stepper").wait_for()
    box = page.get_by_label("Your numbers")
    box.fill("1, two, 3")
    box.press("Enter")
    expect(page.get_by_text("“two” is not a number")).to_be_visible()
    assert box.input_value() == "1, two, 3"
    box.fill("1，−2、3")
    box.press("Enter")
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-steps", "3")


def test_link_out_of_range_is_explained(open_page):
    page = open_page("rnn_forward?lang=en&hidden=1200")
    page.get_by_test_id("stepper").wait_for()
    expect(page.get_by_text("The link asks for Hidden units = 1200")).to_be_visible()


def test_home_slider_moves_the_lstm_and_not_the_rnn(open_page):
    page = open_page("?lang=en")
    settle(page)
    metrics = page.get_by_test_id("stMetricValue")
    expect(metrics).to_have_count(2)
    rnn, lstm = metrics.all_inner_texts()
    slider = page.get_by_role("slider", name="Forget bias")
    for _ in range(4):
        slider.press("ArrowLeft")
    page.wait_for_function("location.search.includes('bias=2')")
    expect(metrics.nth(1)).not_to_have_text(lstm)
    assert metrics.nth(0).inner_text() == rnn
    for _ in range(4):
        slider.press("ArrowRight")
    page.wait_for_function("!location.search.includes('bias')")  # the usual value needs no name
    page.get_by_role("button", name="Start the course").click()
    expect(page.locator("h1")).to_have_text("RNN: forward")


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
    answer = page.get_by_text("总和却涨到了 36")
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
