"""Claims as KML 2.2 and KMZ, for Google Earth and its like: a folder a side, in it a folder a day, in it a placemark a claim.

All text is written by an XML library and never as markup; no document type, so no entities. What a viewer shows as HTML (the
balloon) is escaped a second time, and `$[` loses its meaning. The same claims give the same bytes.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from frontmap.exports.csv import flat_row
from frontmap.exports.glyphs import png_icon
from frontmap.geodesy import circle, lonlat
from frontmap.records import Claim, DateSpan, Kind, Modality, Polarity, Precision
from frontmap.theatres.load import Theatre

__all__ = ["kml_chunks", "kmz_chunks"]

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AREAS = frozenset({Precision.DISTRICT, Precision.REGION, Precision.COUNTRY})
_CIRCLE_POINTS = 72
_PUBLISHER, _PUBLISHER_COLOUR = "publisher", "#6b7280"
_UNDATED, _UNPLACED = "undated", "not placed"
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_SCALES: Mapping[Kind, float] = MappingProxyType({Kind.CONTROL: 1.0, Kind.ADVANCE: 0.9, Kind.WITHDRAWAL: 0.9, Kind.ENCIRCLEMENT: 0.9})
_BALLOON = ("kind", "claimant", "actor", "publisher", "event_date", "published", "modality", "verification", "status", "place_name", "place_reason", "title", "url")
Element = Any  # lxml's, which carries no types


def kml_chunks(claims: Iterable[Claim], theatre: Theatre) -> Iterator[bytes]:
    """Yield a KML document; marks are a viewer's own pins, tinted in the colour of who says so."""
    return _serialised(_document(list(claims), theatre, icons=""))


def kmz_chunks(claims: Iterable[Claim], theatre: Theatre) -> Iterator[bytes]:
    """Yield a KMZ: the KML document with an icon for each kind of claim, so that it needs no network."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("doc.kml"), b"".join(_serialised(_document(list(claims), theatre, icons="icons/"))))
        for kind in Kind:
            for hollow in (False, True):
                archive.writestr(_entry(_icon("icons/", kind, hollow=hollow)), png_icon(kind, hollow=hollow))
    yield packed.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """Return an entry without the time of day, so that the same claims give the same bytes."""
    entry = zipfile.ZipInfo(name, _FIRST_ZIP_DAY)
    entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    return entry


def _serialised(root: Element) -> Iterator[bytes]:
    from lxml import etree

    yield etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _document(claims: Sequence[Claim], theatre: Theatre, icons: str) -> Element:
    from lxml import etree

    root = etree.Element(f"{{{_NAMESPACE}}}kml", nsmap={None: _NAMESPACE})
    document = _add(root, "Document")
    _add(document, "name", theatre.title)
    _add(document, "open", "1")
    _add(document, "description", "Claims, not verified. A claim is not a fact: each mark leads back to a sentence, its claimant and its source.")
    colours = {**{side.id: side.colour for side in theatre.sides}, _PUBLISHER: _PUBLISHER_COLOUR}
    for side, colour in colours.items():
        for kind in Kind:
            for polarity in Polarity:
                _style(document, _style_id(side, kind, polarity), colour, kind, denied=polarity is Polarity.DENIED, icons=icons)
    labels = {**{side.id: side.label for side in theatre.sides}, _PUBLISHER: "In the publisher's own voice"}
    for side, days in _shelves(claims, colours).items():
        folder = _folder(document, labels[side])
        for day, group in days.items():
            shelf = _folder(folder, day)
            for claim in group:
                _placemark(shelf, claim, side)
    return root


def _shelves(claims: Iterable[Claim], sides: Mapping[str, str]) -> dict[str, dict[str, list[Claim]]]:
    """Return claims by side, in the theatre's order, and by day: the first of the event, then the undated, then those without a place."""
    found: dict[str, dict[str, list[Claim]]] = {side: {} for side in sides}
    for claim in claims:
        day = _UNPLACED if not claim.placed else claim.event.first.isoformat() if claim.event else _UNDATED
        found[_side(claim, sides)].setdefault(day, []).append(claim)
    order = {_UNDATED: 1, _UNPLACED: 2}
    return {side: dict(sorted(days.items(), key=lambda item: (order.get(item[0], 0), item[0]))) for side, days in found.items() if days}


def _side(claim: Claim, sides: Mapping[str, str]) -> str:
    side = claim.claimant_side
    if side is not None and side not in sides:
        return "other" if "other" in sides else _PUBLISHER
    return side or _PUBLISHER


