"""Hazard sites, the households they threaten, and patrols (隐患巡查)."""
