"""Requests for Read a record in; responses out."""

from starlette.routing import Route

routes: list[Route] = []
