"""Actions in lists: under a heading of actions, under one that may mean them, or with a box to tick."""
