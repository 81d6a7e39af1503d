"""Files on disk (CAREREGISTER_FILES, outside everything that is served): whole, flushed, readable by us alone.

What lies in them is sealed before it comes here. `destroy` overwrites before it unlinks; on disks that write elsewhere
each time (flash, copies, snapshots) the old bytes may outlive that, which is one reason why they are sealed.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from careregister.base.ids import new_id

_HALF = ".half"  # being written: never read


class Missing(Exception):
    """There is no such file."""


def put(file_id: UUID, data: bytes) -> None:
    """Write (or replace) a file. When this returns it is whole and on disk; until then the old one is."""
    path = _path(file_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{new_id().hex}{_HALF}")
    try:
        with open(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def get(file_id: UUID) -> bytes:
    """The whole file; Missing when there is none."""
    try:
        return _path(file_id).read_bytes()
    except FileNotFoundError as problem:
        raise Missing(str(file_id)) from problem


def start_of(file_id: UUID, length: int) -> bytes:
    """Its first bytes; Missing when there is none."""
    try:
        with _path(file_id).open("rb") as file:
            return file.read(length)
    except FileNotFoundError as problem:
        raise Missing(str(file_id)) from problem


def destroy(file_id: UUID) -> None:
    """Overwrite and remove it; nothing happens when it is gone already."""
    _destroy(_path(file_id))


def destroy_halves(before: datetime) -> int:
    """Remove what was being written when somebody was killed, before that moment. Returns how many."""
    halves = [path for path in _all() if path.name.endswith(_HALF) and _written(path) < before]
    for path in halves:
        _destroy(path)
    return len(halves)


def everything() -> Iterator[tuple[UUID, datetime]]:
    """Every whole file with the moment it was written."""
    for path in _all():
        try:
            file_id = UUID(hex=path.name)
            written = _written(path)
        except (ValueError, FileNotFoundError):
            continue
        yield file_id, written


def _destroy(path: Path) -> None:
    try:
        with path.open("r+b") as file:
            left = file.seek(0, os.SEEK_END)
            file.seek(0)
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 20)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
    _flush_folder(path.parent)


def _all() -> list[Path]:
    return [path for path in Path(settings.FILES).glob("??/*") if path.is_file()]


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _path(file_id: UUID) -> Path:
    return Path(settings.FILES) / file_id.hex[:2] / file_id.hex


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
