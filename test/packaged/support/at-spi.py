"""What assistive technology is told of the windows on a bus, and how it acts on them: AT-SPI, by Debian's own library.

    at-spi.py tree                  every shown thing as JSON: role and name
    at-spi.py press ROLE NAME       does the first action of the first such thing; exit code 3 when there is none
    at-spi.py place ROLE NAME       where the first such thing is on the screen: x, y, width, height
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def walk(thing):
    # A thing may go away while it is looked at; then there is nothing below it.
    try:
        yield thing
        for index in range(thing.get_child_count()):
            child = thing.get_child_at_index(index)
            if child is not None:
                yield from walk(child)
    except gi.repository.GLib.GError:
        return


def describe(thing):
    try:
        return {"role": thing.get_role_name(), "name": thing.get_name()}
    except gi.repository.GLib.GError:
        return {"role": "gone", "name": ""}


def everything():
    return (thing for thing in walk(Atspi.get_desktop(0)))


def main(arguments):
    if arguments[:1] == ["tree"]:
        print(json.dumps([describe(thing) for thing in everything()]))
        return 0
    action, role, name = arguments
    for thing in everything():
        if describe(thing) == {"role": role, "name": name}:
            if action == "place":
                place = Atspi.Component.get_extents(thing, Atspi.CoordType.SCREEN)
                print(json.dumps([place.x, place.y, place.width, place.height]))
                return 0
            return 0 if Atspi.Action.do_action(thing, 0) else 4
    return 3


sys.exit(main(sys.argv[1:]))
