"""Hold rules to their own examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frontmap.lexicon.load import Rule
from frontmap.lexicon.scan import Scanner

__all__ = ["ExampleFault", "example_faults"]


@dataclass(frozen=True, slots=True)
class ExampleFault:
    """An example that its rule does not bear out."""

    rule: str
    example: str
    why: str


def example_faults(rule: Rule) -> Iterator[ExampleFault]:
    """Yield the examples of a rule that it should find and does not, or should pass over and finds."""
    alone = Scanner.of({"topic": [rule]})
    for example in rule.match:
        if not any(rule.find(example)):
            yield ExampleFault(rule.id, example, "stands under match, and the rule does not find it")
        elif not alone.scan(example):
            yield ExampleFault(rule.id, example, "is found by the rule, but no first word of it leads the scanner there")
    for example in rule.reject:
        if any(rule.find(example)):
            yield ExampleFault(rule.id, example, "stands under reject, and the rule finds it")
