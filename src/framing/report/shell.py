"""An IPython shell that keeps what the cells of a notebook put out."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

# A line that was written over, as progress bars do: everything up to a carriage return that ends no line.
WRITTEN_OVER = re.compile(r".*\r(?=[^\n])")


class CellOutputs:
    """Outputs cell by cell, as a notebook stores them. One stream a name and cell, where it began."""

    def __init__(self) -> None:
        self._cells: list[list[dict[str, Any]]] = []
        self._clear_before_next = False

    def begin_cell(self) -> None:
        self._cells.append([])
        self._clear_before_next = False

    def add_text(self, name: str, text: str) -> None:
        current = self._current()
        stream = next((output for output in current if output.get("name") == name), None)
        if stream is None:
            stream = {"output_type": "stream", "name": name, "text": ""}
            current.append(stream)
        stream["text"] += text

    def add_data(
        self, output_type: str, data: Mapping[str, Any], metadata: Mapping[str, Any] | None, display_id: object = None
    ) -> None:
        self._current().append(
            {
                "output_type": output_type,
                "data": _as_text(data),
                "metadata": dict(metadata or {}),
                "display_id": display_id,
            }
        )

    def update_data(self, data: Mapping[str, Any], metadata: Mapping[str, Any] | None, display_id: object) -> None:
        """Replaces what was shown under this name, in whichever cell."""
        for output in (output for cell in self._cells for output in cell if output.get("display_id") == display_id):
            output |= {"data": _as_text(data), "metadata": dict(metadata or {})}

    def clear(self, *, wait: bool) -> None:
        """Empties the cell, now or as soon as something new comes."""
        self._clear_before_next = wait
        if not wait:
            self._cells[-1].clear()

    def by_cell(self) -> list[list[dict[str, Any]]]:
        """All outputs, with the fields of ``stored_notebook.Output``."""
        return [[_stored(output) for output in cell] for cell in self._cells]

    def _current(self) -> list[dict[str, Any]]:
        if self._clear_before_next:
            self.clear(wait=False)
        return self._cells[-1]


def _as_text(data: Mapping[str, Any]) -> dict[str, Any]:
    """Bytes, which only images come as, in base64."""
    return {
        kind: base64.b64encode(content).decode("ascii") if isinstance(content, bytes) else content
        for kind, content in data.items()
    }


def _stored(output: Mapping[str, Any]) -> dict[str, Any]:
    fields = {key: value for key, value in output.items() if key != "display_id"}
    return fields | {"text": WRITTEN_OVER.sub("", fields["text"])} if "text" in fields else fields


class TextStream(io.TextIOBase):
    """Standard output or error of a notebook."""

    encoding = "utf-8"

    def __init__(self, name: str, outputs: CellOutputs) -> None:
        self._name, self._outputs = name, outputs

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            self._outputs.add_text(self._name, text)
        return len(text)


# IPython is told what to do with outputs by classes that it makes the objects of: hence the inheritance.
class _ResultHook(DisplayHook):
    """The value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """No prompt: the report shows none."""

    def write_format_data(self, format_dict: Mapping[str, Any], md_dict: Mapping[str, Any] | None = None) -> None:
        shell: Any = self.shell
        shell.outputs.add_data("execute_result", format_dict, md_dict)


class _DisplayPublisher(DisplayPublisher):
    """What ``display`` shows."""

    def publish(
        self,
        data: Mapping[str, Any],
        metadata: Mapping[str, Any] | None = None,
        source: object = None,
        *,
        transient: Mapping[str, Any] | None = None,
        update: bool = False,
        **_: object,
    ) -> None:
        display_id = (transient or {}).get("display_id")
        if update:
            self.shell.outputs.update_data(data, metadata, display_id)
        else:
            self.shell.outputs.add_data("display_data", data, metadata, display_id)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear(wait=wait)


class NotebookShell(InteractiveShell):
    """IPython without a terminal, a history or a user's settings."""

    displayhook_class = Type(_ResultHook)
    display_pub_class = Type(_DisplayPublisher)
    outputs: CellOutputs

    def enable_gui(self, gui: object = None) -> None:
        """No windows; ``%matplotlib inline`` asks for none but calls this."""

    def system(self, cmd: str) -> None:
        """Runs "!command" so that what it writes is seen."""
        self.system_piped(cmd)

    def showtraceback(self, *_: object, **__: object) -> None:
        """Nothing: the build says what failed."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: object) -> None:
        """Nothing, also of a cell that is no Python."""


def new_shell(outputs: CellOutputs) -> NotebookShell:
    """The shell of this process. There can be one, for ``get_ipython()`` must find it."""
    shell = NotebookShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    shell.outputs = outputs
    return shell
