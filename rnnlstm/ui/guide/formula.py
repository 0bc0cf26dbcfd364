"""The formulas of the cards: arithmetic, comparisons and a choice between two, over the numbers of a scene.

They are written in Python's own grammar, of which only what `evaluate` names is read.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: lambda one, many: one in many,
}


def evaluate(formula: str, scene: Mapping[str, Any]) -> Any:
    """Return what a formula comes to.

    Parameters
    ----------
    formula
        Names, numbers, texts and lists of such; ``+ - * / **``; comparisons, ``and``, ``or``, ``not``;
        ``a if b else c``; functions of the scene, called by position.
    scene
        The name -> its number, text or function.

    Raises
    ------
    ValueError
        If anything else stands in it.
    KeyError
        If the scene has no such name.
    """
    return _value(_parsed(formula), scene)


@cache
def _parsed(formula: str) -> ast.expr:
    return ast.parse(formula.strip(), mode="eval").body


def _value(node: ast.expr, scene: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant():
            return node.value
        case ast.Name():
            return scene[node.id]
        case ast.List():
            return [_value(each, scene) for each in node.elts]
        case ast.UnaryOp(op=ast.USub()):
            return -_value(node.operand, scene)
        case ast.UnaryOp(op=ast.Not()):
            return not _value(node.operand, scene)
        case ast.BinOp() if type(node.op) in _BINARY:
            return _BINARY[type(node.op)](_value(node.left, scene), _value(node.right, scene))
        case ast.BoolOp(op=ast.And()):
            return all(_value(each, scene) for each in node.values)
        case ast.BoolOp(op=ast.Or()):
            return any(_value(each, scene) for each in node.values)
        case ast.IfExp():
            return _value(node.body if _value(node.test, scene) else node.orelse, scene)
        case ast.Compare():
            return _compared(node, scene)
        case ast.Call(func=ast.Name(), keywords=[]):
            return _value(node.func, scene)(*(_value(each, scene) for each in node.args))
    raise ValueError(f"a card's formula cannot hold {ast.unparse(node)!r}")


def _compared(node: ast.Compare, scene: Mapping[str, Any]) -> bool:
    values = [_value(each, scene) for each in (node.left, *node.comparators)]
    return all(_COMPARED[type(op)](values[k], values[k + 1]) for k, op in enumerate(node.ops))
