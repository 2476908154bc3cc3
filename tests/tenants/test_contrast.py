"""Contrast of colours, against figures that WCAG's own examples give."""

from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tenants import brands, contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that passes on white
        ("#777777", "#ffffff", 4.48),  # the darkest that does not
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_ratios_are_those_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast.ratio(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast.ratio(other, one) == contrast.ratio(one, other)


@given(COLOURS)
def test_black_or_white_reads_on_every_colour(colour: str) -> None:
    assert contrast.ratio(contrast.ink_on(colour), colour) >= contrast.ENOUGH


@given(COLOURS)
@hypothesis_settings(max_examples=30)
def test_the_nearest_colour_passes_and_one_that_passes_is_its_own_nearest(colour: str) -> None:
    for grounds, towards in ((brands.LIGHT_GROUNDS, contrast.BLACK), (brands.DARK_GROUNDS, contrast.WHITE)):
        better = contrast.nearest(colour, grounds, towards=towards)
        assert contrast.worst(better, grounds) >= contrast.ENOUGH
        assert (better == colour) == (contrast.worst(colour, grounds) >= contrast.ENOUGH)


def test_the_grounds_are_those_of_the_interface() -> None:
    css = (Path(settings.BASE_DIR) / "frontend/src/app/theme.css").read_text()
    light, dark = css.split('"dark"] {')
    for sheet, grounds in ((light, brands.LIGHT_GROUNDS), (dark, brands.DARK_GROUNDS)):
        assert {f"#{sheet.split(f'--{name}: #')[1][:6]}" for name in ("surface", "page", "sunken")} == set(grounds)
