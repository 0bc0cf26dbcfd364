"""Names apart for training and for the test: nothing stands in both, and the draw is the seed's."""

import pytest

from rnnlstm.core.names.lists import Names, parsed, split
from support.names import SHIPPED

LISTS = {"a": ["ann", "bo", "cy", "dee", "ed"], "b": ["bo", "fay", "gus", "hal", "ivy", "fay"]}


def test_every_name_stands_in_one_part_with_all_its_languages():
    for seed in range(20):
        names = split(LISTS, held_out=2, seed=seed)
        parts = names.training, names.held_out
        assert [len(held) for held in names.held_out] == [2, 2]
        for k, language in enumerate(LISTS):
            assert sorted(parts[0][k] + parts[1][k]) == sorted(set(LISTS[language]))
        trained, tested = ({name for each in part for name in each} for part in parts)
        assert not trained & tested


def test_the_draw_is_the_seeds_and_not_the_orders():
    turned = {language: names[::-1] for language, names in LISTS.items()}
    assert split(LISTS, held_out=2, seed=1) == split(turned, held_out=2, seed=1)
    assert len({split(LISTS, held_out=2, seed=seed) for seed in range(20)}) > 1


def test_what_follows_from_the_names():
    names = Names(("a", "b"), (("bzé", "a"), ("a",)), (("ww", "x"), ("ww", "mm")))
    assert names.alphabet == "abzé"
    assert names.longest == 3
    assert names.tested == (("ww", 0), ("x", 0), ("ww", 1), ("mm", 1))
    assert names.ceiling == 3 / 4  # of the two spelled "ww" one can be right


@pytest.mark.parametrize(
    ("lists", "held_out", "says"),
    [
        ({}, 1, "at least one language"),
        ({"a": ["x", "y"]}, 2, "a has 2 names, too few to hold out 2"),
        ({"a": ["x", "y"]}, 3, "a has 2 names, too few to hold out 3"),
        ({"a": ["x"], "b": ["x", "y"]}, 0, "held_out"),
    ],
)
def test_bad_lists(lists, held_out, says):
    with pytest.raises(ValueError, match=says):
        split(lists, held_out=held_out, seed=0)


def test_a_file_is_read_line_by_line():
    assert parsed("b\tx y\na\tz\nb\tw\n") == {"b": ("x y", "w"), "a": ("z",)}
    for line in ("b x", "\tx", "b\t", ""):
        with pytest.raises(ValueError, match="line 2 must be language, tab and name"):
            parsed(f"a\tz\n{line}\nb\tw")


def test_the_shipped_names():
    assert SHIPPED.languages == ("en", "de", "nl", "sv", "fr", "es", "it", "pl", "hr", "fi", "ja", "zh")
    assert {len(held) for held in SHIPPED.held_out} == {60}
    for part in (SHIPPED.training, SHIPPED.held_out):
        assert all(name.isalpha() and name == name.lower() for names in part for name in names)
    assert "smith" in SHIPPED.training[0] + SHIPPED.held_out[0]
    assert min(map(len, SHIPPED.training)) >= 120
