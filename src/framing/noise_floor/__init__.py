"""How large a difference is found when there is none: in an outlet's own articles, in an article's own halves."""
