"""Texts as nobody should type them, drawn by Hypothesis."""

from hypothesis import strategies as st

MARK = "evil.example"
"""Stands in everything that would become markup, so that it is found wherever it comes to light."""

MARKUP = (
    f'<img src=x onerror="alert(1)" alt="{MARK}">',
    f"<script>location='//{MARK}'</script>",
    f'<a href="https://{MARK}">x</a>',
    f"</style><b onclick=alert(1)>{MARK}</b><!--",
    f"[x](//{MARK})",
    f"![x](https://{MARK}/p.png)",
    f"<https://{MARK}>",
    f"www.{MARK}",
    f"HTTPS://{MARK}/a?b=c",
    f"a@{MARK}",
    f"**{MARK}**",
    f"`{MARK}`",
    f"$\\href{{//{MARK}}}{{{MARK}}}$",
    f":red[{MARK}]",
    f":material/home: {MARK}",
    f"\n\n# {MARK}\n\n- {MARK}\n\n|a|\n|-|\n|{MARK}|",
    f"x\n\n    {MARK}\n```\n{MARK}",
    f"javascript:alert('{MARK}')",
    f"{{{MARK}}} {{0}} {{name}} %s %(name)s",
    f"<sub>{MARK}</sub>",
)
ODD = (
    "",
    " ",
    "\0",
    "a\0b",
    "\x1b[31m",
    "\ufeff",
    "\ufffe\uffff",
    "\u202eabc\u202c\u2066\u2069",
    "e\u0301" * 3,
    "a" + "\u0301" * 40,
    "👨‍👩‍👧‍👦🇸🇪👍🏽",
    "你好，世界。",
    "שלום ಇಲ್ಲಿ",
    "□■␣◌⏎",
    "..", "../../etc/passwd",
    "%00%ff",
    "'; DROP TABLE x; --",
    "None", "null", "true", "undefined", "NaN", "[]", "{}",
)  # fmt: skip
NUMBERS = (
    "0", "-0", "-1", "1", "1e3", "1e-400", "1e400", "-1e308", "nan", "inf", "-inf", "1_000", "0x10", "1,5",
    "1.5.2", "+3", " 3 ", "3.0", "٣", "１２", "½", "²", "1e", "--1", "−2", "999999999999999999999999", "1/3",
)  # fmt: skip

several = st.lists(st.sampled_from(NUMBERS), max_size=12)
characters = st.text(max_size=30)  # any but surrogates, which neither a link nor a field can hold
long = st.builds(
    lambda part, length: (part * length)[:length],
    st.sampled_from(["a", "ab ", "1,", "你", "é", "e\u0301", "👍🏽", "1;2\n", "f:1,", "<b>", "\n", '"']),
    st.sampled_from([200, 201, 500, 7000, 20_000]),
)
distinct = st.builds(
    lambda count: "".join(map(chr, range(0x4E00, 0x4E00 + count))),
    st.sampled_from([10, 70, 120, 200, 201, 5000]),
)

texts = st.one_of(
    st.sampled_from(MARKUP),
    st.sampled_from(ODD),
    st.sampled_from(NUMBERS),
    st.builds(
        lambda sign, words: sign.join(words), st.sampled_from([",", ", ", " ", ";", "\n", "，"]), several
    ),
    characters,
    st.builds(lambda one, other: one + other, st.sampled_from(MARKUP + ODD), characters),
    long,
    distinct,
)
"""Any text at all."""
