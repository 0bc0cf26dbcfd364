"""The charts of a page, as AppTest has them: what Plotly is sent, decoded."""

import base64
import json

import numpy as np


def charts(test):
    """Return each chart's data and layout, in the order of the page."""
    return [json.loads(chart.proto.spec) for chart in test.get("plotly_chart")]


def numbers(values):
    """Decode what a chart is sent: a list, or bytes with their type and shape."""
    if not isinstance(values, dict):
        return np.array(values, float)
    flat = np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"])
    shape = values.get("shape")
    return flat.reshape([int(n) for n in shape.split(",")]) if shape else flat


def traces_of(test):
    """Return what the page's one chart draws, by name."""
    (chart,) = charts(test)
    return {curve.get("name"): curve for curve in chart["data"]}


def curves_of(test):
    """Return the curves of the page's one chart by name, but for the legend's own lines."""
    (chart,) = charts(test)
    named = {}
    for curve in chart["data"]:
        of_legend = isinstance(curve["y"], list) and curve["y"][0] is None
        if not of_legend and "name" in curve:
            named[curve["name"].strip()] = numbers(curve["y"])
    return named
