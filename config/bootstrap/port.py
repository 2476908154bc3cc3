"""Where the web server listens: HOST and PORT, looked at before any work is done."""

import os
import socket

from config.bootstrap.progress import Failed


def address() -> tuple[str, int]:
    """HOST (127.0.0.1) and PORT (8000); raises Failed for nonsense."""
    said = os.environ.get("PORT", "").strip() or "8000"
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= 65535):
        raise Failed(f"PORT must be a number from 1 to 65535, not {said!r}.")
    return os.environ.get("HOST", "").strip() or "127.0.0.1", int(said)


def check_free() -> None:
    """Raises Failed when the address cannot be listened at."""
    host, port = address()
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            raise Failed(f"Cannot listen at {host}:{port} ({reason.strerror}). Choose another port: PORT={port % 65535 + 1} make run") from reason
