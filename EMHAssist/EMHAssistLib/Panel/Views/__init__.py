"""Views: what is drawn in the views."""
