"""What happens when the web server begins and ends."""

import threading

from keywho.server.conf.asgi_words import Receive, Send
from keywho.server.conf.warm_up import warm_up
from keywho.server.realtime.hub import bind_loop


async def live(receive: Receive, send: Send) -> None:
    """Answer the two messages of a server's life."""
    while True:
        match (await receive())["type"]:
            case "lifespan.startup":
                bind_loop()
                threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
                await send({"type": "lifespan.startup.complete"})
            case "lifespan.shutdown":
                await send({"type": "lifespan.shutdown.complete"})
                return
