"""Batches of contiguous streams: each goes on where the one before it stopped."""

import numpy as np
import pytest

from rnnlstm.core.language.streams import Streams

IDS = np.arange(1000, dtype=np.int32)  # each character tells its own place


def test_every_stream_goes_on_where_it_stopped():
    streams = Streams.of(IDS, batch_size=4, T=10)
    assert streams.batch_size == 4 and streams.in_a_round == 24
    before = None
    for k in range(streams.in_a_round):
        ids, targets, first = streams.excerpt(k)
        assert ids.shape == targets.shape == (10, 4)
        assert (targets == ids + 1).all()
        assert first == (k == 0)
        if before is not None:
            assert (ids[0] == before[-1]).all()
        before = targets
    read = np.concatenate([streams.excerpt(k).ids for k in range(streams.in_a_round)])
    assert [list(column) for column in read.T] == [
        list(range(start, start + 240)) for start in (0, 249, 498, 747)
    ]


def test_the_next_round_begins_at_the_beginning():
    streams = Streams.of(IDS, batch_size=4, T=10)
    again = streams.excerpt(streams.in_a_round)
    assert again.first
    assert (again.ids == streams.excerpt(0).ids).all()
    assert not streams.excerpt(streams.in_a_round + 1).first


@pytest.mark.parametrize(("length", "B", "T"), [(2, 1, 1), (11, 1, 10), (25, 2, 10), (100, 4, 10)])
def test_a_short_text_has_fewer_streams_or_steps(length, B, T):
    streams = Streams.of(IDS[:length], batch_size=4, T=10)
    assert (streams.batch_size, streams.T) == (B, T)
    assert streams.in_a_round >= 1


def test_a_single_character_is_refused():
    with pytest.raises(ValueError, match="at least two"):
        Streams.of(IDS[:1], 4, 10)
