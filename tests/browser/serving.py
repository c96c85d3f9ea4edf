"""The built pages on a server of this machine that can be told to lose or to spoil a file."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Site", "serve"]

TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm"}


class Site(ThreadingHTTPServer):
    """What was asked of it is kept, as ``METHOD path``."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.asked: list[str] = []
        self.lost: set[str] = set()
        self.spoilt: set[str] = set()

    def handle_error(self, *_: object) -> None:
        """A browser that leaves before it has got all is no fault."""

    @property
    def origin(self) -> str:
        """Where it is found, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(SimpleHTTPRequestHandler):
    """Files of a folder, with the types that browsers insist on."""

    server: Site
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""

    def parse_request(self) -> bool:
        """Keep what is asked; lose or spoil the file if that was wished."""
        understood = super().parse_request()
        if understood:
            self.server.asked.append(f"{self.command} {self.path}")
            if self.path.rsplit("/", 1)[-1] in self.server.lost:
                self.path = "/lost"
        return understood

    def copyfile(self, source: object, outputfile: object) -> None:
        """The bytes of a file; of one that is spoilt the last bit is turned."""
        data = source.read()  # type: ignore[attr-defined]  # a file, or a listing in memory
        if self.path.rsplit("/", 1)[-1] in self.server.spoilt:
            data = data[:-1] + bytes([data[-1] ^ 1])
        outputfile.write(data)  # type: ignore[attr-defined]  # the socket


@contextmanager
def serve(folder: Path) -> Iterator[Site]:
    """While these pages are served."""
    site = Site(folder)
    Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
