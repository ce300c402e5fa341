"""Kept answers: a folder of small files, each named by the digest of what was asked.

In: a question (model, prompt, parameters, messages) and its answer. Out: the answer, without asking again. The key of
an endpoint is in none of them; what texts say is, so that the folder is the user's alone to read.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal, cast, get_args

from kg.errors import InputError
from kg.jsonvalues import JsonObject

# "cut": ended before its end; "refused": the model or its filter will not; "broken": no records could be read of it.
State = Literal["whole", "cut", "refused", "broken"]


@dataclass(frozen=True)
class Answer:
    """What a model answered: its words where it has all of them, else the reason why not."""

    state: State
    text: str


def digest(question: JsonObject) -> str:
    """The name of a question."""
    return sha256(json.dumps(question, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


class Cache:
    """A folder of answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, name: str) -> Answer | None:
        """The answer kept under this name; a file that is not whole counts as none."""
        try:
            kept = json.loads(self._path(name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._fault(error) from error
        except ValueError:
            return None
        state, text = (kept.get("state"), kept.get("text")) if isinstance(kept, dict) else (None, None)
        return Answer(cast("State", state), text) if state in get_args(State) and isinstance(text, str) else None

    def keep(self, name: str, answer: Answer) -> None:
        """Keep an answer; another process sees all of it or nothing. Raises InputError where it cannot be written."""
        path = self._path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as file:
                json.dump({"state": answer.state, "text": answer.text}, file)
            os.replace(file.name, path)
        except OSError as error:
            raise self._fault(error) from error

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / f"{name}.json"

    def _fault(self, error: OSError) -> InputError:
        problem = f"cannot keep answers: {(error.strerror or str(error)).lower()}; name another folder by --llm-cache"
        return InputError(problem, path=self.folder)
