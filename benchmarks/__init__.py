"""What framing does, side by side with what people use instead: in one run, on one machine, over one text.

    python -m benchmarks CORPUS --articles 1000,10000,37500,150000 --write

See ``__main__.py`` for the options and ``cases.py`` for what is measured.
"""
