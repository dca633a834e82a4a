"""Display: the result in the viewer: drawings over the images, labels, the box, tables, plot and layouts. Never qt."""
