"""What the module offers to scripts and to its panel, a file for each section of the panel."""
