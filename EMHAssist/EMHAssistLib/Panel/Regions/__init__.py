"""Regions: placing, listing and editing the regions of interest, and what is still missing."""
