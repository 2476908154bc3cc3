"""The Erlang C queue: calls that wait their turn for one of some agents. Pure, and sound for any number of agents.

Arrivals at random (Poisson), service times exponential with mean `handle` seconds, one queue, nobody gives up (A. K. Erlang 1917;
Cooper 1981, "Introduction to Queueing Theory", ch. 3). Load is in erlangs: arrivals per second × handle. The formula as it is usually
written overflows beyond some 170 agents; here it comes from Erlang B by its recursion, whose numbers stay between 0 and 1.
"""

from __future__ import annotations

import math
from typing import NamedTuple

MOST_AGENTS = 100_000


class Staffed(NamedTuple):
    """A queue with so many agents. `waits`: the probability that a call waits; `in_time`: that it is answered within the target;
    `mean_wait`: seconds, those who do not wait included; `occupancy`: the part of their time that agents are busy."""

    agents: int
    waits: float
    in_time: float
    mean_wait: float
    occupancy: float


def wait_probability(load: float, agents: int) -> float:
    """Erlang C: the probability that a call has to wait; 1 if the agents cannot keep up."""
    if load <= 0:
        return 0.0
    if agents <= load:
        return 1.0
    return _waits(load, agents, _blocked(load, agents))


def _blocked(load: float, agents: int) -> float:
    """Erlang B by its recursion: B(0) = 1, B(n) = load × B(n − 1) ÷ (n + load × B(n − 1))."""
    blocked = 1.0
    for number in range(1, agents + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def _waits(load: float, agents: int, blocked: float) -> float:
    return blocked / (1 - load / agents * (1 - blocked))


def staffed(load: float, agents: int, *, handle: float, within: float) -> Staffed:
    """The queue with this many agents; one that cannot keep up answers nobody in time."""
    return _staffed(load, agents, wait_probability(load, agents), handle=handle, within=within)


def _staffed(load: float, agents: int, waits: float, *, handle: float, within: float) -> Staffed:
    if load <= 0:
        return Staffed(agents, 0.0, 1.0, 0.0, 0.0)
    if agents <= load:
        return Staffed(agents, 1.0, 0.0, math.inf, 1.0)
    spare = agents - load
    return Staffed(agents, waits, 1 - waits * math.exp(-spare * within / handle), waits * handle / spare, load / agents)


def agents_needed(load: float, *, handle: float, within: float, service_level: float, occupancy: float = 1.0) -> Staffed:
    """The fewest agents that answer this part of the calls within so many seconds and are busy no more than `occupancy` of their time.

    `service_level` is at least 0 and below 1. Raises ValueError for what no number of agents can do.
    """
    if not 0 <= service_level < 1 or not 0 < occupancy <= 1 or handle <= 0 or load < 0 or load > MOST_AGENTS / 2:
        raise ValueError(f"No number of agents can do this: load {load}, handle {handle} s, service level {service_level}, occupancy {occupancy}.")
    if load == 0:
        return Staffed(0, 0.0, 1.0, 0.0, 0.0)
    agents = math.floor(load) + 1
    blocked = _blocked(load, agents)
    while True:
        found = _staffed(load, agents, _waits(load, agents, blocked), handle=handle, within=within)
        if found.in_time >= service_level and found.occupancy <= occupancy:
            return found
        agents += 1
        blocked = load * blocked / (agents + load * blocked)
