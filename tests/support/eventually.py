"""Wait for what Playwright's own expectations cannot say: several numbers that come to be right."""

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
