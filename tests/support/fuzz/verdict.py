"""What must be true of a page, whatever was put in."""

import json
import re
from collections.abc import Iterator
from functools import cache

from babel.messages.pofile import read_po
from google.protobuf.message import Message
from markdown_it import MarkdownIt

from rnnlstm.ui.shell.catalogue import ASSETS
from support.fuzz.texts import MARK, MARKUP
from support.visit import assert_well

MESSAGES = ("error", "warning", "info", "success")
MARKDOWN_FIELDS = ("body", "label", "help", "content", "title")
"""Where Streamlit takes a text for Markdown."""
NOT_MARKDOWN = ("html", "code", "bidi_component", "dataframe", "table", "plotly_chart")
_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_ADDRESS = re.compile(rf"(?:www\.|https?://|@){re.escape(MARK)}", re.IGNORECASE)
_UNESCAPED = re.compile(rf"(?<!\\)(?:\$[^$\n]*{re.escape(MARK)}|:\w+\[{re.escape(MARK)}|:material/home:)")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


def assert_harmless(test) -> None:
    """Hold a page to what must be true of every one."""
    assert_well(test)
    for kind in MESSAGES:
        for each in test.get(kind):
            assert is_ours(each.value), f"no sentence of ours: {each.value!r}"
    for kind, field, text in shown(test):
        assert not injected(kind, field, text), f"markup in {kind}.{field}: {text[:500]!r}"


def is_ours(message: str) -> bool:
    """Return whether a message begins with a sentence of the catalogue, with anything in its places."""
    begins = message.removeprefix("- ").lstrip()
    return any(pattern.match(begins) for pattern in sentences())


@cache
def sentences() -> tuple[re.Pattern[str], ...]:
    """Return a pattern for each sentence of the catalogue, in both languages."""
    with next(ASSETS.glob("locales/zh/LC_MESSAGES/*.po")).open("rb") as file:
        entries = [each for each in read_po(file) if each.id]
    found = {text for each in entries for text in (each.id, each.string)}
    patterns = []
    for sentence in found:
        parts = re.split(r"\{\w+(?::\w+)?\}", sentence)
        if len("".join(parts)) >= 8 or (parts[0] and re.search("[。！？]", sentence)):
            patterns.append(re.compile(".*?".join(map(re.escape, parts)), re.DOTALL))
    return tuple(patterns)


def shown(test) -> Iterator[tuple[str, str, str]]:
    """Yield every text that a page shows: the kind of its element, the name of its field, the text."""
    for block in test._tree.children.values():
        yield from _of_node(block)


def _of_node(node) -> Iterator[tuple[str, str, str]]:
    proto = getattr(node, "proto", None)
    if isinstance(proto, Message):
        yield from ((node.type, name, text) for name, text in _strings(proto))
    for child in getattr(node, "children", {}).values():
        yield from _of_node(child)


def _strings(message: Message) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        if field.message_type and field.message_type.GetOptions().map_entry:
            continue
        for each in value if field.is_repeated else [value]:
            if isinstance(each, str):
                yield field.name, each
            elif isinstance(each, Message):
                yield from _strings(each)


def injected(kind: str, field: str, text: str) -> bool:
    """Return whether what somebody typed has become markup where it is shown."""
    if MARK not in text.lower():
        return False
    if kind == "html":
        return any(each in text for each in MARKUP if "<" in each)
    if kind == "plotly_chart":
        return field == "spec" and _in_figure(json.loads(text))
    return kind not in NOT_MARKDOWN and field in MARKDOWN_FIELDS and _in_markdown(text)


def _in_figure(value) -> bool:
    """Return whether a chart has the text where Plotly makes a link, or bold letters, of its tags."""
    if isinstance(value, dict):
        return any(map(_in_figure, value.values()))
    if isinstance(value, list):
        return any(map(_in_figure, value))
    return isinstance(value, str) and any(tag in value for tag in ("<a href", "<b onclick", f"<sub>{MARK}"))


def _in_markdown(text: str) -> bool:
    if _UNESCAPED.search(_CODE.sub("", text)):
        return True
    return any(
        _in_token(token) for block in _PARSER.parse(text) for token in (block, *(block.children or ()))
    )


def _in_token(token) -> bool:
    if token.type in ("html_block", "html_inline", "code_block", "fence", "heading_open"):
        return MARK in token.content.lower()
    if any(MARK in str(value).lower() for value in token.attrs.values()):
        return True
    return token.type == "text" and bool(_ADDRESS.search(token.content))
