"""QDC, a REFI-QDA codebook: the questions as codes in the categories of their questionnaires, without interviews."""

from collections.abc import Collection
from pathlib import Path
from xml.etree.ElementTree import Element

from hrdcorpus.errors import RecordError
from hrdcorpus.output.export import FILE, Built, Options
from hrdcorpus.output.export.refi import ORIGIN, build_codes, write_xml
from hrdcorpus.records.form import Record


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """One XML file. Codes have the same GUIDs as in a project. `RecordError` where there is no question at all."""
    codes, _ = build_codes(records, options)
    if not len(codes):
        raise RecordError("a codebook without codes is none, and no interview was chosen")
    root = Element("CodeBook", {"xmlns": "urn:QDA-XML:codebook:1.0", "origin": ORIGIN})
    return Built(notes=write_xml(folder / FILE, root, [codes]))
