"""The page of the history: every finding leads to a screen that is there, with everything set."""

import pytest

from rnnlstm.ui.lessons.history.findings import FINDINGS
from rnnlstm.ui.lessons.link_keys import PAGES
from support.visit import visit_page
from support.words import CHINESE

SETTINGS_OF = {page: {each.name for each in settings} for page, settings in PAGES.items()}


def run(name, **link):
    return visit_page(f"pages/{name}.py", link)


def unusual(test):
    """What is set in a session, but for what has its usual value."""
    settings = test.session_state["settings"].items()
    return {key: value for key, (value, usual) in settings if key != "lang" and value != usual}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_finding_stands_on_the_page(language):
    test = run("history", lang=language)
    assert not test.error and not test.warning
    assert [each.value.split(" · ")[0] for each in test.subheader] == [str(f.year) for f in FINDINGS.values()]
    (chart,) = test.get("plotly_chart")
    for said in (chart.proto.alt, *(each.value for each in test.subheader), *(b.label for b in test.button)):
        assert bool(CHINESE.search(said)) == (language == "zh")
    sources = [each.value for each in test.caption]
    assert all(any(f.paper.title in said for said in sources) for f in FINDINGS.values())


@pytest.mark.parametrize("name", FINDINGS)
def test_a_button_sets_what_a_link_would(name):
    finding = FINDINGS[name]
    values = {key: str(value) for key, value in finding.values.items()}
    page = run(finding.page, lang="en", **values)
    assert not page.error and not page.warning
    test = run("history", lang="en", fb="-3", text="zz", seed="7", task="sine", lstm_edits="o:0")
    test.button(key=f"see-{name}").click().run()
    assert not test.exception
    kept = unusual(test)
    assert {key: value for key, value in kept.items() if key in SETTINGS_OF[finding.page]} == unusual(page)
