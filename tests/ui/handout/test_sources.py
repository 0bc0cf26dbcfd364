"""The modules inside a page: all that are imported, and as they lie in the project."""

import json
import re

import pytest

from rnnlstm.ui.handout.sources import OWN, STEPPER, modules
from support.unpacked import unpacked

IMPORT = re.compile(r"""^(?:import|export)\b[^;]*?["']([^"']+\.js)["'];""", re.MULTILINE)


@pytest.mark.parametrize("entry", ["index.js", "graph/index.js"])
def test_every_import_is_inside(entry):
    files = json.loads(unpacked(modules(frozenset({entry}))))
    assert f"stepper/{entry}" in files
    asked = {name for text in files.values() for name in IMPORT.findall(text)}
    assert asked
    assert asked <= files.keys()


def test_modules_are_as_they_lie_in_the_project():
    files = json.loads(unpacked(modules(frozenset({"index.js"}))))
    for name, text in files.items():
        if name.startswith("stepper/") and name != "stepper/page/files.js":
            source = (STEPPER / name.removeprefix("stepper/")).read_text(encoding="utf-8")
            # But for where their imports are found: a line each, and the comments are still there.
            pairs = list(zip(source.splitlines(), text.splitlines(), strict=True))
            assert all("from " in before for before, after in pairs if before != after), name
    assert files["stepper/page/files.js"] == (OWN / "files.js").read_text(encoding="utf-8")
    assert len(files) > 50


def test_the_same_is_packed_the_same():
    first = modules(frozenset({"index.js"}))
    modules.cache_clear()
    assert modules(frozenset({"index.js"})) == first
