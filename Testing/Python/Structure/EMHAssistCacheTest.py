"""What is remembered between two looks."""

import unittest

from EMHAssistLib.Cache import Memory


class MemoryTest(unittest.TestCase):
    def testComputesOnceAndStaysSmall(self):
        computed = []
        memory = Memory(3)
        for key in (1, 2, 1, 3, 1, 2, 4, 4, 1):
            self.assertEqual(memory.get(key, lambda key=key: computed.append(key) or 10 * key), 10 * key)
        # The fourth one has taken the place of all before it.
        self.assertEqual(computed, [1, 2, 3, 4, 1])

    def testWhatCannotBeComputedIsNotRemembered(self):
        memory = Memory(3)
        with self.assertRaises(ZeroDivisionError):
            memory.get("a", lambda: 1 / 0)
        self.assertEqual(memory.get("a", lambda: 7), 7)


if __name__ == "__main__":
    unittest.main()
