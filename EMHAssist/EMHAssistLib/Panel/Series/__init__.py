"""Series: the volumes with their roles, how they are shown, and bias field correction."""
