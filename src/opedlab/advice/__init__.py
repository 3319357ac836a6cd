"""What can be checked about a text of one's own. Advice, never marks: a finding names a place, a reason and a way on.

One module per check, one line per check in ``registry``. A check is a pure function of the text, its parameters and the
records that it needs; what it cannot see stands in its module's docstring. An empty result is no praise.
"""

from opedlab.advice.model import Check, Finding, Records
from opedlab.advice.records import reader
from opedlab.advice.registry import CHECKS, NotACheck, advise, faults, looks_for

__all__ = ["CHECKS", "Check", "Finding", "NotACheck", "Records", "advise", "faults", "looks_for", "reader"]
