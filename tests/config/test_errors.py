import builtins
import inspect

from frontmap import errors
from frontmap.errors import FrontmapError, InputError


def test_every_error_is_also_a_builtin():
    for name in errors.__all__:
        kind = getattr(errors, name)
        if kind is not FrontmapError:
            others = [base for base in inspect.getmro(kind) if base.__module__ == "builtins" and base not in (Exception, BaseException, object)]
            assert others, f"{name} is no builtin"
            assert all(hasattr(builtins, base.__name__) for base in others)


def test_the_tree_in_the_docstring_names_them_all():
    assert all(name in errors.__doc__ for name in errors.__all__)


def test_a_message_says_where():
    assert str(InputError("is empty", path="a.txt", line=3)) == "a.txt:3: is empty"
    assert str(InputError("is empty", path="a.txt")) == "a.txt: is empty"
    assert str(InputError("is empty")) == "is empty"
