"""Whatever a visitor does, one thing after another, each page is one of ours, and the address holds it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from rnnlstm.ui.runs import session
from rnnlstm.ui.runs.pool import Pool
from support.fuzz.changes import change
from support.fuzz.links import SETTINGS, links
from support.fuzz.share import share
from support.fuzz.verdict import assert_harmless
from support.fuzz.visitor import Visitor


@pytest.fixture(autouse=True, scope="module")
def pool():
    """Let live trainings run in this process: what starts one is tried here, not how it is computed."""
    workers = Pool(1, lambda: ThreadPoolExecutor(1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "pool", lambda: workers)
        yield
    workers.close()


@share(0.08)
@given(st.data(), st.sampled_from(sorted(SETTINGS)), st.integers(1, 8))
def test_whatever_is_done_the_address_restores_it(data, page, count):
    """As after a restart of the server: what the visitor does next, a new session does."""
    visitor = Visitor(page, data.draw(links(page) | st.just({"lang": "en"})))
    assert_harmless(visitor.test)
    try:
        for _ in range(count):
            note(change(data.draw, visitor))
            assert_harmless(visitor.test)
        again = visitor.restored()
        assert_harmless(again.test)
        if not has_more_than_a_link_can_hold(visitor.test.session_state):
            assert again.standing() == visitor.standing()
    finally:
        visitor.leave()


def has_more_than_a_link_can_hold(state):
    """Return whether the session has a training or a file of its own, which pages then speak of."""
    return bool(state.get("runs")) or any(str(key).endswith(".upload") for key in state)
