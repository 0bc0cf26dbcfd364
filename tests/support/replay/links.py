"""Links into the course as people have made them: what each one shows is recorded, and must stay.

A link is a page (the name of its script in ``pages/``, or ``app`` for the door) and what stands behind its
question mark. It is black-box on purpose: names of the link, nothing of how a page is built.
"""

from urllib.parse import unquote_plus, urlencode

Link = tuple[str, dict[str, str]]

PAGES = (
    "home",
    "rnn_forward",
    "vectors",
    "rnn_backward",
    "lstm_forward",
    "lstm_backward",
    "gru_forward",
    "gru_backward",
    "compare",
    "gradients",
    "spectra",
    "exploding",
    "truncation",
    "influence",
    "film",
    "training",
    "trained",
    "history",
)
STORIES = (
    "vanishing",
    "exploding",
    "orthogonal",
    "saturated",
    "bias_minus_1",
    "bias_0",
    "bias_1",
    "bias_5",
    "irnn",
)


def _en(page: str, **settings: object) -> Link:
    return page, {"lang": "en"} | {name: str(value) for name, value in settings.items()}


def _zh(page: str, **settings: object) -> Link:
    return page, {"lang": "zh"} | {name: str(value) for name, value in settings.items()}


# States grow to 10^200 before each rounding decides which units live: another machine, another gradient.
_CHAOTIC = _en("exploding", part="update", net="relu", wild_gain=3, steps=500)

# On these pages a bare address opened the network as it was drawn, before networks could learn what they
# read. It now shows a newcomer one that has learned; a link that names a setting shows what it did.
_LEARNED_SINCE = {
    page: {"learned": 0} for page in PAGES if page.endswith(("_forward", "_backward", "compare"))
}

