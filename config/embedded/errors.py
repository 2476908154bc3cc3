"""What can go wrong with the embedded server, in words for the person who wanted a command to run."""


class EmbeddedError(Exception):
    """The embedded server cannot run; the message says why and what to do."""
