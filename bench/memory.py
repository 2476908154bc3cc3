"""Peak memory of imports and recomputes, and whether it grows with the number of rows."""

from . import measure
from .report import Report, at_most


def run(report: Report, *, imports: list[int], sizes: list[int]) -> None:
    """A process for every size; the bars judge the largest, and how much more it holds than the smallest."""
    report.title("Peak memory of a process")
    for job, numbers in (("import", imports), ("recompute", sizes)):
        peaks = {tickets: _peak(report, job, tickets, last=tickets == max(numbers)) for tickets in numbers}
        if len(peaks) > 1:
            first, last = min(peaks), max(peaks)
            told = f"{last:,} against {first:,} tickets"
            report.add(f"{job}: of the memory for fewer rows", peaks[last] / peaks[first], told, at_most(1.25))


def _peak(report: Report, job: str, tickets: int, *, last: bool) -> float:
    peak, before = measure.peak_megabytes(job, tickets)
    report.add(f"{job} of {tickets:,} tickets", peak, f"{before:.0f} MB before it began", at_most(600) if last else None, unit="MB")
    return peak
