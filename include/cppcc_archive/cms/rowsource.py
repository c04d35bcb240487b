"""A list filled by a script, as a site's entry describes it: where its JSON comes from and where in it the rows are."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class RowFields(_Strict):
    """Which field of a JSON record is what; where one is left out, the usual names are tried.

    A dot leads into objects (``doc.title``). ``url`` may also be an address with fields in braces, for records that
    hold no address: ``/detail.html?id={id}``.
    """

    title: str | None = None
    url: str | None = None
    date: str | None = None


class RowSource(_Strict):
    """A list that the site's pages fill by a script: where its JSON comes from, and where in it the rows are.

    ``{page}`` in ``url`` and ``body`` stands for the page's number, from ``first_page`` on; without it there is one
    page. A ``body`` that is a mapping goes as JSON, a text as it is (a form, unless it begins with a brace); a body
    makes the request a POST.
    """

    url: Annotated[str, Field(min_length=1, description="absolute URL or path below base_url")]
    method: Literal["GET", "POST"] = "GET"
    body: dict[str, Any] | str | None = None
    path: str | None = None
    fields: RowFields = RowFields()
    first_page: Annotated[int, Field(ge=0)] = 1
    name: str | None = None

    @model_validator(mode="after")
    def _a_body_is_posted(self) -> RowSource:
        if self.body is not None and "method" in self.model_fields_set and self.method == "GET":
            raise ValueError("a GET has no body: leave it out, or say method: POST")
        return self

    @property
    def is_post(self) -> bool:
        """Whether the request is a POST."""
        return self.method == "POST" or self.body is not None
