"""The app, for the benchmarks that drive a browser; and how often each repeats what it times."""

from collections.abc import Callable, Iterator

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

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


@pytest.fixture
def rounds(benchmark: BenchmarkFixture) -> Callable[[int], int]:
    """Say how often to repeat: once where nothing is timed (`--benchmark-disable`), to see that it runs."""
    return lambda usual: 1 if benchmark.disabled else usual
