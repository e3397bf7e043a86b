"""All claims of a batch as a data set of GeoParquet files, one a month of the event: `month=2025-11/claims.parquet`, `month=undated/…`.

geopandas, DuckDB, dask-geopandas and Spark read such a folder as one table with the column `month`. A month whose claims are the same is not
written again. `_frontmap.json` names the files, comes last, and says which older ones are ours to take away. Needs `frontmap[parquet]`, and
`frontmap[remote]` for an address such as `s3://bucket/claims`.
"""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from frontmap.atomic import writing
from frontmap.batch.remote import is_remote, store
from frontmap.errors import OutputError
from frontmap.exports.parquet import parquet_chunks
from frontmap.extras import load_extra
from frontmap.packing import pack, unpack
from frontmap.records import Claim

__all__ = ["DataSet"]

_LIST = "_frontmap.json"
_UNDATED = "undated"
_GROUP_ROWS = 20_000


class DataSet:
    """A folder of Parquet files at a path or an address.

    Parameters
    ----------
    address : str
        A local path, or an address that fsspec knows.
    """

    def __init__(self, address: str) -> None:
        self._place: _Local | _Remote = _Remote(address) if is_remote(address) else _Local(Path(address))

    def stands(self, state: str) -> bool:
        """Whether the data set is that of a state, and all its files are there."""
        known = self._known()
        return known.get("state") == state and all(self._place.holds(name) for name in known["files"])

    def write(self, claims: Iterable[Claim], state: str, made_by: str) -> int:
        """Write the months whose claims changed; return how many were written.

        Parameters
        ----------
        claims : iterable of Claim
            Read once; memory holds one month's file.
        state : str
            What `stands` will be asked for.
        made_by : str
            A hash of the code that writes.

        Raises
        ------
        OutputError
            If the place cannot be written.
        MissingExtraError
            If pyarrow is not installed.
        """
        before, files, count = self._known().get("files", {}), dict[str, str](), 0
        try:
            with tempfile.TemporaryDirectory(prefix="frontmap-") as folder:
                for month, path in _by_month(claims, Path(folder)):
                    name = f"month={month}/claims.parquet"
                    with path.open("rb") as lines:
                        files[name] = hashlib.blake2b(made_by.encode() + hashlib.file_digest(lines, "sha256").digest(), digest_size=16).hexdigest()
                    if before.get(name) != files[name] or not self._place.holds(name):
                        with path.open("rb") as lines:
                            self._place.write(name, _file_of_a_set(b"".join(parquet_chunks(unpack(Claim, line) for line in lines))))
                        count += 1
            for name in set(before) - set(files):
                self._place.remove(name)
            self._place.write(_LIST, [json.dumps({"state": state, "files": files}, indent=1).encode()])
        except OSError as error:
            raise error if isinstance(error, OutputError) else OutputError(f"the data set {self._place} cannot be written ({error}): check the address") from None
        return count

    def _known(self) -> dict[str, Any]:
        try:
            known = json.loads(self._place.read(_LIST))
            return known if all(name.startswith("month=") and ".." not in name for name in known["files"]) else {}
        except (OSError, ValueError, TypeError, KeyError):
            return {}


def _file_of_a_set(data: bytes) -> Iterator[bytes]:
    """Yield a GeoParquet file with its geographic metadata in the schema, too: there geopandas looks for that of a folder."""
    parquet = load_extra("pyarrow.parquet", "parquet", "data sets")
    geo = parquet.read_metadata(io.BytesIO(data)).metadata[b"geo"]
    table = parquet.read_table(io.BytesIO(data)).replace_schema_metadata({b"geo": geo})
    found = io.BytesIO()
    parquet.write_table(table, found, compression="zstd", row_group_size=_GROUP_ROWS)
    yield found.getvalue()


def _by_month(claims: Iterable[Claim], folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each month, in order, with a file of its packed claims."""
    held: dict[str, BinaryIO] = {}
    try:
        for claim in claims:
            month = f"{claim.event.first:%Y-%m}" if claim.event is not None else _UNDATED
            if month not in held:
                held[month] = (folder / month).open("wb")
            held[month].write(pack(claim) + b"\n")
    finally:
        for file in held.values():
            file.close()
    yield from ((month, folder / month) for month in sorted(held))


class _Local:
    """A folder of this machine; files appear whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __str__(self) -> str:
        return str(self._path)

    def holds(self, name: str) -> bool:
        return (self._path / name).is_file()

    def read(self, name: str) -> bytes:
        return (self._path / name).read_bytes()

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        with writing(self._path / name) as file:
            file.writelines(chunks)

    def remove(self, name: str) -> None:
        (self._path / name).unlink(missing_ok=True)
        with suppress(OSError):
            (self._path / name).parent.rmdir()


class _Remote:
    """A place of an object store, where a file appears when it is whole."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._files, self._root = store(address)

    def __str__(self) -> str:
        return self._address

    def holds(self, name: str) -> bool:
        return bool(self._files.exists(f"{self._root}/{name}"))

    def read(self, name: str) -> bytes:
        return bytes(self._files.cat_file(f"{self._root}/{name}"))

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        self._files.makedirs(f"{self._root}/{name}".rpartition("/")[0], exist_ok=True)
        with self._files.transaction, self._files.open(f"{self._root}/{name}", "wb") as file:
            for chunk in chunks:
                file.write(chunk)

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{name}")
