"""Sample data: the synthetic case, and cases to learn on whose answer is hidden until it is asked for."""

from __future__ import annotations

from ..Display.Translation import translated
from ..Phantom.SampleCases import TEACHING_SET, SampleCase
from ..Report.SampleAnswer import sampleAnswerText
from ..Scene.Sample import isAnswered, sampleOf, setAnswered
from .SampleData import loadSample
from .SeriesActions import SeriesActions


class SampleActions(SeriesActions):
    """Sample data: the synthetic case, and the teaching set."""

    def loadSample(self, number: int = 0) -> list:
        """Load a sample, into a new case if there is anything in the active one: series of a thoracic spine with
        lesions, history and regions.

        :param number: 1 to teachingCases of the teaching set "Which is it?", 0 for the synthetic case
        :return: the volume nodes
        :raises ValueError: there is no such sample
        """
        volumes = loadSample(number=number)
        self.update()
        if self._userSliceWidgets():
            self.showInOwnPlanes()
        return volumes

    @property
    def teachingCases(self) -> int:
        """How many cases the teaching set has."""
        return len(TEACHING_SET)

    @property
    def sampleStory(self) -> str:
        """The history of the patient where the active case is of the teaching set, else ""."""
        sample = self._teachingCase()
        return translated("Phantom.SampleCases", sample.story) if sample else ""

    @property
    def showsSampleAnswer(self) -> bool:
        """Whether the panel shows what the lesions of the active case are made of."""
        return self._teachingCase() is not None and isAnswered(self.getParameterNode().parameterNode)

    def showSampleAnswer(self, shown: bool) -> None:
        """Have the panel show what the lesions of the active case are made of, or hide it again.

        :raises ValueError: the active case is not of the teaching set
        """
        self._checkTeachingCase()
        setAnswered(self.getParameterNode().parameterNode, shown)
        self.resultChanged.emit()

    def sampleAnswer(self) -> str:
        """Return what the lesions of the active case are made of, what the software says of them, whether that is
        right, and which findings decided; as text, a line each.

        :raises ValueError: the active case is not of the teaching set, or has no result
        """
        sample = self._checkTeachingCase()
        if self.result is None:
            raise ValueError(f"There is no result to hold against the truth. {self.problem}".strip())
        return sampleAnswerText(sample, self.result, translated)

    def _teachingCase(self) -> SampleCase | None:
        sample = sampleOf(self.getParameterNode().parameterNode)
        return sample if sample is not None and sample.number else None

    def _checkTeachingCase(self) -> SampleCase:
        sample = self._teachingCase()
        if sample is None:
            raise ValueError("The answer is known of the teaching set alone: load one of its cases first.")
        return sample
