"""``python -m desktop.cli`` is ``cunqingtong``."""

import sys

from desktop.cli import main

sys.exit(main())
