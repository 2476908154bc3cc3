"""Peer benchmarks: cohorts of accounts that take part, and percentiles that single nobody out."""
