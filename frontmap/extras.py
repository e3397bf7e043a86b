"""Optional libraries: loaded when something needs them, and asked for by the extra that brings them where they are not installed."""

from __future__ import annotations

import importlib
from types import ModuleType

from frontmap.errors import MissingExtraError

__all__ = ["load_extra"]


def load_extra(module: str, extra: str, purpose: str) -> ModuleType:
    """Return an optional library's module.

    Parameters
    ----------
    module : str
        Its dotted name, such as `pyarrow.parquet`.
    extra : str
        The extra of this package that installs it.
    purpose : str
        What needs it, for the message: "Parquet files".

    Raises
    ------
    MissingExtraError
        If it is not installed; the message says how to install it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise MissingExtraError(f"{purpose} need {library}, which cannot be loaded ({error}): pip install 'frontmap[{extra}]'") from None
