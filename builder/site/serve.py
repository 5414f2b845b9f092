"""The portal in a browser with live reload, by mkdocs's own server."""

from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

HOST = "127.0.0.1"


def serve(rebuild: Callable[[], None], root: Path, watched: tuple[Path, ...], port: int) -> None:
    """Serves a folder and calls ``rebuild`` when something watched changes, until Ctrl+C.

    Args:
        rebuild: builds into ``root``; it handles its own errors.
        root: the site.
        watched: files and folders.
        port: on loopback only.
    """
    server = LiveReloadServer(builder=rebuild, host=HOST, port=port, root=str(root))
    for path in watched:
        if path.exists():
            server.watch(str(path))
    try:
        server.serve()
    except KeyboardInterrupt:
        server.shutdown()
    finally:
        server.server_close()
