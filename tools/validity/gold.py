"""Human-coded data as files of JSON Lines, whole or one part of them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any


def read_lines(folder: Path, name: str) -> list[dict[str, Any]]:
    """The objects of ``name.jsonl`` or ``name.<part>.jsonl`` (perhaps ``.gz``) in a folder; [] if there is none."""
    paths = sorted({*folder.glob(f"{name}.jsonl*"), *folder.glob(f"{name}.*.jsonl*")})
    texts = ((gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()) for path in paths)
    return [json.loads(line) for text in texts for line in text.decode("utf-8").split("\n") if line.strip()]
