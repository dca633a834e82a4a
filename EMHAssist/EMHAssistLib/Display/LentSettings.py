"""Settings of the user that are other ones for a while, such as what Slicer draws in 3D views."""

from __future__ import annotations

from collections.abc import Callable, Iterable

# Attribute of a node while a setting of it is lent: this, the name of the setting and of the part of the node that it
# is of. Its value: what to give back, and what was set instead.
_LENT = "EMHAssist.Lent."


class LentSettings:
    """Changes settings of nodes and gives them back. What a node had is kept on it, so that a region which was deleted
    meanwhile and comes back has it, too, and a scene that is saved meanwhile: Slicer does not tell that it saves.

    :param scene: the scene
    """

    def __init__(self, scene):
        self._scene = scene
        self._lent: dict[tuple[str, str, str], None] = {}

    def lend(self, node, name: str, value, part: str = "") -> tuple[str, str, str]:
        """Change a setting, unless that was done already; the user may have changed it since.

        :param node: a node of the scene
        :param name: of the setting, as in "Get..." and "Set..." of the node
        :param value: a number, or several
        :param part: id of the part of the node that it is a setting of, "" for the whole
        :return: what keepOnly() takes
        """
        key = node.GetID(), name, part
        self._lent[key] = None
        # A scene that is added to this one brings views and their settings of its own.
        if not node.GetAttribute(_attribute(name, part)):
            get, put = _access(node, name, part)
            before = get()
            put(value)
            node.SetAttribute(_attribute(name, part), f"{_text(before)};{_text(get())}")
        return key

    @staticmethod
    def wasOff(node, name: str, part: str = "") -> bool:
        """Tell whether a setting that is lent was zero; parameters as those of lend()."""
        return (node.GetAttribute(_attribute(name, part)) or "").startswith("0;")

    def keepOnly(self, keys: Iterable[tuple[str, str, str]]) -> None:
        """Give back all settings but these."""
        for key in self._lent.keys() - set(keys):
            self._giveBack(*key)
            del self._lent[key]

    def giveBack(self) -> None:
        """Give back all settings, but for those that the user has changed since."""
        self.keepOnly(())

    def giveBackFound(self, nodes: Iterable) -> None:
        """Give back what nodes have lent, such as those of a scene that was saved meanwhile."""
        for node in nodes:
            for attribute in node.GetAttributeNames():
                if attribute.startswith(_LENT):
                    name, _, part = attribute[len(_LENT):].partition(".")
                    self._giveBack(node.GetID(), name, part)

    def _giveBack(self, nodeId: str, name: str, part: str) -> None:
        node = self._scene.GetNodeByID(nodeId)
        lent = node.GetAttribute(_attribute(name, part)) if node else None
        if not lent:
            return
        node.RemoveAttribute(_attribute(name, part))
        before, _, ours = lent.partition(";")
        get, put = _access(node, name, part)
        if _text(get()) == ours:
            values = [float(word) for word in before.split()]
            put(values if len(values) > 1 else int(values[0]))


def _attribute(name: str, part: str) -> str:
    return f"{_LENT}{name}.{part}" if part else _LENT + name


def _access(node, name: str, part: str) -> tuple[Callable, Callable]:
    parts = (part,) if part else ()
    get, put = getattr(node, "Get" + name), getattr(node, "Set" + name)
    return lambda: get(*parts), lambda value: put(*parts, value)


def _text(value) -> str:
    values = value if isinstance(value, (tuple, list)) else (int(value),)
    return " ".join(f"{one!r}" for one in values)
