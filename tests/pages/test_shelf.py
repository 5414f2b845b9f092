"""Bodies come back from the disk as they were laid down."""

from builder.pages.shelf import Held, Shelf


def test_bodies_come_back_whatever_the_order() -> None:
    shelf = Shelf()
    wanted = ["<h1>A–1</h1>", "", "<p>" + "é" * 10_000 + "</p>"]
    bodies = [shelf.put(html) for html in wanted]
    assert [body.text() for body in reversed(bodies)] == wanted[::-1]
    bodies.append(shelf.put("late"))
    assert [body.text() for body in bodies] == [*wanted, "late"]


def test_a_body_in_memory_is_what_it_was_given() -> None:
    assert Held("<h1>").text() == "<h1>"
