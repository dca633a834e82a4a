"""What the module offers to scripts and to its panel: the live case, and on it a class of actions for each subject."""
