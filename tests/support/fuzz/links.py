"""Links drawn from the registry of settings: a setting that is new there is tried without a word about it."""

from hypothesis import strategies as st

from rnnlstm.ui.controls.settings import LANGUAGE
from rnnlstm.ui.lessons.link_keys import BROWSER, PAGES
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range, Several
from support.fuzz.texts import NUMBERS, texts

SETTINGS = {name: (LANGUAGE, *settings) for name, settings in PAGES.items()}
EVERY = {each.name: each for settings in SETTINGS.values() for each in settings}

# Texts that have a grammar of their own: parts of what is right, put together at random.
EDIT = st.builds(
    "{}{}{}:{}".format,
    st.sampled_from(
        [
            *("f", "i", "o", "g", "r", "z", "n", "h0", "c0", "n0", "x", "W_f", "W_g", "W_hh", "W_hy", "W_xh"),
            *("b_y", "b_f", "p_f", "", "__class__", "f f"),
        ]
    ),
    st.lists(st.sampled_from([".1", ".2", ".0", ".99", ".999999", ".1234567", ".x", "."]), max_size=3).map(
        "".join
    ),
    st.sampled_from(["", "", "@1", "@3", "@0", "@999999", "@-1", "@"]),
    st.sampled_from(["0", "1", "0.5", "-1", "2", "1000", "-1000", *NUMBERS]),
)
EDITS = st.lists(EDIT, max_size=8).map(",".join)
WORDS = st.lists(
    st.sampled_from(
        ["one", "hundred", "and", "twenty", "-", "三", "百", "万", "零", "O'Neil", "Müller", "ß", "İ"]
    ),
    max_size=12,
).map(" ".join)


def near(usual):
    """Return what is nearly a number, or the number in another way of writing."""
    return st.sampled_from(
        [f"{usual:g}", f"{usual:.3f}", f" {usual:g}", f"{usual:g}e0", f"+{usual:g}", f"{usual:g},"]
    )


def right(setting):
    """Return what a setting can be, its ends first."""
    if isinstance(setting, Range):
        return st.one_of(
            st.sampled_from([f"{setting.low:g}", f"{setting.high:g}"]),
            st.floats(setting.low, setting.high).map(lambda value: f"{setting._cast(value):g}"),
        )
    if isinstance(setting, Notches):
        return st.sampled_from([f"{value:g}" for value in setting.values])
    if isinstance(setting, Choice):
        return st.sampled_from(list(setting.options) or [""])
    if isinstance(setting, Several):
        return st.lists(st.sampled_from(list(setting.options)), unique=True).map(
            lambda names: ",".join(names) or "none"
        )
    return st.one_of(st.just(str(setting.usual)), st.text("abc 12.,", max_size=20), EDITS, WORDS)


def wrong(setting):
    """Return what is nearly what a setting can be."""
    if isinstance(setting, Range):
        beyond = [setting.low - setting.step, setting.high + setting.step, setting.low + setting.step / 2]
        return st.one_of(st.sampled_from(beyond).map(lambda value: f"{value:g}"), near(setting.usual))
    if isinstance(setting, Notches):
        return st.one_of(near(setting.usual), st.just(f"{setting.values[-1] + 0.5:g}"))
    if isinstance(setting, Choice | Several):
        names = list(setting.options) or [""]
        return st.sampled_from(
            [
                names[0].upper(),
                f"{names[-1]} ",
                f"{names[0]},",
                f"{names[0]},{names[0]}",
                f"none,{names[0]}",
                *(",", "auto", "none", "1", "201", "-1"),
            ]
        )
    return st.one_of(EDITS, WORDS)


def values(setting):
    """Return what a link may say of a setting: mostly what it can be."""
    return st.one_of(right(setting), right(setting), wrong(setting), texts)


@st.composite
def links(draw, page):
    """Draw what stands behind the question mark: each key with its text, or with several."""
    own = {each.key: each for each in SETTINGS[page]}
    chosen = draw(st.lists(st.sampled_from(sorted(own)), unique=True, max_size=16))
    link = {key: draw(values(own[key])) for key in chosen}
    link["lang"] = draw(st.sampled_from(["en", "zh", "en", "zh", "ZH", "xx", ""]))
    if draw(st.integers(0, 3)) == 0:
        key = draw(st.sampled_from(sorted(BROWSER)))
        link[key] = draw(st.one_of(st.sampled_from(NUMBERS), texts))
    if draw(st.integers(0, 3)) == 0:
        other = draw(st.sampled_from(sorted(EVERY)))
        link[EVERY[other].key] = draw(values(EVERY[other]))
    if draw(st.integers(0, 7)) == 0:
        link[draw(st.text(min_size=1, max_size=20))] = draw(texts)
    if draw(st.integers(0, 7)) == 0 and chosen:
        link[chosen[0]] = [link[chosen[0]], draw(values(own[chosen[0]]))]
    return link
