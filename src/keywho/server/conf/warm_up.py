"""What is done in the background while the first organizer still reads the address: so that the first press takes no longer than the second."""

import gc
import logging

from django.template.loader import get_template
from django.urls import get_resolver

from keywho.server.conf.warm_kernels import warm_kernels
from keywho.server.services.choices import reader_with

log = logging.getLogger("keywho.server")

PAGES = ("base_desk.html", "base_phone.html", "organizer/run.html", "attendee/phone.html")


def warm_up() -> None:
    """Load pages, vocabulary and kernels, then calm the garbage collector down.

    Thousands of open streams are hundreds of thousands of objects that live long. Looking through all of them again and again, as the collector does
    by default, stops the whole room for a tenth of a second at a time. What is there after the start is exempted, and the rest is looked at less often.
    """
    try:
        _ = get_resolver().url_patterns
        for page in PAGES:
            get_template(page)
    except Exception:
        log.exception("The pages could not be warmed up.")
    try:
        reader_with("").read(["nurse"])
    except Exception:
        log.exception("The vocabulary could not be warmed up.")
    warm_kernels()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
