"""Do the examples in the files of cleaning rules come out as they say?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from framing.article import Article
from framing.clean import clean
from framing.cleaning_rule import Example, Rule
from framing.outlets import OutletRules, rules_for
from framing.problem import ERROR, Problem


def find_broken_examples(rules: Mapping[str, OutletRules]) -> list[Problem]:
    """One problem for each example whose lines get other roles than it states; empty if all come out right.

    An example is cleaned as an article of the outlet without title or author, with all its rules and the
    generic ones. ``rules``: from ``load_outlet_rules``.
    """
    return [
        problem
        for key, outlet in rules.items()
        for rule in outlet.rules
        for example in rule.examples
        for problem in _check_example(rule, example, rules_for(key, rules, {key: key}))
    ]


def _check_example(rule: Rule, example: Example, outlet: OutletRules) -> Iterable[Problem]:
    article = Article(article_id="example", outlet=outlet.key, text="\n".join(example.lines))
    for line, wanted in zip(clean(article, outlet), example.roles, strict=True):
        if line.role != wanted:
            yield Problem(
                severity=ERROR,
                message=f"An example of the cleaning rule {rule.key!r} does not come out as it says.",
                column="examples",
                value=article.text[line.start : line.end],
                allowed=f"{wanted} (it became {line.role}, by the rule {line.rule!r})",
                next_step="Mend the rule or the example.",
            )
