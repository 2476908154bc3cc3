"""The panels are made of KPIs that exist."""

from __future__ import annotations

import pytest

from metrics.kpis import KPIS
from metrics.panels import PANELS, Panel


@pytest.mark.parametrize("panel", PANELS, ids=lambda each: each.key)
def test_every_panel_names_declared_kpis(panel: Panel) -> None:
    assert [key for key in panel.kpis if key not in KPIS] == []
    assert len(set(panel.kpis)) == len(panel.kpis)


def test_no_two_panels_share_a_key() -> None:
    assert len({panel.key for panel in PANELS}) == len(PANELS)


@pytest.mark.parametrize("panel", PANELS, ids=lambda each: each.key)
def test_no_panel_shows_speed_alone(panel: Panel) -> None:
    """Every panel has something that a faster or cheaper service can make worse."""
    assert any(KPIS[key].pillar == "quality" for key in panel.kpis)
