"""The product's settings, over a database of the benchmark's own and with a rival view beside the product's."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["*"]
