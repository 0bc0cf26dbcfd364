"""Links that people have made go on showing what they showed.

``old_links.json`` keeps a digest of each (see ``digest.py``); ``python tests/pages/replay.py digest`` writes
it anew, where an answer is meant to change. All that a page sends is compared by ``replay.py compare``.
"""

import json

import pytest

from support.replay.differences import Tolerance, differences
from support.replay.digest import FIXTURE, digest
from support.replay.links import STEADY, address, shortly
from support.replay.recording import record_link

KEPT = json.loads(FIXTURE.read_text(encoding="utf-8"))
# Six digits are kept. No absolute bound: a gradient that vanishes is to vanish as it did.
NEAR = Tolerance(1e-5, 0)


def test_each_link_is_kept_once():
    assert [address(link) for link in STEADY] == list(KEPT)


@pytest.mark.parametrize("link", STEADY, ids=shortly)
def test_old_link(link):
    now = json.loads(json.dumps(digest(record_link(*link))))
    found = [one for one in differences(KEPT[address(link)], now, NEAR) if not is_further(one)]
    assert not found, "\n".join(f"{one.path} ({one.kind}): {one.before} -> {one.after}" for one in found)


def is_further(difference):
    """A stepper may be sent more than before, a page may set more; what it had it still has, as it was."""
    return difference.kind == "added" and (
        ".arrays." in difference.path or difference.path.startswith("settings.")
    )
