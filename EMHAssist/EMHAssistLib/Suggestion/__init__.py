"""Where further regions could go: proposals from the images; nothing is measured in them until they are accepted."""
