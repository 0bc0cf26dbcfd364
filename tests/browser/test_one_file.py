"""A walk saved from the course, opened from disk where there is no network; and what it is on paper."""

import io
import re
from pathlib import Path

import plotly
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from rnnlstm.site.write import site_page
from support.axe import violations
from support.browser import downloaded, settle
from support.on_disk import save
from support.stepper import shown, stepper


def save_from(page: Page, folder: Path) -> str:
    """Press the button that saves the page as one file; return the file's name."""
    page.get_by_test_id("stepper-more").first.click()
    with downloaded(page) as file:
        page.get_by_test_id("stepper-file").first.click()
    (folder / str(file["name"])).write_bytes(bytes(file["data"]))
    return str(file["name"])


def from_disk(open_page, folder: Path, name: str, **more) -> Page:
    return open_page(name, base=f"{folder.as_uri()}/", offline=True, **more)


def test_saved_walk_opens_at_the_same_place_with_the_same_numbers(open_page, tmp_path):
    page = open_page("lstm_backward?lang=zh&text=循环网络&learned=0&t=3&unit=2")
    settle(page)
    page.get_by_test_id("small-cell").click()
    expect(page).to_have_url(re.compile("small="))
    expected = shown(page, "dc")
    name = save_from(page, tmp_path)
    assert name == "lstm_backward.zh.html"
    assert (tmp_path / name).stat().st_size < 400_000
    saved = from_disk(open_page, tmp_path, name)
    root = stepper(saved)
    for key, value in {"t": "3", "unit": "2", "phase": "cell", "depth": "cell"}.items():
        expect(root).to_have_attribute(f"data-{key}", value)
    assert list(shown(saved, "dc")) == list(expected)
    expect(saved.get_by_test_id("guide")).to_be_hidden()
    expect(saved.locator(".settings")).to_contain_text("循环网络")
    expect(saved.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(saved.locator("main")).to_contain_text("想一想")


def test_saved_again_where_the_guide_stands_now(open_page, tmp_path):
    page = open_page("compare?lang=en&card=2", guided=True)
    settle(page)
    page.get_by_test_id("guide-next").first.click()
    expect(page.get_by_test_id("guide").first).to_have_attribute("data-card", "3")
    expect(page).to_have_url(re.compile("card=3"))
    save_from(page, tmp_path)
    page.get_by_test_id("guide-next").first.click()
    expect(page).to_have_url(re.compile("card=4"))
    with downloaded(page) as file:
        page.get_by_test_id("stepper-file").first.click()
    (tmp_path / "again.html").write_bytes(bytes(file["data"]))
    saved = from_disk(open_page, tmp_path, "again.html", guided=True)
    expect(saved.get_by_test_id("guide").first).to_have_attribute("data-card", "4")
    expect(saved.get_by_test_id("stepper")).to_have_count(2)
    # Both go together, as in the course.
    saved.get_by_test_id("stepper-slider").last.fill("4")
    for side in (0, 1):
        expect(saved.get_by_test_id("stepper").nth(side)).to_have_attribute("data-t", "4")


def test_what_needs_the_course_is_not_there_and_says_so(open_page, tmp_path):
    folder, name = save(tmp_path, "gru_forward?lang=en&text=abc&gru_edits=z:0.5&card=onward")
    page = open_page(name, base=folder, offline=True, guided=True)
    expect(page.get_by_test_id("stepper-edits")).to_have_count(0)
    expect(page.locator(".hand")).to_contain_text("open this walk in the course")
    expect(page.locator(".hand .chip")).to_have_text("zt = 0.5")
    expect(page.get_by_test_id("guide-next")).to_have_count(0)  # there is no lesson to go on to
    page.get_by_test_id("depth-operation").select_option(index=1)
    expect(page.get_by_test_id("stepper-operation")).not_to_contain_text("Double-click")
    spot = page.locator("[data-edit]").first
    spot.dblclick()
    expect(page.get_by_test_id("edit-over")).to_have_count(0)
    page.get_by_test_id("stepper-more").click()
    expect(page.get_by_test_id("stepper-speed")).to_be_visible()
    expect(page.get_by_test_id("stepper-file")).to_have_count(0)


def test_switch_turns_the_page_dark_and_back(open_page, tmp_path):
    folder, name = save(tmp_path, "rnn_forward?lang=en&t=2")
    page = open_page(name, base=folder, offline=True, color_scheme="light")
    root = stepper(page)
    before = root.get_attribute("style")
    page.get_by_test_id("theme").click()
    expect(root).not_to_have_attribute("style", before or "")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 28)"
    expect(root).to_have_attribute("data-t", "2")
    page.get_by_test_id("theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("landscape", [False, True])
def test_paper_shows_what_the_screen_does(open_page, tmp_path, landscape):
    folder, name = save(tmp_path, "lstm_forward?lang=en&text=hello&learned=0&t=3")
    page = open_page(name, base=folder, offline=True, color_scheme="dark")
    stepper(page)
    result = page.get_by_test_id("equation-c").inner_text()
    page.emulate_media(media="null", color_scheme="dark")
    data = page.pdf(format="A4", landscape=landscape)
    pages = PdfReader(io.BytesIO(data)).pages
    wide, high = pages[0].mediabox.width, pages[0].mediabox.height
    assert (wide > high) == landscape
    text = re.sub(r"\s+", " ", "".join(each.extract_text() for each in pages))
    assert "LSTM: forward" in text
    assert "Hidden units: 8" in text
    assert "hello" in text
    assert result in text
    assert all(value in text for value in page.get_by_test_id("value-h").all_inner_texts())
    assert "Next" not in re.sub("Next comes", "", text)
    # On paper it was light; the screen is as before.
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_page_of_the_site_draws_its_figures_without_a_network(open_page, tmp_path):
    site = tmp_path / "en"
    site.mkdir()
    script = Path(plotly.__file__).parent / "package_data/plotly.min.js"
    (tmp_path / "plotly.min.js").symlink_to(script)
    (site / "gradients.html").write_text(site_page("gradients", "en").html, encoding="utf-8")
    page = open_page("en/gradients.html", base=f"{tmp_path.as_uri()}/", offline=True)
    expect(page.locator(".chart .main-svg").first).to_be_visible()
    expect(
        page.get_by_role("figure", name=re.compile("The gradient of the last step's loss"))
    ).to_be_visible()
    assert not violations(page)


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("zh", "dark")])
def test_figure_is_saved_as_it_stands_with_its_words_and_numbers(open_page, tmp_path, lang, scheme):
    page = open_page(f"gradients?lang={lang}&seed=3", color_scheme=scheme)
    settle(page)
    fold = page.locator(".st-key-numbers-gradients")
    fold.locator("summary").click()
    with downloaded(page) as file:
        fold.get_by_test_id("figure-file").click()
    data = bytes(file["data"])
    assert len(data) < 400_000
    name = str(file["name"])
    assert name == f"gradients.{lang}.html"
    (tmp_path / name).write_bytes(data)
    curves = page.locator(".js-plotly-plot .scatterlayer .trace").count()
    saved = from_disk(open_page, tmp_path, name, color_scheme=scheme)
    assert saved.locator(".scatterlayer .trace").count() == curves > 2
    expect(saved.locator(".gtitle").first).to_be_visible()
    expect(saved.locator(".hoverlayer, .draglayer")).to_have_count(0)
    expect(saved.locator(".settings")).to_contain_text({"en": "Seed: 3", "zh": "随机种子：3"}[lang])
    saved.locator("summary").first.click()
    expect(saved.locator("table tbody tr")).to_have_count(60)
