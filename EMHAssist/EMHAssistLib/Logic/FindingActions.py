"""Findings that the user enters."""

from __future__ import annotations

from ..Case import NOT_ASSESSED

# Parameters of the entered findings: this and the id of the feature.
_FINDING_PREFIX = "Finding."


class FindingActions:
    """Findings that the user enters."""

    def setFinding(self, feature: str, level: str) -> None:
        """Enter a finding.

        :param feature: id of a feature of the model
        :param level: id of one of its levels, "" for not entered, NOT_ASSESSED to leave out what was measured
        :raises ValueError: the model has no such feature or level
        """
        levels = self.model.feature(feature).levelIds()
        if level and level not in (*levels, NOT_ASSESSED):
            raise ValueError(f"Unknown level '{level}' of {feature}. Use one of: {', '.join(levels)}.")
        node = self.getParameterNode().parameterNode
        if level:
            node.SetParameter(_FINDING_PREFIX + feature, level)
        else:
            node.UnsetParameter(_FINDING_PREFIX + feature)

    def enteredFindings(self) -> dict[str, str]:
        """Return the entered findings, feature id to level id."""
        node = self.getParameterNode().parameterNode
        return {name[len(_FINDING_PREFIX):]: node.GetParameter(name) for name in node.GetParameterNames()
                if name.startswith(_FINDING_PREFIX)}
