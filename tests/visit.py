"""Streamlit's AppTest, run as a visitor comes who follows a link."""

from collections.abc import Mapping
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]


def visit_script(script, link: Mapping[str, str], **arguments) -> AppTest:
    """Run a function as a page."""
    return _follow(AppTest.from_function(script, kwargs=arguments, default_timeout=20), link)


def visit_page(path: str, link: Mapping[str, str]) -> AppTest:
    """Run a script of the app. AppTest runs one of the folder ``pages`` without ``app.py`` around it."""
    return _follow(AppTest.from_file(ROOT / path, default_timeout=30), link)


def _follow(test: AppTest, link: Mapping[str, str]) -> AppTest:
    for key, value in link.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    return test
