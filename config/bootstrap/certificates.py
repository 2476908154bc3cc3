"""Whom downloads trust: the machine's certificates, where companies put their own, besides those that uv and Node bring along."""

import os
import ssl
from pathlib import Path


def trusted() -> dict[str, str]:
    """Our environment, with what tells uv and Node to look where Python looks; what is set already stays as it is."""
    env = {"UV_SYSTEM_CERTS": "true", "NODE_USE_SYSTEM_CA": "1"} if bundle() else {}
    if path := os.environ.get("PIP_CERT") or bundle():
        env["NODE_EXTRA_CA_CERTS"] = path
    return {**env, **os.environ}


def bundle() -> str | None:
    """The file of the machine's certificates, if there is one."""
    found = ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt"
    return found if Path(found).is_file() else None
