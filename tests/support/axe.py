"""What axe-core finds on a page."""

from axe_playwright_python.sync_playwright import Axe

# Of what it does not complain about, nothing is written down.
OPTIONS = {"resultTypes": ["violations"]}


def violations(page):
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        (each["id"], node["target"], node["failureSummary"])
        for each in found
        for node in each["nodes"]
        if not is_streamlits(page, each["id"], node["target"])
    ]


# What Streamlit's own parts get wrong: groups of its navigation are no lists within lists, where a file is
# dropped can be focused by a script, and a table too wide for a phone has nothing to focus in it. (Chromium
# lets the keyboard into what scrolls, whatever is in it.)
NAVIGATION = "[data-testid=stSidebarNav], [data-testid=stTopNav]"
STREAMLITS = {
    "list": NAVIGATION,
    "listitem": NAVIGATION,
    "presentation-role-conflict": "[data-testid=stFileUploader]",
    "scrollable-region-focusable": "[data-testid=stTable]",
}


def is_streamlits(page, rule, target):
    """Whether an element is within that part of Streamlit which breaks this rule."""
    if rule not in STREAMLITS:
        return False
    within = f"selector => Boolean(document.querySelector(selector)?.closest('{STREAMLITS[rule]}'))"
    return page.evaluate(within, target[0])
