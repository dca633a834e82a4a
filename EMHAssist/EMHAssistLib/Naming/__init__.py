"""Naming: what scanners, segmentation tools and case reports call sequences, tissues and vertebrae. Pure text."""
