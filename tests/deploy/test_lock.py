"""The lock file names one version, with its hashes, of all that the container installs."""

import re
import tomllib
from importlib.metadata import requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from support.proxy import DEPLOY
from support.root import ROOT

LOCK = (DEPLOY / "requirements.lock").read_text(encoding="utf-8")
PINS = {
    canonicalize_name(name): Version(version)
    for name, version in re.findall(r"^([\w.-]+)==(\S+) \\$", LOCK, re.MULTILINE)
}


def test_each_pin_has_a_hash():
    entries = [entry for entry in re.split(r"\n(?=\S)", LOCK) if "==" in entry and not entry.startswith("#")]
    assert len(entries) == len(PINS) > 30
    assert not [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)]


def test_what_the_project_depends_on_is_pinned_within_its_range():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = map(Requirement, [*project["project"]["dependencies"], *project["build-system"]["requires"]])
    outside = [str(each) for each in asked if PINS[canonicalize_name(each.name)] not in each.specifier]
    assert not outside


def test_what_streamlit_depends_on_is_pinned_too():
    asked = map(Requirement, requires("streamlit"))
    extras = [{"extra": extra} for extra in ("", "performance")]
    here = [each.name for each in asked if not each.marker or any(map(each.marker.evaluate, extras))]
    assert not {canonicalize_name(name) for name in here} - PINS.keys() - {"watchdog"}
