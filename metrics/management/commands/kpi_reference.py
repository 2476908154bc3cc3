"""`manage.py kpi_reference [--check]`: docs/kpis.md, written from the declarations."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from metrics.declare import Benchmark, Kpi
from metrics.kpis import KPIS

HEAD = """# KPIs

Written by `manage.py kpi_reference` from `metrics/kpis/`; change it there. Durations are in seconds of the calendar or of the
account's opening hours, rates are fractions, days are the account's local days. Benchmarks are what others published:
claims with their source, not measurements of ours.
"""


class Command(BaseCommand):
    help = "Write docs/kpis.md from the declarations; with --check, fail if it differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check: bool, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "kpis.md"
        text = reference()
        if not check:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            raise CommandError("docs/kpis.md is out of date; run manage.py kpi_reference.")


def reference() -> str:
    """The whole document."""
    return HEAD + "".join(f"\n{_section(kpi)}" for kpi in KPIS.values())


def _section(kpi: Kpi) -> str:
    told = [
        f"## {kpi.name} (`{kpi.key}`)",
        f"*{kpi.asks}*",
        "\n".join(f"- {sentence}" for sentence in kpi.definition),
        _facts(kpi),
    ]
    if kpi.benchmarks:
        told.append("Published:\n\n" + "\n".join(f"- {_benchmark(each)}" for each in kpi.benchmarks))
    return "\n\n".join(told) + "\n"


def _facts(kpi: Kpi) -> str:
    rows = {
        "Formula": kpi.formula,
        "Unit, better": f"{kpi.unit}, {kpi.better}",
        "AI / human split": str(kpi.split),
        "Day": kpi.day_of,
        "Window": f"{kpi.window_days} days" if kpi.window_days else "none",
        "Cut by": ", ".join(each.name.lower() for each in kpi.dimensions),
        "Pillar, category, cadence": f"{kpi.pillar}, {kpi.category}, {kpi.cadence}",
        "Needs": "; ".join(each.name.lower() for each in kpi.needs),
        "Shown with": ", ".join(f"`{key}`" for key in kpi.balanced_by),
        "Version": f"`{kpi.version}`",
    }
    return "| | |\n|-|-|\n" + "\n".join(f"| {name} | {value} |" for name, value in rows.items())


def _benchmark(benchmark: Benchmark) -> str:
    condition = f"; {benchmark.condition}" if benchmark.condition else ""
    return f"{benchmark.text} ({benchmark.kind}{condition}; {benchmark.source})"
