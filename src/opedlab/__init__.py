"""The engine of the course *A Sign of Weakness? Reading a machine-translated op-ed*.

A notebook needs one name only: ``from opedlab import lesson``. Everything else loads when it is first used,
so that ``import opedlab`` stays cheap.
"""

# The module is called `lessons`: a submodule `lesson` would hide the function of that name once it is imported.
__version__ = "0.1.0"
__all__ = ["lesson"]


def __getattr__(name: str) -> object:
    if name == "lesson":
        from opedlab.lessons import lesson

        return lesson
    raise AttributeError(f"module 'opedlab' has no attribute {name!r}")
