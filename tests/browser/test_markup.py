"""What is typed is shown as text, whatever it would be as markup."""

from urllib.parse import quote

import pytest

from support.browser import settle

TYPED = (
    "<img src=x onerror=\"document.title='hit'\"><a href=//evil.example>x</a>"
    "[y](//evil.example)![z](//evil.example/p.png)www.evil.example"
)
LINKS = (
    "lstm_forward?text={}",
    "lstm_backward?input=numbers&numbers={}",
    "compare?text={}&text2=ab",
    "names?name={}",
    "language?act=read&sentence={}",
    "forecast?series=paste&data={}",
    "gru_forward?hidden={0}&gru_edits={0}",
)


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.split("?")[0])
def test_nothing_that_is_typed_becomes_markup(open_page, link):
    page = open_page(link.format(quote(TYPED)) + "&lang=en")  # which fails where another host is asked
    if page.get_by_role("alert").count() == 0:
        settle(page)
    page.locator("[data-test-script-state=notRunning]").wait_for()
    found = """() => {
      const every = [document];
      for (const root of every)
        for (const each of root.querySelectorAll("*")) if (each.shadowRoot) every.push(each.shadowRoot);
      const bad = "img[src='x'], [onerror], a[href*='evil'], img[src*='evil'], script[src*='evil']";
      return every.flatMap((root) => [...root.querySelectorAll(bad)].map((each) => each.outerHTML));
    }"""
    assert page.evaluate(found) == []
    assert page.title() != "hit"
