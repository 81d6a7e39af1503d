"""The comparison itself, by Splink on DuckDB, in memory. Imported by the worker and the benchmark, never for a page."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import model
from .records import Commonness, Known, commonness, rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "768MB"
_COLUMNS = {
    **dict.fromkeys(("unique_id", "person", "kind", "name", "first", "family"), "text"),
    **dict.fromkeys(("born", "born_turned", "year", "day", "postcode", "area"), "text"),
    **dict.fromkeys(("forms", "contacts", "postcodes", "areas"), "list"),
}
_COMMON = ("name", "first", "family", "born", "postcode", "area")


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison, how alike, and what it weighs (log2)."""

    what: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """Two people who may be one. `by_name`: which of the other's names it was (legal, known_as, former), if any."""

    person: str
    other: str
    weight: float
    probability: float
    by_name: str
    reasons: tuple[Reason, ...]


def compare(
    asked: Sequence[Known],
    everybody: Sequence[Known],
    least: float,
    *,
    weighed: model.Edition | None = None,
    common: Commonness | None = None,
) -> list[Found]:
    """Who among `everybody` may be one of `asked`, with at least the probability `least`; the likeliest first.

    Nobody is compared with themselves. Of several names of a person the likeliest pair counts.
    """
    if not asked or not everybody:
        return []
    common = common or commonness(everybody)
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for row in scored(asked, everybody, common, weighed or model.edition(), least):
        pair = (row["person_l"], row["person_r"])
        if pair[0] != pair[1] and (pair not in best or row["match_weight"] > best[pair]["match_weight"]):
            best[pair] = row
    return sorted((_found(row) for row in best.values()), key=lambda one: (-one.weight, one.person, one.other))


def scored(
    asked: Iterable[Known],
    everybody: Iterable[Known],
    common: Commonness,
    weighed: model.Edition,
    least: float | None,
    *,
    pairs: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """The rows of Splink, as it made them. `pairs`: SQL that says which to compare, instead of the usual blocks."""
    from splink import DuckDBAPI, Linker, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = _connection()
    try:
        database = DuckDBAPI(connection=connection)
        new = [row for one in asked for row in rows(one, common)]
        met = [row for one in everybody for row in rows(one, common)]
        left, right = (database.register(_table(side, _COLUMNS)) for side in (new, met))
        linker = Linker(right, model.settings(weighed, common.people), log_level=None, validate_settings=False)
        for column in _COMMON:
            linker.table_management.register_term_frequency_lookup(
                database.register(_shares(column, [*new, *met])), column
            )
        blocks: list[Any] = list(pairs)
        if not pairs:
            blocks = [block_on(*columns) for columns in model.BLOCKS]
            blocks += [block_on(column, arrays_to_explode=[column]) for column in model.EXPLODED]
            blocks.append("l.born_turned = r.born")
        found = linker.inference.predict_between(
            left,
            right,
            blocking_rules_to_generate_predictions=blocks,
            threshold_match_probability=least,
            warning_mode="never",
        )
        return found.as_record_list()
    finally:
        connection.close()


def _connection() -> DuckDBPyConnection:
    """A database in memory that writes nothing to disk and fetches nothing."""
    import duckdb

    quiet: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "threads": 2,
        "temp_directory": "",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    return duckdb.connect(":memory:", config=quiet)


def _shares(column: str, found: list[dict[str, Any]]) -> Any:
    """How common each value is, as a table of its own."""
    shares = {row[column]: row[f"tf_{column}"] for row in found if row[column] is not None}
    said = [{column: value, f"tf_{column}": share} for value, share in shares.items()]
    return _table(said, {column: "text", f"tf_{column}": "number"})


def _table(found: list[dict[str, Any]], columns: dict[str, str]) -> Any:
    import pyarrow  # type: ignore[import-untyped]

    kinds = {"text": pyarrow.string(), "list": pyarrow.list_(pyarrow.string()), "number": pyarrow.float64()}
    return pyarrow.Table.from_pylist(
        found, schema=pyarrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
    )


def _found(row: dict[str, Any]) -> Found:
    reasons = tuple(
        Reason(what, model.levels_by_value(what)[row[f"gamma_{what}"]], round(_weight(row, what), 1))
        for what in model.COMPARISONS
    )
    by_name = row["kind_r"] if reasons[0].level not in (model.OTHER, model.MISSING) else ""
    return Found(
        person=row["person_l"],
        other=row["person_r"],
        weight=round(row["match_weight"], 2),
        probability=row["match_probability"],
        by_name=by_name,
        reasons=reasons,
    )


def _weight(row: dict[str, Any], what: str) -> float:
    return row[f"mw_{what}"] + row.get(f"mw_tf_adj_{what}", 0.0)
