"""Short strings numbered, each different one once: all strings of a text are looked up together, by arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

N_BYTES = 8  # of a number
BYTES_UP_TO = np.array([(1 << 8 * length) - 1 for length in range(N_BYTES + 1)], np.uint64)
# In place of the second number of a long string: bytes that UTF-8 never has.
LONG = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
# Odd numbers that differ from process to process as Python's own hashes do, so that no text is made to be slow.
MIX_LOW, MIX_HIGH = (np.uint64(hash(word) & 0xFFFF_FFFF_FFFF_FFFF | 1) for word in ("low", "high"))
FREE = -1
# Looked up at a time: arrays of so many stay in the fast caches.
PORTION = 1 << 16
MIN_ROWS = 1 << 10


class StringNumbers:
    """Numbers strings of UTF-8 that are not empty and hold no blank in the order in which they come.

    ``texts``: the strings by number. It is a hash table whose columns are arrays. A string of up to 16 bytes is two
    numbers of 64 bits, which say all that is in it; of a longer one (rare in English) the first is
    its number among the long ones. So strings are compared exactly, and only new ones are ever made into objects.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._low, self._high = np.zeros((2, MIN_ROWS), np.uint64)
        self._table = np.full(2 * MIN_ROWS, FREE, np.int32)
        self._long: dict[bytes, int] = {}

    def numbers_of(self, raw: bytes, starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """The number (int32) of each string that begins at one of these bytes and is so many bytes long."""
        padded, has_zero = raw + bytes(2 * N_BYTES), 0 in raw
        numbers = np.empty(len(starts), np.int32)
        for first in range(0, len(starts), PORTION):
            some = slice(first, first + PORTION)
            numbers[some], new = self._number(*self._keys(padded, starts[some], lengths[some], has_zero))
            if len(new):
                self.texts += _texts(padded, starts[first + new], lengths[first + new])
        return numbers

    def numbers_of_texts(self, texts: Iterable[str]) -> np.ndarray:
        """The same for strings without blanks that are texts already."""
        raw, ends = _joined(texts)
        lengths = np.diff(ends, prepend=-1) - 1
        return self.numbers_of(raw, ends - lengths, lengths)

    def _keys(self, raw: bytes, starts: np.ndarray, lengths: np.ndarray, has_zero: bool
              ) -> tuple[np.ndarray, np.ndarray]:
        """The two numbers that stand for each string. ``raw`` goes on for 16 bytes after the last of them."""
        eight_from = np.ndarray(len(raw) - N_BYTES + 1, "<u8", raw, strides=1)
        low = eight_from[starts] & BYTES_UP_TO.take(lengths, mode="clip")
        high = np.zeros(len(starts), np.uint64)
        longer = np.flatnonzero(lengths > N_BYTES)
        high[longer] = eight_from[starts[longer] + N_BYTES] & BYTES_UP_TO.take(lengths[longer] - N_BYTES, mode="clip")
        is_long = lengths > 2 * N_BYTES
        if has_zero:  # which at the end of a string would be lost
            is_long |= np.frombuffer(raw, np.uint8)[starts + lengths - 1] == 0
        long = np.flatnonzero(is_long)
        strings = map(raw.__getitem__, map(slice, starts[long].tolist(), (starts[long] + lengths[long]).tolist()))
        low[long] = [self._long.setdefault(string, len(self._long)) for string in strings]
        high[long] = LONG
        return low, high

    def _number(self, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The number of each string, and at which places the new ones stand, each once."""
        first = len(self.texts)
        self._make_room(first + len(low))
        slots = self._slots(low, high)
        numbers = self._table.take(slots)
        others = np.flatnonzero((self._low.take(numbers) != low) | (self._high.take(numbers) != high))
        low, high, slots = low[others], high[others], slots[others]
        rows = self._put(first, low, high, slots)
        new = np.flatnonzero(rows == first + np.arange(len(rows)))
        rank = np.zeros(len(rows), np.int32)
        rank[new] = np.arange(first, first + len(new))
        self._table[slots[new]] = rank[new]
        self._low[first:first + len(new)], self._high[first:first + len(new)] = low[new], high[new]
        is_new = rows >= first
        rows[is_new] = rank[rows[is_new] - first]
        numbers[others] = rows
        return numbers, others[new]

    def _slots(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """Where to begin to look for strings: the highest bits of a number that every bit of theirs has a part in."""
        mixed: np.ndarray = low * MIX_LOW + high * MIX_HIGH
        return (mixed >> np.uint64(65 - len(self._table).bit_length())).view(np.int64)

    def _put(self, first: int, low: np.ndarray, high: np.ndarray, slots: np.ndarray) -> np.ndarray:
        """Make rows of strings, from ``first`` on, and find for each the row that the table has for its like.

        ``slots``: where to begin to look; afterwards, where the row was found."""
        table = self._table
        self._low[first:first + len(low)], self._high[first:first + len(low)] = low, high
        rows = np.empty(len(low), np.int32)
        left = np.arange(len(low))
        while len(left):
            free = left[table[slots[left]] == FREE][::-1]
            table[slots[free]] = first + free  # of those that are alike the last one written stays: the first
            row = table[slots[left]]
            is_same = (self._low[row] == low[left]) & (self._high[row] == high[left])
            rows[left[is_same]] = row[is_same]
            left = left[~is_same]
            slots[left] = (slots[left] + 1) % len(table)
        return rows

    def _make_room(self, n_rows: int) -> None:
        if n_rows >= len(self._low):  # the last row stays as it is: what FREE slots seem to hold
            n_more = max(n_rows + 1, 2 * len(self._low)) - len(self._low)
            more = np.zeros(n_more, np.uint64)
            self._low, self._high = np.append(self._low, more), np.append(self._high, more)
            self._table = np.full(1 << (len(self._low) - 1).bit_length() + 1, FREE, np.int32)
            low, high = self._low[:len(self.texts)], self._high[:len(self.texts)]
            self._put(0, low, high, self._slots(low, high))


def sorted_order(texts: Sequence[str]) -> np.ndarray:
    """The numbers of texts without blanks and control characters in the order in which ``sorted`` puts the texts."""
    import pyarrow
    import pyarrow.compute

    raw, ends = _joined(texts)
    # The blank behind each, which comes before every character in them, leaves the order as it is.
    offsets = np.append(0, ends + 1).astype(np.int32)
    strings = pyarrow.BinaryArray.from_buffers(
        pyarrow.binary(), len(texts), [None, pyarrow.py_buffer(offsets), pyarrow.py_buffer(raw)])
    return pyarrow.compute.sort_indices(strings).to_numpy()


def _joined(texts: Iterable[str]) -> tuple[bytes, np.ndarray]:
    """Texts with a blank behind each as UTF-8, and where the blanks are."""
    raw = " ".join([*texts, ""]).encode("utf-8", "surrogatepass")
    return raw, np.flatnonzero(np.frombuffer(raw, np.uint8) == ord(" "))


def _texts(raw: bytes, starts: np.ndarray, lengths: np.ndarray) -> list[str]:
    """The strings themselves, cut out together."""
    ends = np.cumsum(lengths + 1)
    codes = np.frombuffer(raw, np.uint8)[np.repeat(starts - ends + lengths + 1, lengths + 1) + np.arange(ends[-1])]
    codes[ends - 1] = ord(" ")
    return codes[:-1].tobytes().decode("utf-8", "surrogatepass").split(" ")
