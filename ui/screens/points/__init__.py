"""The screen of points (积分): standings, what waits, rules, appeals, the yearly appraisal."""
