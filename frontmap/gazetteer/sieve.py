"""Which spellings surely stand nowhere in the index, told from half a megabyte in memory: nearly all that a text offers for the first time."""

from __future__ import annotations

from collections.abc import Collection
from zlib import crc32

__all__ = ["Sieve"]

_BITS_A_KEY = 16  # at least; one key in seventy that is in no index passes then
_SPREAD = 0x9E3779B1  # an odd number that makes a second hash of a first one (Knuth's, of the golden ratio)
_LEAST_BITS = 1 << 10


class Sieve:
    """A Bloom filter of two hashes: a key that does not pass is none of those that it was made of.

    Parameters
    ----------
    bits : bytes
        As `made_of` gives them; their number is a power of two.
    """

    def __init__(self, bits: bytes) -> None:
        self._bits, self._mask = bits, len(bits) * 8 - 1

    @staticmethod
    def made_of(keys: Collection[str]) -> bytes:
        """Return the bits of a sieve that all the keys pass."""
        count = max(_LEAST_BITS, 1 << (len(keys) * _BITS_A_KEY - 1).bit_length())
        bits, mask = bytearray(count // 8), count - 1
        for key in keys:
            one = crc32(key.encode())
            for at in (one & mask, (one * _SPREAD >> 8) & mask):
                bits[at >> 3] |= 1 << (at & 7)
        return bytes(bits)

    def __contains__(self, key: str) -> bool:
        """Whether a key may be among those that the sieve was made of."""
        one = crc32(key.encode())
        at, other = one & self._mask, (one * _SPREAD >> 8) & self._mask
        return bool(self._bits[at >> 3] >> (at & 7) & 1 and self._bits[other >> 3] >> (other & 7) & 1)
