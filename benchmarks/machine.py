"""On what was measured: a number without its machine is none."""

from __future__ import annotations

import os
import platform
from datetime import date
from importlib import metadata
from pathlib import Path

PACKAGES = ("media-framing", "numpy", "scipy", "pandas", "pyarrow", "scikit-learn", "nltk", "vaderSentiment", "seaborn")


def describe_machine() -> dict[str, str]:
    """Date, cores, processor, memory, system and versions, as text."""
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {"date": date.today().isoformat(), "processor": f"{os.cpu_count()} cores, {_processor()}",
            "memory": f"{memory_gb:.0f} GB", "system": platform.platform(terse=True),
            "versions": ", ".join([f"Python {platform.python_version()}", *map(_version, PACKAGES)])}


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
             ] if info.is_file() else []
    return names[0] if names else platform.processor() or platform.machine()


def _version(package: str) -> str:
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return f"{package} not installed"
