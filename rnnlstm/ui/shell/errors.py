"""What is wrong with an input, as a sentence for the catalogue."""

from __future__ import annotations


class InputError(ValueError):
    """An input that cannot be read, with a message marked for the catalogue and the values to put into it."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values
