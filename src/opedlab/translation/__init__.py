"""The German page as a translation: its certainty, its caveats, and the published scales to judge them by."""
