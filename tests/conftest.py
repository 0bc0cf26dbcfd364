import logging
from functools import cache
from typing import Any

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner import script_runner

from support.proxy import proxied
from support.serve import FLAGS, find_chromium

# Outside a server Streamlit remarks on every look at its session; here that is meant.
for name in ("scriptrunner_utils.script_run_context", "state.session_state_proxy"):
    logging.getLogger(f"streamlit.runtime.{name}").disabled = True

# Each new AppTest looks for components in all installed packages. That took longer than the pages did, and
# packages do not change while the tests run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

# Once a test has imported Keras, Streamlit has it clear its session after each run of a page. That collects
# all garbage and takes longer than the pages do; no page uses Keras.
script_runner._clean_problem_modules = lambda: None

# On a busy machine any example may have to wait for its turn.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
# For an hour of a machine with nothing else to do: pytest tests/fuzz --hypothesis-profile=long
settings.register_profile("long", deadline=None, max_examples=5000, derandomize=False)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Have pytest-playwright start the Chromium that is installed, or skip."""
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": FLAGS}


@pytest.fixture(scope="module")
def two_processes():
    """nginx before two processes of the course."""
    with proxied(2) as course:
        yield course


@pytest.fixture
def course(two_processes):
    """The course with both processes there, whatever the test before has done to them."""
    two_processes.start_missing()
    two_processes.wait_for_all()
    return two_processes