def _style_id(side: str, kind: Kind, polarity: Polarity) -> str:
    return f"{side}-{kind.value}-{polarity.value}"


def _style(document: Element, name: str, colour: str, kind: Kind, *, denied: bool, icons: str) -> None:
    style = _add(document, "Style")
    style.set("id", name)
    icon = _add(style, "IconStyle")
    _add(icon, "color", _kml_colour(colour, 0xCC if denied else 0xFF))
    _add(icon, "scale", str(_SCALES.get(kind, 0.8)))
    if icons:
        _add(_add(icon, "Icon"), "href", _icon(icons, kind, hollow=denied))
    _add(_add(style, "LabelStyle"), "scale", "0.8")
    line = _add(style, "LineStyle")
    _add(line, "color", _kml_colour(colour, 0xFF))
    _add(line, "width", "2")
    _add(_add(style, "PolyStyle"), "color", _kml_colour(colour, 0x22))
    _add(_add(style, "BalloonStyle"), "text", "$[description]")


def _icon(folder: str, kind: Kind, *, hollow: bool) -> str:
    return f"{folder}{kind.value}{'-denied' if hollow else ''}.png"


def _kml_colour(colour: str, opacity: int) -> str:
    """Return a colour as KML writes it: opacity, blue, green, red."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"{opacity:02x}{blue}{green}{red}".lower()


def _placemark(folder: Element, claim: Claim, side: str) -> None:
    row = flat_row(claim)
    mark = _add(folder, "Placemark")
    _add(mark, "name", _name(claim))
    _add(mark, "description", _balloon(row))
    if claim.event is not None:
        _time(mark, claim.event)
    _add(mark, "styleUrl", f"#{_style_id(side, claim.kind, claim.polarity)}")
    data = _add(mark, "ExtendedData")
    for name, value in row.items():
        if value is not None:
            each = _add(data, "Data")
            each.set("name", name)
            _add(each, "value", ("true" if value else "false") if isinstance(value, bool) else value)
    _geometry(mark, claim)


def _name(claim: Claim) -> str:
    place = claim.placement.place.name if claim.placement is not None and claim.placement.place is not None else claim.place_text or "no place"
    doubt = {Modality.PLANNED: " planned", Modality.POSSIBLE: " possible"}.get(claim.modality, "")
    return f"{place}: {claim.kind.value}{' denied' if claim.polarity is Polarity.DENIED else doubt}"


def _balloon(row: Mapping[str, Any]) -> str:
    """Return what a click shows, as HTML in which every text is escaped."""
    told = "".join(f"<tr><td>{name}</td><td>{_shown(row[name])}</td></tr>" for name in _BALLOON if row[name])
    return f"<blockquote>{_shown(row['sentence'])}</blockquote><table>{told}</table><p>A claim, not verified.</p>"


def _shown(value: object) -> str:
    return html.escape(str(value)).replace("$[", "&#36;[")


def _time(mark: Element, span: DateSpan) -> None:
    if span.first == span.last:
        _add(_add(mark, "TimeStamp"), "when", span.first.isoformat())
        return
    stretch = _add(mark, "TimeSpan")
    _add(stretch, "begin", span.first.isoformat())
    _add(stretch, "end", span.last.isoformat())


def _geometry(mark: Element, claim: Claim) -> None:
    """Draw a point, or, where an area was named, the circle in which the truth may lie: an area is no pin."""
    placement = claim.placement
    if placement is None or placement.place is None or placement.lat is None or placement.lon is None:
        return
    if placement.precision in _AREAS and placement.radius_m:
        ring = list(circle(placement.lat, placement.lon, placement.radius_m, _CIRCLE_POINTS).exterior.coords)
        corners = " ".join(f"{lon:.5f},{lat:.5f}" for lon, lat in ring)
        _add(_add(_add(_add(mark, "Polygon"), "outerBoundaryIs"), "LinearRing"), "coordinates", corners)
        return
    lon, lat = lonlat(round(placement.lat, 6), round(placement.lon, 6))
    _add(_add(mark, "Point"), "coordinates", f"{lon},{lat}")


def _folder(parent: Element, name: str) -> Element:
    folder = _add(parent, "Folder")
    _add(folder, "name", name)
    return folder


def _add(parent: Element, name: str, text: object | None = None) -> Element:
    """Append an element; characters that XML cannot hold become the replacement character."""
    from lxml import etree

    child = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    if text is not None:
        child.text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", str(text))
    return child
