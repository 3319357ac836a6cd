"""How each kind of item is shown: what the front end gets before an answer, and the kind's part of the text twin."""
