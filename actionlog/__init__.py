"""Keep a committee's actions: one file each, in git, from the minutes to the next meeting's paper."""

__version__ = "0.1.0"
