"""GET schema: the REST API as OpenAPI."""

from typing import Any

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView

from tenants.access import Ability

from .views import May, answer


@extend_schema(exclude=True)
class SchemaView(SpectacularAPIView):
    """OpenAPI 3, in YAML, or in JSON for `?format=json`."""

    ability = Ability.READ
    urlconf = "api.rest.urls"
    authentication_classes = ()
    permission_classes = (May,)
    custom_settings = {"SERVERS": [{"url": "/a/{account}/api/v1", "variables": {"account": {"default": "account"}}}]}  # noqa: RUF012

    def get_exception_handler(self) -> Any:
        return answer
