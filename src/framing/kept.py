"""What is worked out of a frozen object is kept with it, and goes when it goes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

Owner = TypeVar("Owner")
Value = TypeVar("Value")
Options = ParamSpec("Options")


def kept_with_first(function: Callable[Concatenate[Owner, Options], Value]
                    ) -> Callable[Concatenate[Owner, Options], Value]:
    """Remember what a function gives for its first argument (a corpus), for as long as that lives.

    The other arguments are part of the key and must be hashable. What is remembered must not hold the first argument.
    """
    kept: WeakKeyDictionary[Any, dict[Hashable, Value]] = WeakKeyDictionary()

    @wraps(function)
    def remembered(owner: Owner, *args: Options.args, **kwargs: Options.kwargs) -> Value:
        known = kept.setdefault(owner, {})
        key = (args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = function(owner, *args, **kwargs)
        return known[key]

    return remembered
