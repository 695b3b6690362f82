"""Many texts read at once: text work once a distinct white-space chunk, everything else by arrays.

The plain functions (``split_sentences``, ``find_quotes``, ``find_words``) say what is right. What is found here is
the same, piece for piece: the rare places that a chunk and its neighbours do not decide are given to them.
"""
