"""The report as a page."""

import html
import statistics
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.io import to_html
from plotly.offline import get_plotlyjs

HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>How fast the course is</title>
<meta name="viewport" content="width=device-width">
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;font-size:14px;margin:1rem 0}
td,th{padding:.2rem .6rem;border-bottom:1px solid #ddd;text-align:right}.scroll{overflow-x:auto}</style>"""
CORE = """<h2>The core</h2><p>How many times longer a peer takes for the same, timed in turn: above 1 the
course is ahead. <em>Passes</em>: forward and backward of an LSTM, every quantity of every step kept, against
<code>torch.nn.LSTM</code>, which keeps its outputs. <em>Updates</em>: a batch, both passes, clipping,
Adam.</p>"""
BROWSER = """<h2>In the browser</h2><p>Beside an empty page of Streamlit in the same run: above 1 that is
ahead of us.</p>"""
PAGES = """<h2>A change, page by page</h2><p>What a change costs the server, of CPU time: eight learners on
one page at a time, who change something once a second. First the least that a page of Streamlit can be.
Median of ours: {median:.1f} ms.</p>"""
CLASS = """<h2>A class</h2><p>Learners open a page within five seconds, and change something every five
seconds, on a server on which each page has been opened once.</p>"""
PEERS = {"torch": "PyTorch", "products": "the matrix products alone"}

Rows = list[dict[str, Any]]


def page(measured: Mapping[str, Rows], machine: str) -> str:
    """Return what was measured, part by part, as one HTML page without a network."""
    parts = {"core": core, "browser": browser, "pages": pages, "load": load}
    body = "".join(part for name, rows in measured.items() for part in parts[name](rows))
    script = f"<script>{get_plotlyjs()}</script>"
    return f"{HEAD}{script}<h1>How fast the course is</h1><p>{html.escape(machine)}.</p>{body}</html>"


def core(rows: Rows) -> Iterable[str]:
    """Ratios to PyTorch and to the products, by what was computed, type and threads."""
    yield CORE
    for peer, name in PEERS.items():
        compared = [row for row in rows if peer in row]
        traces = [
            go.Scatter(
                mode="markers",
                name=f"{kind}, {threads} thread{'s' if threads > 1 else ''}",
                x=[label(row) for row in some],
                y=[row[peer] / row["ours"] for row in some],
            )
            for kind in ("float64", "float32")
            for threads in (1, 2)
            if (some := [row for row in compared if (row["type"], row["threads"]) == (kind, threads)])
        ]
        yield figure(traces, f"Time of {name} / ours")
    ratios = [
        {
            "": label(row),
            "type": row["type"],
            "threads": row["threads"],
            "ours, ms": round(1e3 * row["ours"], 2),
        }
        | {f"{name} / ours": round(row[peer] / row["ours"], 2) for peer, name in PEERS.items() if peer in row}
        for row in rows
    ]
    yield table(ratios)


def label(row: Mapping[str, Any]) -> str:
    """Name what was computed."""
    what = f"{row['what']} {row['cell']}" if "cell" in row else row["what"]
    return f"{what} T={row['T']} B={row['B']} H={row['H']}"


def browser(rows: Rows) -> Iterable[str]:
    """Times in Chromium beside an empty page's."""
    yield BROWSER
    compared = [row for row in rows if "times_an_empty_page" in row]
    names, times = ([row[key] for row in compared] for key in ("name", "times_an_empty_page"))
    yield figure([go.Scatter(mode="markers", x=names, y=times)], "Time of ours / an empty page's")
    for group in {tuple(row)[1:] for row in rows} - {()}:
        yield table([row for row in rows if tuple(row)[1:] == group])


def pages(rows: Rows) -> Iterable[str]:
    """What a change costs on each page."""
    ours = [row["CPU ms a change"] for row in rows[1:]]
    yield PAGES.format(median=statistics.median(ours))
    names, costs = ([row[key] for row in rows] for key in ("page", "CPU ms a change"))
    yield figure([go.Scatter(mode="markers", x=names, y=costs)], "Milliseconds of the server", even=False)
    yield table(rows)


def load(rows: Rows) -> Iterable[str]:
    """What a class meets."""
    yield CLASS
    names = ("first page, p95 s", "change, p95 s", "change, median s")
    learners = [row["learners"] for row in rows]
    lines = [go.Scatter(name=name, x=learners, y=[row[name] for row in rows]) for name in names]
    yield figure(lines, "Seconds, one process", even=False)
    yield table(rows)


def figure(traces: list[Any], title: str, *, even: bool = True) -> str:
    """Return a figure as HTML, if asked with a line where both take the same."""
    # Its own colours: those that Streamlit sets on import are filled in by its pages.
    layout = {"template": "plotly_white", "title": title, "height": 520, "yaxis": {"type": "log"}}
    shown = go.Figure(traces, layout)
    if even:
        shown.add_hline(1, line_dash="dash")
    return str(to_html(shown, full_html=False, include_plotlyjs=False))


def table(rows: Rows) -> str:
    """Return rows as a table."""
    return f'<div class="scroll">{pd.DataFrame(rows).to_html(index=False, border=0, na_rep="")}</div>'
