"""What a Word file of a paper is made of (ECMA-376 part 1), one module for each: its text, its tables, its styles.

`docx.py` beside this folder puts them together. Our own document is a template like a committee's: the files of the
folder `default`.
"""
