"""``python -m sync.county.cli`` is ``cunqingtong-county``."""

import sys

from sync.county.cli import main

sys.exit(main())
