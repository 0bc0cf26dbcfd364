"""Chromium and the app, for the benchmarks that drive a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from support.serve import FLAGS, find_chromium, start_server


@pytest.fixture(scope="module")
def chromium() -> Iterator[tuple[Browser, str]]:
    path = find_chromium()
    process, url = start_server()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser, url
        browser.close()
    process.kill()
    process.wait()
