"""Headline findings, and what becomes of each when the analysis is done otherwise."""
