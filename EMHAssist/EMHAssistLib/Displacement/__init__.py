"""How far the anatomy on one series lies from where another one shows it."""

from .DisplacementOf import displacementOf
from .RigidMotion import motionMatrix

__all__ = ["displacementOf", "motionMatrix"]
