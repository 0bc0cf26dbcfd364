"""A visitor of the app: a session, and the address bar of the browser that it is shown in."""

import json

from streamlit.testing.v1 import AppTest

from support.fuzz.links import EVERY
from support.root import ROOT

PATIENCE = 120
"""Seconds after which a run has no end; a busy machine takes its time."""
CONTROLS = ("slider", "select_slider", "selectbox", "button_group", "text_input", "text_area")


class Visitor:
    """Opens a page by a link; the address bar is then written as the page tells it.

    Attributes
    ----------
    test : AppTest
    page : str
        The page that the visitor is on.
    address : dict
        What stands behind the question mark.
    """

    def __init__(self, page, link):
        self.test = AppTest.from_file(ROOT / "app.py", default_timeout=PATIENCE)
        if page != "home":
            self.test.switch_page(f"pages/{page}.py")
        self.page = page
        self.test.query_params.update(link)
        self.test.run()
        self.address = {key: text if isinstance(text, str) else text[-1] for key, text in link.items()}
        self.look()

    def look(self):
        """Bring the address bar up to date after a run, as ``ui/shell/link.js`` does."""
        told = next(
            json.loads(each.proto.json)
            for each in self.test.get("bidi_component")
            if each.proto.component_name == "rnnlstm_link"
        )
        self.test._page_hash = ""  # it stays where it is by now, whichever way it came there
        page = told["page"] or "home"
        # Streamlit clears the address on the way to another page.
        before = self.address if page == self.page else {}
        self.page = page
        after = before | told["settings"]
        self.address = {key: text for key, text in after.items() if text is not None}

    def go_to(self, page):
        """Go to another page by the navigation."""
        self.test.switch_page(f"pages/{page}.py").run()

    def standing(self):
        """Return what the page's settings stand at: the name of each -> the state of its control.

        A slider's value is a sum of steps, of which a link has the digits that are meant.
        """
        controls = [each for kind in CONTROLS for each in self.test.get(kind) if each.key in EVERY]
        values = {each.key: each.value for each in controls}
        return {
            key: f"{value:g}" if isinstance(value, int | float) else value for key, value in values.items()
        }

    def restored(self):
        """Return another visitor, who opens what the address bar holds: as after a restart of the server."""
        return Visitor(self.page, self.address)

    def leave(self):
        """End what still runs."""
        for job in self.test.session_state.get("runs", {}).values():
            job.stop()
