"""A report that may be passed on: snippets instead of sentences, and how much of each article it still holds."""

from framing.share.limit import DEFAULT_WORDS, ShareLimit, share_limit

__all__ = ["DEFAULT_WORDS", "ShareLimit", "share_limit"]
