"""From a checkout and Python 3.11 to something that runs: the standard library alone, since nothing else is there yet."""
