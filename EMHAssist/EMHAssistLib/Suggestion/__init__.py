"""Where further regions could go: proposals from the images, which nothing is measured in until the user accepts them."""
