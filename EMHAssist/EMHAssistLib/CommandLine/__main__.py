"""``python -m EMHAssistLib.CommandLine``"""

import sys

from .Main import main

sys.exit(main())
