"""Exceptions of the outside world -> one sentence and an exit code: the edge of the command line."""

from __future__ import annotations

import errno
from typing import IO, Any

import click

from build_scripts.atomic import Unwritable
from build_scripts.tables import TableError

UNUSABLE = 2  # exit code: a command, table or folder that must be mended first


class Unusable(click.ClickException):
    """What the user must mend first, in a sentence."""

    exit_code = UNUSABLE

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=True)


class Commands(click.Group):
    """The commands; what the outside world refuses becomes a sentence, not a traceback."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (TableError, Unwritable) as trouble:
            raise Unusable(str(trouble)) from trouble
        except OSError as trouble:
            if trouble.errno == errno.EPIPE:  # `report | head`, which click ends quietly
                raise
            what = f"{trouble.filename}: " if trouble.filename else ""
            raise Unusable(f"{what}{trouble.strerror or trouble}. Put that right, or name another folder.") from trouble
