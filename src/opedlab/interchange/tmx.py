"""The course's own sentence pairs as a translation memory in TMX 1.4: sources with their references, and no doubtful version."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from opedlab import __version__
from opedlab.translation.post_editing import PostEditing

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tmx(record: PostEditing) -> str:
    """The document, with its declaration; the same record gives the same bytes."""
    root = Element("tmx", {"version": "1.4"})
    head = {"creationtool": "opedlab", "creationtoolversion": __version__, "segtype": "sentence", "o-tmf": "post_editing.yaml"}
    header = SubElement(root, "header", head | {"adminlang": "en", "srclang": "en", "datatype": "plaintext"})
    SubElement(header, "note").text = record.about
    body = SubElement(root, "body")
    for sentence in record.sentences:
        unit = SubElement(body, "tu", {"tuid": sentence.id})
        SubElement(unit, "note").text = sentence.title
        for language, text in (("en", sentence.en), ("de", sentence.de)):
            SubElement(SubElement(unit, "tuv", {XML_LANG: language}), "seg").text = text
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
