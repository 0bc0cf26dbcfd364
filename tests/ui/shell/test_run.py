"""Within a run something is looked up once; outside of it, each time."""

from itertools import count

import pytest

from rnnlstm.ui.shell.run import once, one_run


@pytest.fixture
def look():
    numbers = count(1)
    return lambda: next(numbers)


def test_outside_of_a_run_it_is_looked_up_each_time(look):
    assert [once("a", look), once("a", look)] == [1, 2]


def test_in_a_run_it_is_looked_up_once_and_by_its_name(look):
    with one_run():
        assert [once("a", look), once("a", look), once("b", look)] == [1, 1, 2]


def test_another_run_looks_again_also_after_an_error(look):
    with pytest.raises(KeyError), one_run():
        once("a", look)
        raise KeyError
    with one_run():
        assert once("a", look) == 2
    assert once("a", look) == 3


def test_nothing_found_is_kept_too():
    with one_run():
        assert once("none", lambda: None) is None
        assert once("none", lambda: 1) is None
