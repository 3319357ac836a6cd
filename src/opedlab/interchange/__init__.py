"""A student's review marks and the course's sentence pairs in the formats that translators exchange.

Nothing leaves in them but the quoted words of the exercises (at most eight in a row, all of them in caveats.yaml), the
course's own sentences, and the student's marks under the pseudonym of the work folder.
"""
