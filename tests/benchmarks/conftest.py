"""The app, for the benchmarks that drive a browser."""

from collections.abc import Iterator

import pytest

from support.serve import start_server


@pytest.fixture(scope="module")
def app() -> Iterator[str]:
    process, url = start_server()
    yield url
    process.kill()
    process.wait()


@pytest.fixture(scope="session")
def base_url() -> None:
    """Each benchmark says itself which server it asks."""
