"""The module SampleData: sample data other modules register.

Stands for Modules/Scripted/SampleData/SampleData.py. Only sources with a `customDownloader` give data, as the host
downloads nothing. As in Slicer the function is called by the source's button in this module's panel;
`downloadSample` and `downloadFromSource` know only files to download, so here they raise.
"""

import qt
import slicer
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleWidget,
)


def downloadSample(sampleName):
    """First node of a sample; see `SampleDataLogic.downloadFromSource`."""
    return SampleDataLogic().downloadSample(sampleName)


def downloadSamples(sampleName):
    """Nodes of a sample; see `SampleDataLogic.downloadFromSource`."""
    return SampleDataLogic().downloadSamples(sampleName)


def _sources():
    if not hasattr(slicer.modules, "sampleDataSources"):
        slicer.modules.sampleDataSources = {}
    return slicer.modules.sampleDataSources


def _categories():
    if not hasattr(slicer.modules, "sampleDataSourceCategories"):
        slicer.modules.sampleDataSourceCategories = {}
    return slicer.modules.sampleDataSourceCategories


class SampleData(ScriptedLoadableModule):
    """Module description."""

    def __init__(self, parent):
        super().__init__(parent)
        parent.title = "Sample Data"
        parent.categories = ["Informatics"]
        _sources()


class SampleDataSource:
    """One sample: its name and where it comes from. Lists must be of one length, and `uris` is needed, as in
    Slicer, even when a `customDownloader` makes the data."""

    def __init__(self, sampleName=None, sampleDescription=None, uris=None, fileNames=None, nodeNames=None,
                 checksums=None, loadFiles=None, customDownloader=None, thumbnailFileName=None, loadFileTypes=None,
                 loadFileProperties=None):
        if isinstance(uris, str):
            uris, fileNames, nodeNames = [uris], [fileNames], [nodeNames]
            checksums, loadFiles, loadFileTypes = [checksums], [loadFiles], [loadFileTypes]
        self.sampleName = sampleName
        self.sampleDescription = sampleDescription or sampleName
        self.uris = uris
        self.fileNames = fileNames
        self.nodeNames = [None] * len(uris) if nodeNames is None else nodeNames
        self.checksums = [None] * len(uris) if checksums is None else checksums
        self.loadFiles = [None] * len(uris) if loadFiles is None else loadFiles
        self.loadFileTypes = loadFileTypes if isinstance(loadFileTypes, (list, tuple)) else [loadFileTypes] * len(uris)
        self.loadFileProperties = loadFileProperties or {}
        self.customDownloader = customDownloader
        self.thumbnailFileName = thumbnailFileName
        lists = (uris, fileNames, self.nodeNames, self.checksums, self.loadFiles, self.loadFileTypes)
        if len({len(item) for item in lists}) != 1:
            raise ValueError(f"All fields of sample data source must have the same length: {lists}")

    def __eq__(self, other):
        return vars(self) == vars(other)


class SampleDataLogic(ScriptedLoadableModuleLogic):
    """Register and find samples, in ``slicer.modules.sampleDataSources``."""

    @staticmethod
    def registerCustomSampleDataCategory(category, title):
        """Give a category of samples a title."""
        _categories().setdefault(category, {})["title"] = title

    @staticmethod
    def registerCustomSampleDataSource(category="Custom", sampleName=None, uris=None, fileNames=None, nodeNames=None,
                                       customDownloader=None, thumbnailFileName=None, loadFileTypes=None,
                                       loadFiles=None, loadFileProperties=None, checksums=None):
        """Add a sample to a category; one that is there already is not added again."""
        source = SampleDataSource(
            sampleName=sampleName, uris=uris, fileNames=fileNames, nodeNames=nodeNames, checksums=checksums,
            loadFiles=loadFiles, customDownloader=customDownloader, thumbnailFileName=thumbnailFileName,
            loadFileTypes=loadFileTypes, loadFileProperties=loadFileProperties)
        if not SampleDataLogic.isSampleDataSourceRegistered(category, source):
            _sources().setdefault(category, []).append(source)

    @staticmethod
    def isSampleDataSourceRegistered(category, sampleDataSource):
        """Whether the category has that sample."""
        return sampleDataSource in _sources().get(category, [])

    @staticmethod
    def categoryTitle(category):
        """Title of a category, its name when none was given."""
        return _categories().get(category, {}).get("title", category)

    def sourceForSampleName(self, sampleName):
        """The source of that name, or None."""
        return next((source for sources in _sources().values() for source in sources
                     if source.sampleName == sampleName), None)

    def downloadFromSource(self, source, maximumAttemptsCount=3, forceDownload=False):
        """Download the files of a source.

        :raises RuntimeError: always, as the host does not download. Slicer does not call the `customDownloader`
            here either.
        """
        raise RuntimeError(f"SlicerHost does not download; call customDownloader of the sample '{source.sampleName}'")

    def downloadSamples(self, sampleName):
        """Nodes of the sample of that name, [] when there is none; see `downloadFromSource`."""
        source = self.sourceForSampleName(sampleName)
        return self.downloadFromSource(source) if source else []

    def downloadSample(self, sampleName):
        """First node of a sample; see `downloadFromSource`."""
        return self.downloadSamples(sampleName)[0]


class SampleDataWidget(ScriptedLoadableModuleWidget):
    """The panel: a button for each sample, named "<sampleName>PushButton" as in Slicer."""

    def setup(self):
        """Build the panel from the samples registered by now."""
        super().setup()
        self.logic = SampleDataLogic()
        for category, sources in _sources().items():
            box = qt.QGroupBox(SampleDataLogic.categoryTitle(category))
            box.setLayout(qt.QVBoxLayout())
            self.layout.addWidget(box)
            for source in sources:
                button = qt.QPushButton(source.sampleDescription)
                button.name = f"{source.sampleName}PushButton"
                box.layout().addWidget(button)
                action = source.customDownloader or self.logic.downloadFromSource
                button.connect("clicked()", lambda action=action, source=source: action(source))
        self.layout.addStretch(1)