LINKS: list[Link] = [
    *[link(page, **_LEARNED_SINCE.get(page, {})) for page in PAGES for link in (_en, _zh)],
    # Through the door, which also says what is written into the link.
    _en("app", bias=-1),
    _zh("app"),
    # What is read.
    _en("rnn_forward", text="a"),
    _en("rnn_forward", text="👩‍👩‍👧🇩🇪 e\u0301 你好", hidden=3),
    _zh("lstm_forward", text="從前有座山", hidden=4, fb=2.5),
    _en("gru_forward", input="numbers", numbers="1, 0, -1, 0.5, 2.25"),
    _zh("rnn_backward", input="numbers", numbers="１；−2、0.5"),
    _en("lstm_backward", input="wave", wave="sine", length=13),
    _en("gru_backward", input="wave", wave="square"),
    _en("rnn_forward", input="wave", wave="sawtooth", length=200, hidden=5),
    _en("rnn_backward", input="wave", wave="pulse", activation="relu"),
    # Cells and their settings.
    _en("rnn_forward", hidden=16, seed=7, gain=1.5, init="orthogonal", activation="sigmoid"),
    _en("rnn_backward", gain=3, activation="relu", init="identity", loss="last", text="hello world"),
    _en("rnn_backward", gain=0, text="abab"),
    _en("rnn_backward", activation="sigmoid", loss="last", text="a" * 120),
    _en("lstm_forward", fb=-3, seed=99, hidden=1),
    _en("lstm_backward", fb=6, gain=2.05, init="normal", loss="last", text="abcabcabcabc"),
    _en("gru_forward", hidden=64, init="identity", gain=0.35),
    _zh("gru_backward", gain=2.5, init="orthogonal", seed=12, loss="last"),
    # Networks altered by hand.
    _en("lstm_forward", lstm_edits="f:1,i.2@3:0,h0.2:0.5,c0:1"),
    _en("lstm_backward", lstm_edits="o@2:0,W_f.2.5:1.2,b_c.1:-1,x.2@3:0.5", fb=0),
    _zh("rnn_backward", rnn_edits="W_hh.1.1:2,b_h:0.1,h0:-0.5,W_hy.1.2:1"),
    _en("gru_forward", gru_edits="z:0.5,r.1@2:0,h0.3:1,W_z.1.1:3"),
    _zh("gru_backward", gru_edits="z:1,b_n.2:0.25"),
    _en("lstm_forward", lstm_edits="f:1,nonsense,f.99:1,q:3,i:1e9,f@77:0"),
    _en("rnn_forward", rnn_edits=",,::"),
    # Side by side.
    _en("compare", cell1="LSTM", cell2="LSTM", text="he is", text2="she is"),
    _en("compare", cell1="GRU", cell2="RNN", direction="backward", hidden=4, fb=3),
    _zh("compare", cell1="RNN", cell2="RNN", text="猫", text2="小狗", direction="backward", gain=2.5),
    _en("compare", cell1="GRU", cell2="GRU", text2="hullo", gru_edits="z:0.9,z.40:1"),
    _en("compare", text=""),
    # The laboratory of gradients.
    *[_en("gradients", story=story) for story in STORIES],
    _zh("gradients", story="exploding", nets="tanh,irnn", steps=30),
    _en("gradients", nets="none"),
    _en("gradients", nets="tanh,sigmoid,relu,irnn,lstm,gru", measure="jacobian", theory="none", units=5),
    _en("gradients", measure="jacobian", norm="frobenius", steps=200, input="wave", wave="sine"),
    _en("gradients", measure="jacobian", norm="singular", of="gru", steps=25, units=6),
    _zh("gradients", measure="paths", cell_norm="frobenius", fb=2, steps=40),
    _en("gradients", scale=3, input_gain=0.3, gain=1.2, gain_is="radius", init="normal", seed=5),
    _en("gradients", steps=500, text="gradient", gain=3, nets="relu,tanh"),
    _en("gradients", weights="trained", task="adding", share=25, len=40, sequence=3),
    _zh("gradients", weights="trained", task="reber", measure="jacobian", nets="lstm"),
    _en("gradients", weights="live", nets="lstm,gru"),
    # Why: spectra, slopes and gates.
    _en("spectra", why="powers", why_net="relu", gain=1.5, init="orthogonal", matrix="gamma"),
    _en("spectra", why="singular", why_net="lstm", gate="i", matrix="mean", seed=3),
    _zh("spectra", why="eigenvalues", why_net="gru", gru_gate="n", matrix="step", why_t=7, steps=20),
    _en("spectra", why="slopes", why_net="lstm", slope="c", small=0.02, scale=10),
    _en("spectra", why="slopes", why_net="gru", gru_gate="r"),
    _en("spectra", why="bias", needed=20, fb=3, units=8),
    _en("spectra", why="eigenvalues", why_net="sigmoid", matrix="step", why_t=3, steps=4, units=4),
    _en("spectra", why="singular", weights="trained", task="parity", share=50),
    # The cliff and clipping.
    _en("exploding", view="close", cliff_rate=1, cliff_limit=0.1, cliff_updates=100),
    _en("exploding", view="profile", cliff_activation="tanh", tanh_b=-0.5, cliff_steps=20),
    _zh("exploding", view="loss", sigmoid_w=5.25, sigmoid_b=-2, cliff_rate=3),
    _en("exploding", part="update", shown="near", clip_limit=10),
    _zh("exploding", part="update", shown="norms", net="lstm", wild_gain=3, units=10, steps=40),
    _CHAOTIC,
    _en("exploding", part="update", weights="trained", task="copy_memory", net="gru"),
    # Truncated BPTT and influence.
    _en("truncation", net="lstm", k=3, cut_loss="last", fb=0, steps=30),
    _en("truncation", net="relu", k=20, wrong="cosine", cut_loss="every", gain=1.2),
    _en("truncation", net="gru", units=128, steps=500),
    _zh("truncation", weights="trained", task="temporal_order", net="tanh", k=12),
    _en("influence", heard="row", effect="h", span=30, nets="tanh,lstm,gru,relu"),
    _en("influence", heard="column", sized="relative", input="numbers", numbers="1 0 0 0.5", span=12),
    _zh("influence", nets="lstm", fb=4, span=120, units=4, sized="relative"),
    _en("influence", weights="trained", task="sine", len=120, sequence=100),
    _en("influence", heard="change", weights="trained", task="parity", len=60, nets="tanh,gru"),
    _zh("influence", heard="change", **{"in": 3}, becomes="o", far=0.1, followed="c"),
    _en("influence", heard="change", input="numbers", numbers="1 0 0 0.5", by=-0.3, followed="y"),
    # Recorded and live trainings.
    *[_en("film", task=task) for task in ("copy_memory", "temporal_order", "reber", "parity")],
    _zh("film", task="sine"),
    _en("training", task="parity", T=20, nets="lstm", optimiser="sgd", units=8, clip=0, bias0=2),
    _zh(
        "training",
        task="sine",
        optimiser="rmsprop",
        rate=0.1,
        batch=8,
        updates=300,
        drop_in=0.5,
        look="gates",
    ),
    _en("training", task="reber", decay="1e-05", drop_out=0.2, look="gradients", seed=4, T=500),
    _en("trained", task="adding", network="RNN", share=0, direction="backward"),
    _zh("trained", task="copy_memory", network="GRU", share=5, len=12),
    _en("trained", task="temporal_order", share=25, sequence=17, lstm_edits="f:0"),
    _en("trained", task="reber", network="GRU", share=50, direction="backward"),
    _zh("trained", task="parity", network="RNN", sequence=100),
    _en("trained", task="sine", origin="live", len=30),
    # What a link can get wrong.
    _en("rnn_forward", hidden=9999, gain="nan", seed=-1, input="smoke", activation="TANH"),
    _zh("lstm_backward", fb="", hidden="four", loss="never", wave="", unknown="x"),
    _en("lstm_forward", t=3, unit=2),
    _en("rnn_forward", text=""),
    _en("gru_forward", input="numbers", numbers="1, two"),
    _zh("gru_backward", input="numbers", numbers=""),
    _en("lstm_backward", text="ab" * 101),
    _en("gradients", story="nobody", nets="lstm,cnn", steps=1, measure="mass", units=2.5, scale=2),
    _en("spectra", why="because", why_t=999, small=0.3),
    _en("exploding", cliff_steps=7.5, part="whole", sigmoid_w=99, clip_limit="inf"),
    _en("influence", span=121, heard="all", input="numbers", numbers="nan"),
    _zh("trained", task="chess", share=33, sequence=0, len=5000, network="CNN", origin="moon"),
    _en("film", task="chess"),
    ("rnn_forward", {"lang": "fr", "learned": "0"}),
]

STEADY = [link for link in LINKS if link != _CHAOTIC]
"""The links whose answers are the same on every machine."""


def address(link: Link) -> str:
    """Return a link as it stands in the address bar."""
    page, settings = link
    return f"{page}?{urlencode(settings)}"


def shortly(link: Link) -> str:
    """Return a link to be read by people."""
    words = f"{link[0]}?{unquote_plus(urlencode(link[1]))}"
    return words if len(words) <= 120 else words[:119] + "…"
