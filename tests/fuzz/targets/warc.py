"""Web archives."""

from fuzz.inputs import check_documents

from frontmap.documents.warc import WebArchive

PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>Soledar was taken, the army said.</p></body></html>"
HEAD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2023-01-13T00:00:00Z\r\nWARC-Target-URI: https://example.org/\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
SEEDS = (HEAD % len(PAGE) + PAGE + b"\r\n\r\n", b"https://example.org/ 127.0.0.1 20230113000000 text/html 5\nhello\n")
WORDS = ("WARC/1.1", "WARC-Type: ", "response", "resource", "conversion", "Content-Length: ", "-1", "\r\n\r\n", "Transfer-Encoding: chunked", "Content-Encoding: gzip", "WARC-Payload-Digest: sha1:A", "charset=utf-16", "text/plain", "filedesc://")


def check(data: bytes) -> None:
    """Read."""
    check_documents(WebArchive(), data)
