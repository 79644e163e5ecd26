"""A page -> why its record is as it is: every row of the ledger with its reasons, as values, JSON or HTML."""

from hrdcorpus.output.explaining.explanation import Explained, Explanation, describe_key, explain_page
from hrdcorpus.output.explaining.html_page import render_html
from hrdcorpus.output.explaining.json_lines import render_json

__all__ = ["Explained", "Explanation", "describe_key", "explain_page", "render_html", "render_json"]
