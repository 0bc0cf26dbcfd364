"""A figure as it is sent to a browser."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

_AS_LISTS = {"range", "geojson", "layer", "layers"}
"""What the browser's Plotly takes as a list only."""
_TYPES = {"i1", "i2", "i4", "u1", "u2", "u4", "f4", "f8"}
"""The types of the arrays that it takes as bytes."""
_WHOLE = (np.int8, np.int16, np.int32)


class Drawn(go.Figure):  # type: ignore[misc]
    """A figure of traces and a layout. Plotly's own object of it is made where one asks for its parts.

    A page sends its figures and does nothing else with them. Made as an object first, and copied whole when
    they are sent, they would take longer than all else that a page does for a change of settings.
    """

    def __init__(self, traces: Sequence[dict[str, Any]], layout: dict[str, Any]) -> None:
        # Plotly's own would make the object.
        self._given = {"data": list(traces), "layout": layout}

    def to_dict(self) -> dict[str, Any]:
        """Return what is sent, as Plotly would: arrays of numbers as bytes."""
        sent: dict[str, Any] = _sent(self._given)
        return sent

    @property
    def data(self) -> Any:
        """The traces, as Plotly's objects."""
        return self._whole.data

    @property
    def layout(self) -> Any:
        """The layout, as Plotly's object."""
        return self._whole.layout

    @cached_property
    def _whole(self) -> go.Figure:
        return go.Figure(**self._given, _validate=False)


def _sent(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: each if key in _AS_LISTS else _sent(each) for key, each in value.items()}
    if isinstance(value, np.ndarray):
        return _in_bytes(value)
    if isinstance(value, list | tuple) and any(isinstance(each, dict | list | tuple) for each in value):
        return [_sent(each) for each in value]
    return value


def _in_bytes(array: NDArray[Any]) -> Any:
    """Return numbers as the browser's Plotly takes them in bytes; anything else as it is."""
    if array.dtype == np.int64 and array.size:
        least, most = array.min(), array.max()
        for kind in _WHOLE:
            if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max:
                array = array.astype(kind)
                break
    name = f"{array.dtype.kind}{array.dtype.itemsize}"
    if name not in _TYPES or not array.size:
        return array
    sent = {"dtype": name, "bdata": base64.b64encode(np.ascontiguousarray(array).data).decode("ascii")}
    return sent if array.ndim == 1 else sent | {"shape": str(array.shape)[1:-1]}
