"""Points of members and households (零基积分, 家庭积分): one ledger, its rules, and what is made of it."""
