"""A document on paper and in a spreadsheet: every number is there, and no word becomes more than a word."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from pypdf import PdfReader

from metrics.reports import charts, pdf, sheet
from metrics.reports.document import Document
from tests.metrics.reports import samples
from tests.tenants.test_logos import picture

HOSTILE = '#panic("x") $x$ *b* `raw` <b> \\ @ref //c "q" {{ x }} =1+1'


@pytest.fixture(scope="module")
def hostile() -> Document:
    """Every word that anybody may choose tries to be markup."""
    row = {"client": HOSTILE, "text": HOSTILE, "tone": "bad"}
    blocks = [samples.block(partners=(samples.few("survey_response_rate"),)), samples.block(samples.missing("sentiment_score"), values=()) | {"dots": []}]
    given = dict.fromkeys(("name", "subject", "agency"), HOSTILE)
    return samples.document(**given, commentary=[HOSTILE], notes=[HOSTILE], summary=[HOSTILE], blocks=blocks, movers=[row], kind="health")


@pytest.fixture(scope="module")
def pages(hostile: Document) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.render(hostile, logo=picture())))


def test_the_pdf_says_every_number_and_word_as_it_is(pages: PdfReader) -> None:
    text = " ".join(" ".join(page.extract_text() for page in pages.pages).split())
    for told in ("81.0%", "+7.0 pt better", "± 3.0 pt", "n = 200", "before 74.0%", "target ≥ 80.0%", "on target", "55.6%", "too few cases to compare"):
        assert told in text, told
    assert "CSAT answers were never sent." in text
    assert '#panic("x") $x$ *b* `raw` <b>' in text
    assert '//c "q" {{ x }} =1+1' in text


def test_the_pdf_is_accessible(pages: PdfReader) -> None:
    catalogue: Any = pages.trailer["/Root"]
    assert pages.metadata is not None
    assert HOSTILE in str(pages.metadata.title)
    assert catalogue["/Lang"] == "en"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert "pdfuaid" in catalogue["/Metadata"].get_data().decode()


def test_only_an_agency_without_a_brand_tells_who_made_it(hostile: Document) -> None:
    branded = pdf.render(samples.document(credit=""))
    assert "Plumbline" not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(branded)).pages)


def test_charts_become_pictures_of_one_size() -> None:
    document = samples.document(blocks=[samples.block(), samples.block(values=(0.5,)), samples.block()])
    made = pdf.pictures(document)
    assert list(made) == [0, 2]  # one value makes no course
    assert all(png.startswith(b"\x89PNG") and png[16:24] == (1104).to_bytes(4) + (299).to_bytes(4) for png in made.values())


def test_a_chart_of_counts_begins_at_zero_and_a_gap_stays_a_gap() -> None:
    bars = charts.of(samples.block(values=(100.0, 50.0)) | {"chart": "bars"})
    line = charts.of(samples.block(values=(0.7, None, 0.8)))
    assert bars is not None
    assert line is not None
    assert bars["marks"][1]["y"] == pytest.approx(50 / 112)
    assert [mark["y"] is None for mark in line["marks"]] == [False, True, False]
    assert line["alt"] == "Customer satisfaction over time: 2 Nov 70.0%, 9 Nov –, 16 Nov 80.0%."


def test_a_goal_far_away_does_not_flatten_the_values() -> None:
    near, far = (charts.of(samples.block(samples.cell(), values=values)) for values in ((0.78, 0.82), (0.10, 0.12)))
    assert near is not None
    assert far is not None
    assert near["goal"] is not None
    assert far["goal"] is None


def test_the_csv_has_one_row_for_each_number_as_raw_as_it_is(hostile: Document) -> None:
    rows = list(csv.DictReader(io.StringIO(sheet.render(hostile).decode("utf-8-sig"))))
    assert [(row["section"], row["kpi"], row["value"], row["n"], row["shown"]) for row in rows] == [
        ("report", "csat", "0.81", "200", "81.0%"),
        ("report", "sentiment_score", "", "0", "–"),
        ("balancing", "survey_response_rate", repr(5 / 9), "9", "55.6%"),
    ]
    assert rows[1]["notes"] == "CSAT answers were never sent."
    assert (rows[0]["low"], rows[0]["previous"], rows[0]["target"]) == (repr(0.81 - 0.03), "0.74", "≥ 80.0%")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(start: str) -> None:
    text = f"{start}HYPERLINK('https://x.test')"
    row = {"client": text, "figures": [{**samples.block()["figure"], "client": text}]}
    made = sheet.render(samples.document(blocks=[], rows=[row])).decode("utf-8-sig")
    (read,) = csv.DictReader(io.StringIO(made, newline=""))
    assert read["client"] == f"'{text}"
    assert sheet.inert(-0.5) == -0.5
