"""ninjs and exports of Telegram."""

from fuzz.inputs import check_documents

from frontmap.documents.ninjs import Ninjs
from frontmap.documents.telegram import TelegramExport

FORMS = (Ninjs(), TelegramExport())
SEEDS = (
    b'\x00{"uri": "u", "versioncreated": "2023-01-13T00:00:00Z", "pubstatus": "usable", "headlines": [{"value": "A"}], "bodies": [{"value": "<p>Soledar was taken.</p>", "contenttype": "text/html"}], "infosources": [{"name": "Wire"}], "language": "en"}',
    b'\x00{"items": [{"headline": "A", "body_text": "Soledar was taken.", "source": "Wire", "firstcreated": "2023-01-13"}, {"body_html": "<p>B</p>"}]}',
    b'\x01{"name": "Wire", "type": "public_channel", "id": 1, "messages": [{"id": 1, "type": "message", "date": "2023-01-13T10:00:00", "date_unixtime": "1673600000", "text": ["Soledar ", {"type": "bold", "text": "was taken"}]}]}',
)
WORDS = ('"bodies"', '"headlines"', '"value"', '"contenttype"', '"items"', '"messages"', '"type"', '"date_unixtime"', '"text"', '"text_entities"', "null", "[]", "{}", "1e400", "-1", "\\ud800", '"public_channel"', '"service"', '"forwarded_from"')


def check(data: bytes) -> None:
    """Read."""
    check_documents(FORMS[(data[0] if data else 0) % len(FORMS)], data[1:])
