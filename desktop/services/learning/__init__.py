"""What members and villagers learn and do together: content, study, who lacks what, real deeds, figures."""
