from report.page import page

CORE = [
    {"what": "passes", "type": "float64", "threads": 1, "T": 25, "B": 1, "H": 16}
    | {"ours": 0.001, "torch": 0.004, "products": 0.0005},
    {"what": "updates", "cell": "GRU", "type": "float32", "threads": 2, "T": 100, "B": 32, "H": 64}
    | {"ours": 0.01, "torch": 0.02},
]
BROWSER = [
    {"name": "test_warm", "page_ms": 300, "times_an_empty_page": 1.25},
    {"name": "test_message", "bytes": 9},
]
PAGES = [
    {"page": name, "CPU ms a change": cost, "wrong answers": 0}
    for name, cost in (("alone", 4.5), ("home", 17.5), ("names", 20.5))
]
LOAD = [
    {
        "learners": n,
        "first page, p95 s": 0.1,
        "change, median s": 0.05,
        "change, p95 s": 0.2,
        "wrong answers": 0,
    }
    for n in (30, 60)
]


def test_all_that_was_measured_stands_on_one_page_that_needs_no_network():
    text = page({"core": CORE, "browser": BROWSER, "pages": PAGES, "load": LOAD}, "a machine <of> some kind")
    assert "a machine &lt;of&gt; some kind" in text
    cells = {
        "passes T=25 B=1 H=16",
        "4.0",
        "0.5",
        "updates GRU T=100 B=32 H=64",
        "2.0",
        "test_message",
        "9",
        "60",
        "4.5",
    }
    assert "Median of ours: 19.0 ms" in text
    assert not {cell for cell in cells if f"<td>{cell}</td>" not in text}
    assert text.count("Plotly.newPlot(") >= 4
    assert "<script src" not in text and "<link" not in text


def test_a_part_alone_is_a_page_too():
    assert "In the browser" not in page({"core": CORE}, "here")
