import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import app_test


@pytest.fixture(autouse=True, scope="module")
def navigation():
    """Let AppTest run ``app.py`` for every page, as a server does once it knows the navigation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app_test, "PagesManager", type("Known", (PagesManager,), {}))
        patch.setattr(PagesManager, "uses_pages_directory", False)
        yield
