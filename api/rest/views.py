"""What the endpoints below /a/<account>/api/v1/ share: who may call, and errors of one form."""

from typing import Any, ClassVar

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, UnreadablePostError
from drf_spectacular.utils import inline_serializer
from rest_framework import exceptions, serializers
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tenants.access import Ability, Access


class Refusal(exceptions.APIException):
    """An answer that says what is wrong: `{"errors": [{"field", "code", "message"}]}`."""

    def __init__(self, message: str, *, code: str, status: int, field: str | None = None) -> None:
        super().__init__(message, code)
        self.status_code = status
        self.errors = [{"field": field, "code": code, "message": message}]


class Invalid(Refusal):
    """Several things are wrong with the body."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__("Invalid.", code="INVALID", status=400)
        self.errors = errors


class May(BasePermission):
    """Whoever has the view's ability in the account; the middleware has let nobody else through to it."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        access: Access | None = getattr(request, "access", None)
        return access is not None and access.may(getattr(view, "ability", Ability.ADMINISTER))


class AccountView(APIView):
    """An endpoint inside an account, for those with its `ability`."""

    ability: ClassVar[Ability]
    authentication_classes: ClassVar[tuple[Any, ...]] = ()  # type: ignore[misc]
    permission_classes: ClassVar[tuple[Any, ...]] = (May,)  # type: ignore[misc]

    def get_exception_handler(self) -> Any:
        return answer

    def permission_denied(self, request: Request, message: str | None = None, code: str | None = None) -> Any:
        raise Refusal("Your role or key does not allow this.", code="FORBIDDEN", status=403)


def access_of(request: Request) -> Access:
    """Who asks, and in which account."""
    found: Access = request._request.access  # type: ignore[attr-defined]
    return found


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """The response to an exception of a view; None for those that are bugs."""
    if isinstance(error, Refusal):
        return Response({"errors": error.errors}, status=error.status_code)
    if isinstance(error, RequestDataTooBig):
        return Response({"errors": [{"field": None, "code": "TOO_LARGE", "message": "The request is too large."}]}, status=413)
    if isinstance(error, Http404):
        return Response({"errors": [{"field": None, "code": "NOT_FOUND", "message": "Not found."}]}, status=404)
    if isinstance(error, UnreadablePostError):
        return Response({"errors": [{"field": None, "code": "BAD_REQUEST", "message": "The request broke off."}]}, status=400)
    if isinstance(error, exceptions.APIException):
        code = str(error.default_code).upper()
        return Response({"errors": [{"field": None, "code": code, "message": str(error.detail)}]}, status=error.status_code)
    return None


def errors_serializer() -> Any:
    """For the schema: the body of every refusal."""
    item = inline_serializer("Error", {"field": serializers.CharField(allow_null=True), "code": serializers.CharField(), "message": serializers.CharField()})
    return inline_serializer("Errors", {"errors": serializers.ListField(child=item)})
