"""`python -m config.health`: exits 0 when the web server of this container answers."""

import sys
from urllib.error import URLError
from urllib.request import urlopen

from config.bootstrap import port


def main() -> int:
    """Ask for the application's page, as a browser would."""
    _, number = port.address()
    try:
        with urlopen(f"http://127.0.0.1:{number}/", timeout=4) as answer:
            return 0 if answer.status == 200 else 1
    except (URLError, OSError) as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
