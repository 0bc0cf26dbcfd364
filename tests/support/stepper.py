"""The stepper on a page in the browser, and what its table shows."""

import numpy as np
from playwright.sync_api import Page

from support.eventually import eventually


def stepper(page: Page):
    root = page.get_by_test_id("stepper")
    root.wait_for()
    return root


def shown(page: Page, name: str) -> np.ndarray:
    """What the table shows of one quantity, for every unit."""
    texts = page.get_by_test_id(f"value-{name}").all_inner_texts()
    return np.array([float(text) for text in texts])


def assert_shows(page: Page, name: str, expected: np.ndarray) -> None:
    """Four decimals, or three digits where those would say nothing; out of sight, a moment later."""
    room = np.where(np.abs(expected) < 1e-3, 6e-3 * np.abs(expected), 5.1e-5)
    eventually(
        page,
        lambda: shown(page, name),
        lambda seen: seen.shape == expected.shape and bool((np.abs(seen - expected) <= room).all()),
        f"{name} instead of {expected}",
    )
