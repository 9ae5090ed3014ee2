"""The ledgers of contracts, assets, resources, debts, projects and subsidies (三资台账)."""
