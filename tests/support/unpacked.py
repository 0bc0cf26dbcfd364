"""What a page by itself carries, taken out of it as a browser would."""

import base64
import gzip
import json
import re


def unpacked(text: str) -> bytes:
    return gzip.decompress(base64.b64decode(text))


def sources(html: str) -> dict[str, str]:
    """The modules and styles inside, by their names."""
    (text,) = re.findall(r'<script type="text/plain" id="sources">(.*?)</script>', html)
    return json.loads(unpacked(text))


def messages(html: str) -> list[bytes]:
    """What each of the live parts is sent."""
    found = re.findall(r'<div class="live"[^>]*><script type="text/plain">(.*?)</script>', html)
    return [unpacked(text) for text in found]
