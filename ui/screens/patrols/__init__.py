"""Hazard sites and patrols (巡查): what is to be patrolled, sites, records, cards, alerts."""
