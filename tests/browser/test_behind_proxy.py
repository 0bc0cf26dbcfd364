"""The course through nginx, as it ships: what the browser is allowed, and a process that dies."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from support.browser import settle
from support.eventually import eventually

TOLD = "The connection was lost and is there again. What you had set is still here."


@pytest.mark.parametrize("path", ["", "training"])
def test_no_page_asks_for_what_the_policy_forbids(open_page, course, path):
    """What the policy refuses is an error in the console, by which `open_page` fails."""
    page = open_page(path, base=course.url)
    settle(page)
    sent = page.request.get(course.url).headers
    assert sent["content-security-policy"].startswith("default-src 'self'")


def asked(page):
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_lesson_goes_on_in_another_process(open_page, course):
    page = open_page("lstm_forward?lang=en&text=abc&seed=3&lstm_edits=f:1", base=course.url)
    settle(page)
    field = page.get_by_label("Your text, one character a step")
    field.fill("abcdef")
    field.press("Enter")
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-steps", "6")
    for _ in range(2):
        page.get_by_test_id("stepper-next").click()
    before = eventually(page, lambda: asked(page), lambda link: link.get("t") == "3", "the step in the link")

    (process,) = [each["value"] for each in page.context.cookies() if each["name"] == "rnnlstm_process"]
    course.kill(int(process))
    expect(page.get_by_test_id("stToast")).to_contain_text(TOLD)
    settle(page)
    assert asked(page) == before | {"t": "3"}
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-steps", "6")
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-t", "3")
    assert field.input_value() == "abcdef"

    field.fill("abcd")
    field.press("Enter")
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-steps", "4")
    assert asked(page)["lstm_edits"] == "f:1"
