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
        if not (each["id"] in ("list", "listitem") and in_navigation(page, node["target"]))
    ]


def in_navigation(page, target):
    """Whether an element is of Streamlit's own navigation, whose groups are no lists within lists."""
    navigation = "[data-testid=stSidebarNav], [data-testid=stTopNav]"
    ours = f"selector => !document.querySelector(selector)?.closest('{navigation}')"
    return not page.evaluate(ours, target[0])
