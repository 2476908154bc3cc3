"""What the rules of accounts refuse, in words for the person who asked.

Refused
├── Invalid      a value that cannot be right
├── Taken        a value that somebody or something already has
├── Missing      a thing that is not in this account or agency
├── LastOwner    a change that would leave an account or agency without an owner
├── Forbidden    a change that is not this caller's to make
├── NotVerified  a person who has not proven to read mail at the address
├── TooMany      more than anybody needs within a day
└── Gone         an invitation that has expired, was used, or was taken back
"""


class Refused(Exception):
    """Base of all refusals: `field` names the argument at fault or is None, `code` is stable, `message` is for people."""

    code = "REFUSED"

    def __init__(self, message: str, *, field: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.code = code or self.code

    def as_dict(self) -> dict[str, str | None]:
        """`{"field", "code", "message"}`, as every API of ours answers it."""
        return {"field": self.field, "code": self.code, "message": self.message}


class Invalid(Refused):
    code = "INVALID"


class Taken(Refused):
    code = "TAKEN"


class Missing(Refused):
    code = "NOT_FOUND"


class LastOwner(Refused):
    code = "LAST_OWNER"


class Forbidden(Refused):
    code = "FORBIDDEN"


class NotVerified(Refused):
    code = "NOT_VERIFIED"


class TooMany(Refused):
    code = "TOO_MANY"


class Gone(Refused):
    code = "GONE"
