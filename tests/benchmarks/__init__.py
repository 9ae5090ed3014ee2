"""Speed and memory against something measured in the same run; never fails on time."""
