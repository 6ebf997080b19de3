"""Stands in for the user's editor: makes of the file what `edited.yaml` holds."""

import shutil
import sys

shutil.copyfile("edited.yaml", sys.argv[-1])
