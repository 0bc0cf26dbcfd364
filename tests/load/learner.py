"""A learner as the server sees one: Streamlit's own protocol over a websocket, spoken as the browser does."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from .widgets import moved, standing

PATIENCE = 60
"""So many seconds a learner waits for an answer."""
RETRY = 0.5
"""And so many, before it looks again for a server that does not answer."""


class WrongPageError(Exception):
    """The server has sent what this learner has not asked for."""


class LostError(Exception):
    """The connection has been lost."""


@dataclass
class Screen:
    """What a run of the page has brought."""

    headings: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    link: dict[str, str | None] = field(default_factory=dict)
    """What the address bar is told: the key of a setting -> its text, None for the usual one."""
    toasts: list[str] = field(default_factory=list)
    widgets: set[str] = field(default_factory=set)
    seconds: float = 0.0


class Learner:
    """One browser: opens a page, changes what is on it, and goes on where the server has been lost."""

    def __init__(self, base: str) -> None:
        self._host = urlsplit(base).netloc
        self._cookies: dict[str, str] = {}
        self._states: dict[str, WidgetState] = {}
        self._known: dict[str, ForwardMsg] = {}  # what the browser keeps, and the server need not send again
        self._page = BackMsg()
        self._link = ""
        self._untold = False
        self._socket: ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None
        self._screens: asyncio.Queue[Screen | Exception] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        await self._connect("/")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket and self._reading:
            await self._socket.close()
            await self._reading

    @property
    def process(self) -> int:
        """The process that nginx has given this learner to, by its port."""
        return int(self._cookies["rnnlstm_process"])

    async def open(self, page: str, link: str) -> Screen:
        """Open a page by its link, and wait until it is there."""
        run = self._page.rerun_script
        run.page_name, run.query_string = page, link
        run.context_info.color_scheme = "light"
        run.context_info.locale = "en-US"
        self._link, self._untold = link, True
        return await self._run()

    async def change(self, key: str, value: str | float) -> Screen:
        """Set the widget of a key, and wait until the page has followed."""
        name = next((name for name in self._states if name.endswith(f"-{key}")), None)
        if name is None:
            raise WrongPageError(f"no widget {key} among {sorted(self._states)}")
        self._states[name] = moved(self._states[name], value)
        return await self._run((key, value if isinstance(value, str) else f"{value:g}"))

    async def go_on(self) -> Screen:
        """Connect again, and bring along what the page shows: its link, and all widgets as they stand."""
        await self._reconnect()
        self._tell_address(again=True)
        return await self._run()

    async def _reconnect(self) -> None:
        """Try until the server is there again: one that is being stopped may have taken the first attempt."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    return await self._connect("/_stcore/health")
                except (OSError, WebSocketException):
                    await asyncio.sleep(RETRY)

    async def _connect(self, file: str) -> None:
        """Connect as the browser does: load a file first, and bring the cookies that came with it."""
        await asyncio.to_thread(self._load, file)
        self._socket = await connect(
            f"ws://{self._host}/_stcore/stream",
            origin=f"http://{self._host}",
            subprotocols=["streamlit", "none"],
            additional_headers={"Cookie": self._cookie},
            max_size=None,
            open_timeout=PATIENCE,
        )
        self._reading = asyncio.create_task(self._read(self._socket))

    @property
    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def _load(self, file: str) -> None:
        connection = HTTPConnection(self._host, timeout=PATIENCE)
        connection.request("GET", file, headers={"Cookie": self._cookie})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            raise OSError(f"{file} is answered by {answer.status}")
        for text in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = text.split(";")[0].partition("=")
            self._cookies[name] = value

    async def _run(self, change: tuple[str, str] | None = None) -> Screen:
        """Ask for a run, and return what it shows.

        A busy server may come to an earlier request first; what does not know of the change is no answer.
        """
        start = time.perf_counter()
        while not self._screens.empty():
            self._screens.get_nowait()
        await self._ask()
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    screen = await self._screens.get()
                    if isinstance(screen, Exception):
                        raise screen
                    if change is None or screen.link.get(change[0]) == change[1]:
                        screen.seconds = time.perf_counter() - start
                        return screen
        except TimeoutError:
            raise WrongPageError(f"no answer to {change or 'the first request'} in {PATIENCE} s") from None

    async def _ask(self) -> None:
        run = self._page.rerun_script
        del run.widget_states.widgets[:]
        run.widget_states.widgets.extend(self._states.values())
        del run.cached_message_hashes[:]
        run.cached_message_hashes.extend(self._known)
        assert self._socket
        try:
            await self._socket.send(self._page.SerializeToString())
        except ConnectionClosed:
            raise LostError from None

    async def _read(self, socket: ClientConnection) -> None:
        """Take what comes, whether somebody waits for it or not, until the connection is lost."""
        screen = Screen()
        try:
            while True:
                message = ForwardMsg.FromString(await socket.recv())
                if message.WhichOneof("type") == "ref_hash":
                    message = self._known[message.ref_hash]
                elif message.metadata.cacheable:
                    self._known[message.hash] = message
                screen = await self._take(message, screen)
        except ConnectionClosed:
            self._screens.put_nowait(LostError())
        except Exception as error:  # told to whoever waits
            self._screens.put_nowait(error)

    async def _take(self, message: ForwardMsg, screen: Screen) -> Screen:
        """Return what is on the screen once a message has come; a new session is told its address."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            return Screen(toasts=screen.toasts)  # a toast outlives its run
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._see(message.delta.new_element, screen)
            if self._untold and self._connection:
                self._tell_address(again=False)
                await self._ask()
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                self._show(screen)
                return Screen()
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise WrongPageError("the script does not compile")
        return screen

    def _show(self, screen: Screen) -> None:
        """Have the screen of a run that is over; the browser forgets the widgets that are not on it."""
        self._states = {name: self._states[name] for name in screen.widgets}
        self._link = urlencode({key: text for key, text in screen.link.items() if text is not None})
        self._screens.put_nowait(screen)

    @property
    def _connection(self) -> str | None:
        """The name of the component of rnnlstm/ui/shell/connection.js, once it has come."""
        return next((name for name in self._states if name.endswith("-connection")), None)

    def _tell_address(self, *, again: bool) -> None:
        """Have the next run told what connection.js tells: at first, and after a lost connection."""
        name = self._connection
        assert name
        address = {"search": f"?{self._link}", "page": self._page.rerun_script.page_name}
        event = {"event": "address", "value": address | {"guided": False, "again": again}}
        events = f"$$STREAMLIT_INTERNAL_KEY_{name}__events"
        self._states[events] = WidgetState(id=events, json_trigger_value=json.dumps([event]))
        self._untold = False

    def _see(self, element: Element, screen: Screen) -> None:
        """Note what an element shows."""
        kind = element.WhichOneof("type")
        shown: Any = getattr(element, kind)
        if state := standing(element, self._states.get(getattr(shown, "id", ""))):
            self._states[state.id] = state
            screen.widgets.add(state.id)
        if kind == "heading":
            screen.headings.append(shown.body)
        elif kind == "toast":
            screen.toasts.append(shown.body)
        elif kind == "exception":
            screen.troubles.append(f"{shown.type}: {shown.message}")
        elif kind == "button" and "excused-again" in shown.id:
            screen.troubles.append("something went wrong")
        elif kind == "bidi_component" and shown.component_name == "rnnlstm_link":
            screen.link = json.loads(shown.json)["settings"]
