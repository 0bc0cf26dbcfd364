"""What one visitor has typed is in nothing that another one is sent."""

import pytest

from rnnlstm.ui.shell.setting_kinds import Text
from support.fuzz.links import SETTINGS
from support.fuzz.visitor import Visitor

SECRET = "Qx7Zk"


def sent(visitor):
    """Return all that a page sends to its browser, as it is sent."""
    return b"".join(_of_node(visitor.test._tree))


def _of_node(node):
    if getattr(node, "proto", None):
        yield node.proto.SerializeToString()
    for child in getattr(node, "children", {}).values():
        yield from _of_node(child)


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_nobody_sees_what_another_one_has_typed(name):
    typed = {each.key: SECRET for each in SETTINGS[name] if isinstance(each, Text)}
    Visitor(name, typed | {"lang": "en", "series": "paste"})
    assert SECRET.encode() not in sent(Visitor(name, {"lang": "en"}))


def test_what_is_typed_is_found_where_it_is_sent():
    assert SECRET.encode() in sent(Visitor("rnn_forward", {"text": SECRET}))
