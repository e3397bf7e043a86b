"""The figures of our own passages, printed below the tests, so that CI shows them and not only that they hold."""

import json

import pytest

FIGURES = "figures of our own passages"


@pytest.fixture
def show_figures(record_property):
    """Hand a language and its figures to the summary below the tests."""

    def show(language, figures):
        record_property(FIGURES, json.dumps({"language": language, **figures}))

    return show


def pytest_terminal_summary(terminalreporter):
    reports = [report for reports in terminalreporter.stats.values() for report in reports if getattr(report, "when", "") == "call"]
    rows = [json.loads(value) for report in reports for name, value in report.user_properties if name == FIGURES]
    if not rows:
        return
    terminalreporter.section(FIGURES)
    for measure in rows[0]:
        terminalreporter.line(f"{measure:28}" + "".join(f"{row[measure]!s:>10}" for row in rows))
