"""What columns and activities are usually called."""

import re

_TICKET = r"(ticket|case|incident|issue|request|conversation|sr|chat)"

NAMES: tuple[tuple[str, str, str], ...] = (
    ("event_id", r"^(event|message|log|activity) ?(id|key)$", "any"),
    ("id", rf"^({_TICKET} ?)?(id|number|no|nr|key|ref|reference)$|^{_TICKET}$|^{_TICKET} (id|number|key|ref)", "text"),
    ("first_response_minutes", r"first (response|reply|answer).*\bmin", "number"),
    ("first_response_hours", r"first (response|reply|answer).*\b(h|hrs?|hours?)\b", "number"),
    ("first_response_seconds", r"first (response|reply|answer).*\b(s|secs?|seconds?)\b", "number"),
    ("resolution_minutes", r"(resolution|solve|resolve|handle).*\bmin", "number"),
    ("resolution_hours", r"(resolution|solve|resolve|handle).*\b(h|hrs?|hours?)\b", "number"),
    ("resolution_days", r"(resolution|solve|resolve).*\bdays?\b", "number"),
    ("resolution_seconds", r"(resolution|solve|resolve).*\b(s|secs?|seconds?)\b", "number"),
    ("reopened_at", r"re ?open", "time"),
    ("escalated_at", r"escalat", "time"),
    ("first_response_at", r"first (human )?(response|reply|answer|contact)|^(responded|answered|replied)", "time"),
    ("first_resolved_at", r"first (resol|solv)", "time"),
    ("resolved_at", r"resol|solved|solution|completed (at|on|time|date)", "time"),
    ("closed_at", r"clos", "time"),
    ("rated_at", r"(rat|csat|survey).*(at|on|time|date)$", "time"),
    ("updated_at", r"updat|modif|last change|snapshot", "time"),
    ("created_at", r"creat|open(ed)?\b|submitted|logged|reported|received|start", "time"),
    ("at", r"timestamp|^(time|date|datetime|at|when|occurred)\b|event (time|date)|(time|date|at)$", "time"),
    ("position", r"mod count|version|sequence|revision|^seq$", "number"),
    ("reopened", r"re ?open", "text"),
    ("transfers", r"(re ?assign|transfer|hand ?over|hops).*(count|number)?", "number"),
    ("escalation_reason", r"escalation (reason|cause)", "text"),
    ("escalated", r"escalat", "text"),
    ("csat", r"csat|satisf|^rating$|^score$|customer rating|survey", "any"),
    ("resolver", r"(resolved|solved|handled|closed) by|^resolver|^handler type|resolution by", "text"),
    ("first_response_by", r"(first )?(response|reply|answered|replied) by", "text"),
    ("activity", r"^(activity|event|action|concept name|event type|event name|activity name|type of event)$|activity", "text"),
    ("to_status", r"(new|to) status", "text"),
    ("author", r"^(author|actor|sender|author type|actor type|sender type|from type|performed by|author kind|role|by)$", "text"),
    ("public", r"^(is )?public$|visibility", "text"),
    ("status", r"^((ticket|case|incident|current) )?(status|state|stage)$|incident state", "text"),
    ("spam", r"spam", "text"),
    ("merged", r"merged|duplicate", "text"),
    ("outbound", r"outbound|direction", "text"),
    ("channel", r"channel|^via$|contact type|medium|origin|^source$", "text"),
    ("priority", r"priority|urgency|severity|seriousness", "text"),
    ("team", r"team|group|department|queue|section|squad", "text"),
    ("agent", r"agent|assignee|assigned to|resource|owner|operator|technician", "text"),
    ("customer", r"customer|requester|caller|client|company|contact|organi[sz]ation|^user( id)?$|email", "text"),
    ("subject", r"subject|title|summary|short description", "text"),
    ("topic", r"topic|category|subject area|issue type|ticket type|request type|^type$|product|reason|service type", "text"),
    ("tags", r"tags?$|labels?$", "text"),
)
"""(guess, what the column's name looks like, what its values must be), the first that fits being taken."""

ACTIVITIES: tuple[tuple[str, str], ...] = (
    (r"re ?open", "reopened"),
    (r"un ?assign", "ignore"),
    (r"transfer|re ?assign|hand ?over|forward", "transferred"),
    (r"escalat", "escalated"),
    (r"merge", "merged"),
    (r"spam|junk", "spam"),
    (r"\brat(ed|ing)\b|csat|survey|feedback", "rated"),
    (r"note|internal", "note"),
    (r"resol|solve|fixed|done", "solved"),
    (r"clos|cancel", "closed"),
    (r"customer (repl|respon|message|comment)|(repl|message|comment).* (from|by) customer|customer$", "customer_message"),
    (r"(bot|ai|assistant) (repl|respon|message|answer)", "ai_message"),
    (r"auto.*(repl|respon|message|ack)|acknowledg", "automatic_message"),
    (r"repl|respon|answer", "reply"),
    (r"message|comment|e ?mail|chat", "message"),
    (r"assign|take in charge|accept|pick", "assigned"),
    (r"creat|open|submit|insert|register|receiv|log(ged)?\b|new", "created"),
    (r"wait|pend|hold|status|state|priority|snooze", "status_changed"),
)


def plain_name(name: str) -> str:
    """A header as the patterns above see it.

    >>> plain_name("sys_updatedAt (UTC)")
    'sys updated at utc'
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.partition("#")[0])
    return " ".join(re.sub(r"[^0-9a-zà-ÿ]+", " ", apart.lower()).split())


def activity(name: str) -> str:
    """What an activity probably is; "ignore" where its name says nothing."""
    words = plain_name(name)
    return next((kind for pattern, kind in ACTIVITIES if re.search(pattern, words)), "ignore")
