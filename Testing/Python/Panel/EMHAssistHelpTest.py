"""Help where one stands: the "?" of each section, and the window with the documents."""

import re
import unittest

import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistLib.Panel.Help import Pages
from EMHAssistLib.Panel.Help.HelpWindow import HelpWindow


class HelpCase(ModuleCase):
    """What is read in the window."""

    @staticmethod
    def topLine(window):
        """Return the line at the upper edge of the page."""
        return window.browser.cursorForPosition(qt.QPoint(60, 12)).block().text()


class HelpButtonsTest(HelpCase):
    """The "?" of each section."""

    def setUp(self):
        super().setUp()
        self.help = self.widget.panel.help

    def sections(self):
        return [child for child in self.widget.panel.widget.findChildren(qt.QWidget)
                if child.inherits("ctkCollapsibleButton")]

    def testClickOpensTheChapterOfTheSection(self):
        buttons = {button.parent().name: button for button in self.help.buttons.values()}
        self.assertEqual(set(buttons), {section.name for section in self.sections()})
        for section in self.sections():
            buttons[section.name].click()
            slicer.app.processEvents()
            with self.subTest(section.name):
                self.assertTrue(self.help.window.dialog.visible)
                self.assertEqual(self.topLine(self.help.window), section.text)
                self.assertEqual(self.help.window.list.currentItem().text().strip(), section.text)
        self.help.window.dialog.close()

    def testButtonStaysInTheCornerOfTheTitle(self):
        for section, button in ((button.parent(), button) for button in self.help.buttons.values()):
            width = section.width
            for wanted in (width + 80, width):
                section.resize(wanted, section.height)
                box = button.geometry
                with self.subTest(section.name, width=wanted):
                    self.assertLessEqual(0, section.width - box.right())
                    self.assertLess(section.width - box.right(), 8)
                    self.assertLess(box.bottom(), section.contentsRect().top())

    def testClosesWithThePanel(self):
        self.help.show("series")
        dialog = self.help.window.dialog
        self.help.cleanup()
        self.assertFalse(dialog.visible)
        self.assertIsNone(self.help.window)


class HelpWindowTest(HelpCase):
    """The window by itself."""

    def setUp(self):
        super().setUp()
        self.window = HelpWindow()
        self.addCleanup(self.window.cleanup)

    def shown(self):
        slicer.app.processEvents()
        return self.topLine(self.window)

    def testLinksAndBack(self):
        self.window.show(Pages.GUIDE)
        self.assertEqual(self.shown(), "User guide")
        self.window.follow("Computation.md#alignment")
        self.assertEqual(self.shown(), "Alignment")
        self.window.follow("#what-is-urgent")
        self.assertEqual(self.shown(), "What is urgent")
        self.window.goBack()
        self.assertEqual(self.shown(), "Alignment")
        self.window.goBack()
        self.assertEqual(self.shown(), "User guide")
        self.assertFalse(self.window.back.enabled)

    def testSearchFindsWhatIsWrittenBelowAHeading(self):
        self.window.show(Pages.GUIDE)
        everything = self.window.list.count
        self.window.search.setText("ENDPLATE marrow")
        found = [self.window.list.item(row).text().strip() for row in range(self.window.list.count)]
        self.assertIn("Regions", found)
        self.assertLess(len(found), everything)
        self.window.list.setCurrentRow(found.index("2. Place"))
        self.assertEqual(self.shown(), "2. Place")
        self.window.search.setText("no such word anywhere")
        self.assertEqual(self.window.list.count, 0)
        self.assertEqual(self.shown(), "2. Place")

    def testPicturesAreShown(self):
        """From the folder of the module: a picture that is not found is a small sign."""
        self.window.show(Pages.GUIDE)
        names = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", Pages.pageText(Pages.GUIDE))
        self.assertGreater(len(names), 0)
        for name in names:
            image = qt.QImage(str(Pages.DOCUMENTS / name))
            with self.subTest(name):
                self.assertFalse(image.isNull())
                self.assertLess(image.width(), 640)
                self.assertIn(f'src="{name}"', self.window.browser.document.toHtml())


class PagesTest(ModuleCase):
    """The documents themselves."""

    def testEveryDocumentIsAPage(self):
        self.assertEqual(sorted(Pages.PAGES), sorted(path.name for path in Pages.DOCUMENTS.glob("*.md")))

    def testEveryLinkToAHeadingFindsIt(self):
        count = 0
        for page in Pages.PAGES:
            for target, anchor in re.findall(r"\]\(([\w./]*)#([^)]+)\)", Pages.pageText(page)):
                count += 1
                with self.subTest(page=page, anchor=anchor):
                    self.assertIn(anchor, [heading.anchor for heading in Pages.headings(target or page)])
        self.assertGreater(count, 5)

    def testEveryChapterSaysWhatIsClaimedAndWhatNot(self):
        chapters = {heading.anchor: heading.text for heading in Pages.headings(Pages.GUIDE)}
        for anchor in self.widget.panel.help.buttons:
            with self.subTest(anchor):
                self.assertIn(anchor, chapters)
                if anchor not in ("keyboard", "views"):
                    self.assertTrue("**Claims:**" in chapters[anchor] and "**Does not claim:**" in chapters[anchor])


if __name__ == "__main__":
    unittest.main()
