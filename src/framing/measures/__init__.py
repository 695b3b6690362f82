"""Measures, one family a file: functions of group sums, the same for one outlet or forty."""
