"""The app's own settings with the one switch that says these are tests."""

import os

os.environ["FTOP_TESTING"] = "1"

from ftop.settings import *  # noqa: F403
