"""The task of parity: its targets, recomputed from its inputs."""

from hypothesis import given

from support.batches import drawn
from support.cases import brief


@brief
@given(drawn("parity", 1))
def test_parity(pair):
    _, (x, target, mask) = pair
    for b in range(7):
        odd = False
        for t, bit in enumerate(x[:, b, 0]):
            assert bit in (0, 1)
            odd ^= bool(bit)
            assert target[t, b] == odd
    assert mask.all()
