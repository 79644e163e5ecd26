"""Messages with headers, of e-mail, MHTML and HTTP: few pages come in one, so that only those load the library."""

import email
from email.message import Message
from email.policy import Compat32


class _Utf8Headers(Compat32):
    """Every field is a `str`: bytes that are no ASCII are read as UTF-8, and what is none is U+FFFD, as NUL is."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the library gives it
        return value.encode("ascii", "surrogateescape").decode("utf-8", "replace").replace("\0", "\ufffd")


_POLICY = _Utf8Headers()


def parse_message(raw: bytes) -> Message:
    """The message with these headers, and whatever stands behind them."""
    return email.message_from_bytes(raw, policy=_POLICY)
