"""Make the stepper's mathematical type anew: a subset of STIX Math in four faces.

    pip install fonttools brotli
    python .ci/math_font.py STIXMath-Regular.otf

The source is the font of that name in STIX 1.1.1 (Debian: fonts-stix), the only one of its family with an
OpenType MATH table. Letters of the other faces are those of its mathematical alphabets, so that a drawing's
text and an equation's symbols are of one cut. The italic letters into which MathML turns a single one are in
every face, slanted in all. A hyphen looks like the minus that it is in a number.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import cmap_classes

FAMILY = "Stepper Math"
OUT = Path(__file__).parents[1] / "rnnlstm" / "ui" / "stepper" / "web" / "fonts"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SIGNS = " +-−=·×⊙⊤⋅()[]{}‖|∑→…′,.:;/<>∂∞∈≤≥≈^~∗˜\u0302φσ"
GREEK = {"φ": 0x1D719, "σ": 0x1D70E}
ASCENT, DESCENT = 850, -260
"""Per thousand: what a line of text needs; the source leaves room for its tallest sign."""


def italic(letter: str) -> int:
    """Return the mathematical italic of a letter."""
    if letter == "h":
        return 0x210E
    return 0x1D434 + ord(letter) - ord("A") if letter.isupper() else 0x1D44E + ord(letter) - ord("a")


def upright_bold(letter: str) -> int:
    """Return the mathematical bold of a letter."""
    return 0x1D400 + ord(letter) - ord("A") if letter.isupper() else 0x1D41A + ord(letter) - ord("a")


def bold_italic(letter: str) -> int:
    """Return the mathematical bold italic of a letter."""
    return 0x1D468 + ord(letter) - ord("A") if letter.isupper() else 0x1D482 + ord(letter) - ord("a")


def characters(bold: bool, slanted: bool, known: dict[int, str]) -> dict[int, str]:
    """Return which glyph each character gets."""
    chosen = {ord(sign): known[ord(sign)] for sign in SIGNS}
    chosen[ord("-")] = known[ord("−")]
    for digit in range(10):
        chosen[ord("0") + digit] = known[0x1D7CE + digit if bold else ord("0") + digit]
    for letter in LETTERS:
        lean = known[bold_italic(letter) if bold else italic(letter)]
        stand = known[upright_bold(letter) if bold else ord(letter)]
        chosen[italic(letter)] = lean
        chosen[ord(letter)] = lean if slanted else stand
    for letter, code in GREEK.items():
        chosen[code] = known[code]
        if slanted:
            chosen[ord(letter)] = known[code]
    return chosen


def make(source: str, face: str, bold: bool, slanted: bool) -> None:
    """Write one face."""
    style = face.replace("-", " ").title()
    full, plain = f"{FAMILY} {style}", f"{FAMILY} {style}".replace(" ", "")
    font = TTFont(source)
    chosen = characters(bold, slanted, font.getBestCmap())
    tables = []
    for encoding, layout in ((10, 12), (1, 4)):
        table = cmap_classes[layout](layout)
        table.platformID, table.platEncID, table.language = 3, encoding, 0
        table.cmap = {code: glyph for code, glyph in chosen.items() if layout == 12 or code < 0x10000}
        tables.append(table)
    font["cmap"].tables = tables
    options = subset.Options()
    options.layout_features = ["ssty", "kern"] if face == "regular" else ["kern"]
    options.name_IDs = [0, 13, 14]
    options.notdef_outline = True
    options.desubroutinize = True
    options.drop_tables += ["FFTM"] if face == "regular" else ["FFTM", "MATH", "GSUB"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=list(chosen))
    subsetter.subset(font)
    # The name of the source is reserved by its licence for the source itself.
    for identity, text in ((1, FAMILY), (2, style), (4, full), (6, plain)):
        font["name"].setName(text, identity, 3, 1, 0x409)
    inner = font["CFF "].cff
    inner.fontNames = [plain]
    inner.topDictIndex[0].FamilyName = FAMILY
    inner.topDictIndex[0].FullName = full
    for table, above, below in (("hhea", "ascent", "descent"), ("OS/2", "sTypoAscender", "sTypoDescender")):
        setattr(font[table], above, ASCENT)
        setattr(font[table], below, DESCENT)
    font["hhea"].lineGap = font["OS/2"].sTypoLineGap = 0
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = ASCENT, -DESCENT
    font.flavor = "woff2"
    font.save(OUT / f"math-{face}.woff2")


for name, heavy, leaning in (
    ("regular", False, False),
    ("italic", False, True),
    ("bold", True, False),
    ("bold-italic", True, True),
):
    make(sys.argv[1], name, heavy, leaning)
