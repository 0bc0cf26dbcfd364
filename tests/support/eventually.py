"""Wait for what Playwright's own expectations cannot say, and for what comes about without a browser."""

import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Page

Seen = TypeVar("Seen")
STEP_MS, LIMIT_MS = 50, 10_000


def eventually(page: Page, read: Callable[[], Seen], holds: Callable[[Seen], bool], what: str) -> Seen:
    """Read until the reading holds, and return it; fail with the last one after ten seconds."""
    seen = read()
    for _ in range(LIMIT_MS // STEP_MS):
        if holds(seen):
            return seen
        page.wait_for_timeout(STEP_MS)
        seen = read()
    raise AssertionError(f"{what}: {seen}")


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for what must come about; a busy machine takes its time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)
