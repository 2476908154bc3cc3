"""The kinds and their fields as Markdown, for docs/importing.md."""

from .declare import RowField, RowKind, Value
from .kinds import KINDS

BEGIN, END = "<!-- kinds: written by manage.py row_reference -->", "<!-- /kinds -->"


def reference() -> str:
    """A section per kind, with a table of its fields."""
    return "\n".join(_section(kind) for kind in KINDS.values())


def within(page: str) -> str:
    """The page with the reference between its marks as it is now. Raises ValueError if the marks are not there."""
    before, _, rest = page.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"The page lacks the marks {BEGIN} and {END}.")
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


def _section(kind: RowKind) -> str:
    fields = "\n".join(_line(each) for each in kind.fields)
    return f"### `{kind.key}`: {kind.name}\n\n{kind.help}\n\n| field | value | what |\n|-|-|-|\n{fields}\n"


def _line(each: RowField) -> str:
    required = "" if not each.required else " **required**"
    return f"| `{each.name}`{required} | {_value(each)} | {each.help} |"


def _value(each: RowField) -> str:
    if each.kind is Value.CHOICE:
        return ", ".join(f"`{word}`" for word in each.choices)
    bounds = f", {each.low:g} to {each.high:g}" if each.low is not None and each.high is not None and each.kind is not Value.FRACTION else ""
    return f"{each.kind.value}{bounds}"
