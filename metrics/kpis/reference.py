"""The KPI reference as Markdown, from the declarations: what docs/kpis.md says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from metrics.declare import Benchmark, Kpi, Parameter

from . import DISAGREEMENTS, KPIS

HEAD = """# KPIs

Written by `manage.py kpi_reference` from `metrics/kpis/`; change it there. Durations are in seconds of the calendar or of the
account's opening hours, rates are fractions, money is in the account's currency, days are the account's local days. Benchmarks are
what others published: claims with their source, not measurements of ours.

## What holds for all of them

- **Not available is not zero.** A KPI whose inputs an account never sent has no number. It names what is missing and how to send it:
  see [inputs](#inputs).
- **Nobody's ticket counts twice.** Spam, merged and outbound tickets are left out of every KPI, and counted as left out.
- **Shown with.** A KPI that can be improved by making the experience worse is read beside those that would show it.
- **AI and people.** `always`: both parts stand beside the blended value. `apart`: there is no blended value at all. `large`: the parts
  are shown from 30 cases each. `human`, `ai`: it belongs to one of them. `never`: it belongs to the whole.
- **Parameters.** Where the guides disagree, the definition has a parameter. The first choice is the one shipped. Choosing another makes a
  new version of the definition; numbers carry the version that made them.
- **Provisional.** A KPI with a window is provisional until the window of its last days has closed.
- **Outcomes** of the business are shown and never offered as anybody's target.

## Three laws

**What the AI agent touched.** Every ticket that the AI agent answered or resolved is in exactly one of four states: resolved
(`ai_autonomous_resolution_rate`), escalated (`ai_escalation_rate`), silently failed (`ai_silent_failure_rate`) or still open. The four add
up to all of them; containment is all but the escalated. `ai_resolution_rate` = `ai_involvement_rate` × `ai_autonomous_resolution_rate`.

**What an inquiry is.** Deflection divides by inquiries. An inquiry is a conversation with the AI agent without a ticket, a visit to the
help centre without a ticket, or a ticket. A session that became a ticket is that ticket and nothing else; one of a ticket that is left
out is left out with it. So nothing counts twice, and a session leaves the numerator on the day its ticket arrives.

**Who stays.** `churn_rate` + `retention_rate` = 100% of the customers before the period began. `backlog_growth` is exactly the backlog at
the end of the period less the one before it.
"""

CATEGORIES = {
    "speed": "Speed",
    "resolution": "Resolution",
    "automation": "Automation",
    "self-service": "Self-service",
    "experience": "Experience",
    "volume": "Volume and workload",
    "team": "Team",
    "cost": "Cost",
    "business": "Business",
}


def reference() -> str:
    """The whole document."""
    groups = [(title, [kpi for kpi in KPIS.values() if kpi.category == category]) for category, title in CATEGORIES.items()]
    chapters = ["\n".join([f"## {title}\n", *map(_section, kpis)]) for title, kpis in groups]
    return "\n".join([HEAD, _overview(groups), *chapters, _inputs(), _disagreements()])


def _overview(groups: Iterable[tuple[str, Sequence[Kpi]]]) -> str:
    rows = [[title, ", ".join(f"[{kpi.name}](#{_anchor(kpi)})" for kpi in kpis)] for title, kpis in groups]
    return f"## The {len(KPIS)} KPIs\n\n{_table(['', ''], rows)}\n"


def _anchor(kpi: Kpi) -> str:
    """As a heading's link is made: small letters, no punctuation, blanks as hyphens."""
    kept = "".join(letter for letter in f"{kpi.name} {kpi.key}".lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")


def _section(kpi: Kpi) -> str:
    told = [f"### {kpi.name} (`{kpi.key}`)", f"*{kpi.asks}*", "\n".join(f"- {sentence}" for sentence in kpi.definition), _facts(kpi)]
    if kpi.parameters:
        told.append("Parameters:\n\n" + "\n".join(_parameter(each) for each in kpi.parameters))
    if kpi.benchmarks:
        told.append("Published:\n\n" + "\n".join(f"- {_benchmark(each)}" for each in kpi.benchmarks))
    return "\n\n".join(told) + "\n"


def _facts(kpi: Kpi) -> str:
    cuts = ", ".join(each.name.lower() for each in kpi.dimensions) or "nothing"
    rows = {
        "Formula": kpi.formula,
        "Unit, better": f"{kpi.unit}, {kpi.better}",
        "AI / human split": str(kpi.split),
        "Day": kpi.day_of,
        "Window": f"{kpi.window_days} days" if kpi.window_days else "none",
        "Cut by": cuts + (f"; by {kpi.by.name.lower()} unless asked otherwise" if kpi.by is not None else ""),
        "Pillar, category, cadence": f"{kpi.pillar}, {kpi.category}, {kpi.cadence}" + ("; an outcome" if kpi.is_outcome else ""),
        "Needs": "; ".join(each.name for each in kpi.needs),
        "Shown with": ", ".join(f"`{key}`" for key in kpi.balanced_by),
        "Version": f"`{kpi.version}`",
    }
    return _table(["", ""], [[name, value] for name, value in rows.items()])


def _parameter(parameter: Parameter) -> str:
    choices = [f"  - `{each.value}`: {each.name}{f' ({each.source})' if each.source else ''}" for each in parameter.choices]
    return "\n".join([f"- **{parameter.name}** (`{parameter.key}`): {parameter.asks}", *choices])


def _benchmark(benchmark: Benchmark) -> str:
    conditions = "".join(f"; {each}" for each in (benchmark.condition, benchmark.scale) if each)
    return f"{benchmark.text} ({benchmark.kind}{conditions}; {benchmark.source})"


def _inputs() -> str:
    needed: dict[tuple[str, str], list[str]] = {}
    for kpi in KPIS.values():
        for each in kpi.needs:
            needed.setdefault((each.name, each.send), []).append(f"`{kpi.key}`")
    rows = [[name, send[0].upper() + send[1:], ", ".join(keys)] for (name, send), keys in needed.items()]
    return f"## Inputs\n\nWhat an account sends, how, and what cannot be read without it.\n\n{_table(['Input', 'How to send it', 'Needed by'], rows)}\n"


def _disagreements() -> str:
    rows = [[str(each.number), each.question, each.readings, each.answer, _decided(each.kpis, each.parameters)] for each in DISAGREEMENTS]
    return f"## Where the guides disagree\n\n{_table(['', 'Question', 'The guides', 'This product', 'Where'], rows)}\n"


def _decided(kpis: Sequence[str], parameters: Sequence[str]) -> str:
    return ", ".join(f"`{key}`" for key in kpis) + (f": {', '.join(f'`{key}`' for key in parameters)}" if parameters else "")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["-"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" if line[0] != "-" else f"|{'|'.join(line)}|" for line in lines)
