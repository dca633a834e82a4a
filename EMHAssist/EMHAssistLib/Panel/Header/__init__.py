"""Header: what is always in sight, the answer at a glance and the cases of the scene."""
