"""Redaction: a log in, the log that the public may read out.

And the proof, at the end, that nothing which is withheld stands in what was made of it.
"""
