"""Tasks from above (上级交办) at the village: taken in as events, answered, with the issuer's word."""
