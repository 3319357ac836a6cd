"""The op-ed as this course may hold it: its bibliographic record and its blocks in the course's own words."""
