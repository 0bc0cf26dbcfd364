"""How two recordings of one link differ, told briefly: where, what it was, what it is."""

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from support.replay.recording import is_packed, unpack

MISSING = object()


@dataclass(frozen=True)
class Tolerance:
    """How far two numbers may be apart: next to the larger one, or at all."""

    relative: float = 1e-6
    absolute: float = 1e-12

    def apart(self, before: np.ndarray, after: np.ndarray) -> np.ndarray:
        """Return which numbers differ; what is not finite must be the very same."""
        with np.errstate(invalid="ignore", over="ignore"):
            size = np.fmax(np.abs(before), np.abs(after))
            near = np.abs(before - after) <= np.maximum(self.relative * size, self.absolute)
        same = (before == after) | (np.isnan(before) & np.isnan(after))
        finite = np.isfinite(before) & np.isfinite(after)
        return ~np.where(finite, near, same)


@dataclass(frozen=True)
class Difference:
    """One difference: its path in the recording, what kind it is, what was there and what is."""

    path: str
    kind: str
    before: str
    after: str

    @property
    def group(self) -> tuple[str, str]:
        """What differences of many links have in common: the path without counts, and the kind."""
        return re.sub(r"\[\d+\]|#\d+", "", self.path), self.kind


def differences(before: Any, after: Any, near: Tolerance, path: str = "") -> Iterator[Difference]:
    """Yield what differs between two recordings, or parts of them."""
    if is_packed(before) and is_packed(after):
        yield from _of_numbers(before, after, near, path)
    elif isinstance(before, dict) and isinstance(after, dict):
        for key in before | after:
            where = f"{path}.{key}" if path else key
            yield from differences(before.get(key, MISSING), after.get(key, MISSING), near, where)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, near, path)
    elif before is MISSING or after is MISSING:
        yield Difference(path, "added" if before is MISSING else "missing", brief(before), brief(after))
    elif not _same(before, after, near):
        yield Difference(path, "changed", *_around(before, after))


def _same(before: Any, after: Any, near: Tolerance) -> bool:
    numbers = (int, float)
    if type(before) in numbers and type(after) in numbers:
        return not near.apart(np.array(float(before)), np.array(float(after)))
    return type(before) is type(after) and before == after


def _of_numbers(before: Any, after: Any, near: Tolerance, path: str) -> Iterator[Difference]:
    old, new = unpack(before), unpack(after)
    if before["type"] != after["type"]:
        yield Difference(path, "precision", before["type"], after["type"])
    if old.shape != new.shape:
        yield Difference(path, "shape", str(old.shape), str(new.shape))
        return
    apart = near.apart(old, new)
    if apart.any():
        with np.errstate(all="ignore"):
            far = np.where(apart, np.abs(old - new) / np.fmax(np.abs(old), np.abs(new)), -1)
        worst = np.unravel_index(np.where(np.isnan(far), np.inf, far).argmax(), far.shape)
        count = f"{apart.sum()} of {apart.size} numbers, the worst at {list(map(int, worst))}: "
        yield Difference(path, "numbers", f"{count}{old[worst]:.9g}", f"{new[worst]:.9g}")


def _of_lists(before: list, after: list, near: Tolerance, path: str) -> Iterator[Difference]:
    if all(isinstance(each, dict) and "name" in each for each in before + after):
        yield from _of_named(before, after, near, path)
    elif all(isinstance(each, str) for each in before + after):
        yield from _of_sentences(before, after, path)
    else:
        for k in range(max(len(before), len(after))):
            pair = [side[k] if k < len(side) else MISSING for side in (before, after)]
            yield from differences(*pair, near, f"{path}[{k}]")


def _of_named(before: list, after: list, near: Tolerance, path: str) -> Iterator[Difference]:
    """Yield what differs between things that have names, whatever place each has taken."""
    old, new = _by_name(before), _by_name(after)
    for name in old | new:
        yield from differences(old.get(name, MISSING), new.get(name, MISSING), near, f"{path}[{name}]")
    orders = [[name for name in side if name in other] for side, other in ((old, new), (new, old))]
    if orders[0] != orders[1]:
        yield Difference(path, "order", *map(brief, orders))


def _by_name(things: Sequence[dict]) -> dict[str, dict]:
    """Return things by their names, the second of a name as ``name#2``."""
    counts: Counter[str] = Counter()
    named = {}
    for each in things:
        counts[each["name"]] += 1
        count = counts[each["name"]]
        named[each["name"] if count == 1 else f"{each['name']}#{count}"] = each
    return named


def _of_sentences(before: list[str], after: list[str], path: str) -> Iterator[Difference]:
    """Yield what differs between lists of sentences, so that one more does not make all others differ."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        for k in range(max(i_end - i, j_end - j)):
            old = before[i + k] if i + k < i_end else MISSING
            new = after[j + k] if j + k < j_end else MISSING
            kind = "added" if old is MISSING else "missing" if new is MISSING else "changed"
            yield Difference(f"{path}[{i + k}]", kind, *_around(old, new))


def _around(before: Any, after: Any) -> tuple[str, str]:
    """Return two values briefly; of two long texts, what stands around the first letter that differs."""
    if not (isinstance(before, str) and isinstance(after, str)):
        return brief(before), brief(after)
    same = next((k for k, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(0, same - 30) if max(len(before), len(after)) > 100 else 0
    lead = "…" if start else ""
    return brief(lead + before[start:]), brief(lead + after[start:])


def brief(value: Any) -> str:
    """Return a value in at most some hundred characters."""
    if value is MISSING:
        return "–"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else text[:119] + "…"
