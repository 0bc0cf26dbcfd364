"""From page to page in a real browser: language, links, the back button, what goes along, what is told."""

from playwright.sync_api import expect

from support.browser import go_to


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
    expect(page.get_by_test_id("stTopNav").get_by_text("课程", exact=True)).to_be_visible()
    expect(page.locator("h1")).to_have_text("LSTM：前向传播")


def test_the_learners_text_and_language_go_along_to_the_next_lesson(open_page):
    page = open_page("rnn_forward?lang=zh&text=ab&init=orthogonal")
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-steps", "2")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("location.search.includes('t=2')")
    go_to(page, "LSTM：前向传播", "课程")
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
    go_to(page, "LSTM：反向传播", "课程")
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
    go_to(page, "首页")
    expect(page).to_have_title("一步一步看懂循环神经网络")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


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
