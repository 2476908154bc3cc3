"""Canonical channels: what clients call theirs, told as one of seven that all of them have in common."""

from __future__ import annotations

from collections.abc import Mapping

CHANNELS = ("email", "chat", "phone", "social", "web", "messaging", "other")
"""In the order of their numbers, from 1; 0 stands for all."""
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "e mail", "mail", "mailbox", "inbox"),
    "chat": ("chat", "live chat", "livechat", "web chat", "webchat", "widget", "in app", "in app chat"),
    "phone": ("phone", "telephone", "voice", "call", "calls", "voicemail", "callback"),
    "social": ("social", "social media", "facebook", "instagram", "twitter", "x", "linkedin", "tiktok", "youtube", "reddit"),
    "web": ("web", "website", "web form", "webform", "form", "contact form", "portal", "help center", "help centre"),
    "messaging": ("messaging", "whatsapp", "sms", "text", "telegram", "messenger", "facebook messenger", "signal", "wechat", "viber", "line"),
}
_KNOWN = {spelling: channel for channel, spellings in SPELLINGS.items() for spelling in spellings}


def canonical(key: str) -> str:
    """The canonical channel of a label's key; `other` for one that none of the spellings fits, and for no label at all."""
    return _KNOWN.get(key.casefold().replace("_", " ").replace("-", " ").strip(), "other")


def number(channel: str) -> int:
    """Of a canonical channel, from 1. ValueError for any other word."""
    return CHANNELS.index(channel) + 1
