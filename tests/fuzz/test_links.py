"""Any link opens a page of ours, says in our words what it cannot be, and comes to rest."""

from hypothesis import assume, given
from hypothesis import strategies as st

from support.fuzz.links import SETTINGS, links
from support.fuzz.share import share
from support.fuzz.verdict import assert_harmless
from support.fuzz.visitor import Visitor


@share(0.25)
@given(st.data(), st.sampled_from(sorted(SETTINGS)))
def test_any_link_opens_a_page_and_its_address_stays(data, page):
    visitor = Visitor(page, data.draw(links(page)))
    assert_harmless(visitor.test)
    assume(set(visitor.address) != {"lang", "story"})  # which begins the story, and names all that it sets
    again = visitor.restored()
    assert_harmless(again.test)
    assert again.address == visitor.address
    assert again.standing() == visitor.standing()
