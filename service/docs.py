"""The documentation for people at /docs: one page of our own that loads nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from importlib.resources import files
from string import Template

from service.questions import DEFAULT_K, KINDS
from service.readers import LANGUAGES
from service.settings import Settings

_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


def render_docs(settings: Settings) -> tuple[str, str]:
    """Return the page and the Content-Security-Policy that lets it run its own code alone."""
    template = Template(files("service").joinpath("pages/docs.html").read_text("utf-8"))
    page = template.substitute(
        base_url=html.escape(settings.base_url),
        default_k=DEFAULT_K,
        max_k=settings.max_k,
        max_query_chars=settings.max_query_chars,
        max_body_bytes=settings.max_body_bytes,
        kinds=", ".join(f"<code>{kind}</code>" for kind in KINDS),
        languages=", ".join(f"<code>{language}</code>" for language in LANGUAGES),
        language_options="".join(f"<option>{language}</option>" for language in LANGUAGES),
    )
    return page, _policy(page)


def _policy(page: str) -> str:
    allowed = {"script": "'none'", "style": "'none'"}
    for kind, content in _INLINE.findall(page):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        allowed[kind] = f"'sha256-{digest}'"
    return (
        f"default-src 'none'; img-src data:; connect-src 'self'; script-src {allowed['script']}; "
        f"style-src {allowed['style']}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
