"""Tasks that rules make by themselves and that explain themselves (规则任务)."""
