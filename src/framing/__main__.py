"""``python -m framing``: the same as the command ``framing``."""

import sys

from framing.cli import main

sys.exit(main())
