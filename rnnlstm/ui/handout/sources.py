"""The stepper's modules as they lie in the project, packed into a page: comments and all, compressed."""

from __future__ import annotations

import base64
import gzip
import json
import posixpath
import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

STEPPER = Path(__file__).parents[1] / "stepper" / "web"
"""The modules that the course itself serves."""
OWN = Path(__file__).parent / "web"
"""What plays the course's part in a page by itself."""
FONTS = ("math-regular", "math-italic", "math-bold", "math-bold-italic")
_IMPORT = re.compile(r"""((?:from|^import)\s+")(\.[^"]+)(";)""", re.MULTILINE)
_IN_PLACE = {"page/files.js": OWN / "files.js"}
"""The modules of the stepper that have another in their place here."""


def packed(data: bytes) -> str:
    """Return bytes as a page can hold them: compressed, the same for the same bytes, in letters."""
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


@cache
def modules(entries: frozenset[str]) -> str:
    """Return these modules of the stepper and all that they import, and its styles, packed as one JSON.

    A module that is read from within a page has no place from which ``./`` could be told. So what imports
    name is written from the root, ``stepper/…``, and the page says where each lies.
    """
    found: dict[str, str] = {}
    waiting = sorted(entries)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        text = _IN_PLACE.get(name, STEPPER / name).read_text(encoding="utf-8")
        imports = {path: _from_root(posixpath.dirname(name), path) for _, path, _ in _IMPORT.findall(text)}
        found[name] = _IMPORT.sub(partial(_renamed, imports), text)
        waiting += [path.removeprefix("stepper/") for path in imports.values()]
    files = {f"stepper/{name}": text for name, text in sorted(found.items())}
    files |= {name: (OWN / name).read_text(encoding="utf-8") for name in ("host.js", "print.css")}
    files["style.css"] = (STEPPER / "style.css").read_text(encoding="utf-8")
    return packed(json.dumps(files, ensure_ascii=False).encode())


def _renamed(imports: Mapping[str, str], found: re.Match[str]) -> str:
    return f"{found[1]}{imports[found[2]]}{found[3]}"


def _from_root(folder: str, path: str) -> str:
    return f"stepper/{posixpath.normpath(posixpath.join(folder, path))}"


@cache
def fonts() -> dict[str, str]:
    """Return the mathematical fonts by their file's name, in letters; they are compressed already."""
    names = [f"fonts/{name}.woff2" for name in FONTS]
    return {name: base64.b64encode((STEPPER / name).read_bytes()).decode() for name in names}


@cache
def faces() -> str:
    """Return the two fonts that formulas in text are set in, as a style sheet that has them inside."""
    kinds = {"math-regular": "normal", "math-italic": "italic"}
    return "".join(
        f'@font-face{{font-family:"Stepper Math";font-style:{style};'
        f'src:url("data:font/woff2;base64,{fonts()[f"fonts/{name}.woff2"]}")}}'
        for name, style in kinds.items()
    )


@cache
def licence() -> str:
    """Return the licence of the fonts, which goes with every copy of them."""
    return (STEPPER / "fonts" / "LICENSE.txt").read_text(encoding="utf-8")


@cache
def own(*names: str) -> str:
    """Return the text of files of this package's own, one after another."""
    return "\n".join((OWN / name).read_text(encoding="utf-8") for name in names)
