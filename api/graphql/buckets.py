"""Budgets: a leaky bucket for every caller in an account or agency, and one for each of these as a whole.

A bucket lets operations of up to `MAXIMUM` points through at once and empties at `RESTORE` points a second. Both are
filled by one statement, which is atomic across processes. What an operation turns out not to need is given back by the
process that ran it, together with what it takes for the same caller next time: one statement for each operation, not two.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from threading import Lock

from django.conf import settings
from django.db import connection

from tenants.models import ApiKey, User

from .errors import ApiError, Code
from .realms import Realm, RealmKind

MAXIMUM = 40_000
RESTORE = 1_000
ACCOUNT_FACTOR = 4
"""The bucket of an account or agency is this many times as large, and as fast, as a caller's."""

FILL = """
INSERT INTO public.api_bucket AS bucket (name, level, at)
SELECT name, points, clock_timestamp() FROM unnest(%s::text[], %s::float8[]) AS filled (name, points) ORDER BY name
ON CONFLICT (name) DO UPDATE SET at = clock_timestamp(), level = greatest(0, excluded.level + greatest(
  0, bucket.level - extract(epoch FROM clock_timestamp() - bucket.at) * %s * CASE WHEN bucket.name ~ '^(account|agency):' THEN %s ELSE 1 END))
RETURNING name, level
"""
GIVE_BACK = "UPDATE public.api_bucket SET level = greatest(0, level - %s) WHERE name = ANY(%s)"


class Owed:
    """Points that this process has taken from buckets and has to give back; forgotten when it ends."""

    MOST = 10_000

    def __init__(self) -> None:
        self.lock = Lock()
        self.points: dict[str, float] = {}

    def add(self, names: list[str], points: float) -> None:
        with self.lock:
            if len(self.points) > self.MOST:
                self.points.clear()
            for name in names:
                self.points[name] = self.points.get(name, 0.0) + points

    def pop(self, name: str) -> float:
        with self.lock:
            return self.points.pop(name, 0.0)


owed = Owed()


@dataclass(frozen=True)
class Budget:
    """The size of a caller's bucket and how fast it empties."""

    maximum: int
    restore: int

    @classmethod
    def of_settings(cls) -> Budget:
        """`settings.GRAPHQL_BUDGET = (maximum, restore)`, or the built-in one."""
        return cls(*getattr(settings, "GRAPHQL_BUDGET", (MAXIMUM, RESTORE)))


class Charge:
    """The points of one operation, taken before it runs and settled after it."""

    def __init__(self, realm: Realm, *, user: User | None, key: ApiKey | None, requested: int) -> None:
        self.budget = Budget.of_settings()
        self.requested = requested
        self.actual = requested
        place = realm.pk if realm.kind is RealmKind.ACCOUNT else realm
        self.names = [str(realm), f"key:{key.pk}" if key else f"user:{user.pk if user else 0}:{place}"]
        self.level = 0.0
        self.is_taken = False

    def take(self) -> None:
        """Takes the points, or raises `THROTTLED` and takes nothing. `retry_after` is in seconds."""
        self.is_taken = True
        with connection.cursor() as cursor:
            cursor.execute(FILL, [self.names, [self.requested - owed.pop(name) for name in self.names], self.budget.restore, ACCOUNT_FACTOR])
            levels = dict(cursor.fetchall())
        whole, caller = (levels[name] for name in self.names)
        self.level = max(caller, whole / ACCOUNT_FACTOR)
        over = self.level - self.budget.maximum
        if over > 0:
            self.actual = 0
            self._take_nothing()
            raise ApiError(Code.THROTTLED, "The budget is spent for the moment. Try again a little later.", retryAfter=max(1, ceil(over / self.budget.restore)))

    def settle(self, actual: int) -> None:
        """Gives back what the operation did not need."""
        self.actual = actual
        if actual < self.requested:
            owed.add(self.names, self.requested - actual)
            self.level = max(0.0, self.level - self.requested + actual)

    def shown(self) -> dict[str, int]:
        """`extensions.cost` of the answer."""
        available = max(0, int(self.budget.maximum - self.level))
        return {
            "requested": self.requested,
            "actual": self.actual,
            "maximum": self.budget.maximum,
            "available": available,
            "restoreRate": self.budget.restore,
        }

    def _take_nothing(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(GIVE_BACK, [self.requested, self.names])
        self.level = max(0.0, self.level - self.requested)
