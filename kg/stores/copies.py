"""Backups of stores: a copy of one committed state, checked before it takes any other's place.

In: a store folder, or a backup, which is one too. Out: a folder that holds one state of it, complete on the disk before
it bears its name. A writer may be at work meanwhile: committed generations never change. It reads no quads.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
from pathlib import Path

from kg.errors import InputError, UsageError
from kg.stores import generations, journal
from kg.stores.embedded import damaged
from kg.stores.files import WriterLock, store_error, sync_folder
from kg.stores.generations import database_errors
from kg.stores.journal import Journal, Pending
from kg.stores.opening import open_store

_PART = ".part"


def backup(store: Path, target: Path) -> None:
    """Copy the current state of a store into a new folder. Raises UsageError where the target exists."""
    if target.exists():
        raise UsageError(f"{target} exists; name a new folder")
    _copy(store, target)


def restore(source: Path, store: Path, *, replace: bool = False) -> None:
    """Make a store of a backup, after reading every byte of it; with `replace`, in the place of what stands there.

    What it replaces may be damaged, and stays if anything goes wrong. Raises InputError and StoreDamaged for what is no
    backup, UsageError where the store exists and is not to be replaced, StoreInUse.
    """
    if not source.is_dir() or not any(source.iterdir()):
        raise InputError("holds no backup; expected a folder that `kg backup` made", path=source)
    if not store.exists():
        _copy(source, store)
        return
    if not replace:
        raise UsageError(f"{store} exists; name a new folder, or replace what it holds by --replace")
    with open_store(source) as opened:
        if store.samefile(source) or journal.read_base(store) != opened.base:
            raise UsageError(f"{source} is the store itself, or has another base IRI; it cannot take its place")
        with database_errors(store):
            lock = WriterLock(store)
            try:
                _replace(source, opened.state, store)
            finally:
                lock.release()


def _replace(source: Path, state: Journal, store: Path) -> None:
    """Put a state into a store as any change is: in a generation of its own, current once the journal is renamed."""
    new = dataclasses.replace(state, generation=generations.next_generation(state.generation))
    journal.write_pending(store, Pending(new.generation, f"the restoration of {source}"))
    kept = ""
    try:
        _copy_generation(source, state, store, new)
        journal.write_journal(store, new)
        kept = new.generation
    finally:
        if kept:
            generations.sweep(store, kept)
        else:
            shutil.rmtree(store / generations.FOLDER / new.generation, ignore_errors=True)
        journal.write_pending(store, None)


def _copy(source: Path, target: Path) -> None:
    """Copy a state into a new folder, which gets its name last; what goes wrong leaves nothing behind."""
    part = target.with_name(target.name + _PART)
    with open_store(source) as opened, database_errors(target):
        try:
            _make_folder(part, target)
            _copy_generation(source, opened.state, part, opened.state)
            journal.create(part, opened.base)
            journal.write_journal(part, opened.state)
            part.rename(target)
            sync_folder(target.parent)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise


def _make_folder(part: Path, target: Path) -> None:
    """Make the folder that will bear the name of the target, which alone the user knows."""
    try:
        part.mkdir(parents=True)
    except OSError as error:
        problem = f"cannot be made: {(error.strerror or str(error)).lower()}"
        if isinstance(error, PermissionError):
            problem += "; name a folder where you may write"
        raise store_error(target, problem) from error


def _copy_generation(source: Path, state: Journal, target: Path, new: Journal) -> None:
    """Copy the files of a state and read the copies back. Raises StoreDamaged where one is not as it should be."""
    if not state.generation:
        return
    folder = target / generations.FOLDER / new.generation
    folder.mkdir(parents=True)
    for name in state.files:
        _copy_file(source / generations.FOLDER / state.generation / name, folder / name)
    sync_folder(folder)
    if changed := generations.changed_files(target, new.generation, new.files):
        raise damaged(source, f"file {changed[0]} is not what was written")


def _copy_file(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
