"""What is worked out of a frozen object is kept with it, and goes when it goes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import finalize

Owner = TypeVar("Owner")
Value = TypeVar("Value")
Options = ParamSpec("Options")


def kept_with_first(function: Callable[Concatenate[Owner, Options], Value]
                    ) -> Callable[Concatenate[Owner, Options], Value]:
    """Remember what a function gives for its first argument (a corpus), for as long as that lives.

    The other arguments are part of the key and must be hashable; the first need not be: it is itself only, whatever
    equals it. What is remembered must not hold the first argument.
    """
    kept: dict[int, dict[Hashable, Value]] = {}

    @wraps(function)
    def remembered(owner: Owner, *args: Options.args, **kwargs: Options.kwargs) -> Value:
        if id(owner) not in kept:
            kept[id(owner)] = {}
            finalize(owner, kept.pop, id(owner)).atexit = False
        known = kept[id(owner)]
        key = (args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = function(owner, *args, **kwargs)
        return known[key]

    return remembered
