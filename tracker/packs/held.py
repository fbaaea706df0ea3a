"""A piece of evidence as a pack says it: what it is, shows and rests on, and where its file lies in the pack."""

from tracker.packs import paths

ON_RECORD = {"meeting": "A meeting on record", "decision": "A decision on record"}


def piece(found, number: str, folders: tuple[str, str], names) -> dict:
    """`found`: the piece; `number`: its line's; `folders`: those of its document and its line."""
    row, words = found.row, found.words
    return {
        "evidence": row.id,
        "number": number,
        "cell": names.agency(row.cell_id) if row.cell_id else None,
        "name": words.get("name"),
        "kind": row.kind,
        "shows": row.shows,
        "agency": names.agency(row.agency_id),
        "by": found.by,
        "day": row.counts_from,
        "withdrawn_on": found.withdrawn_on,
        **_where(found, folders),
    }


def _where(found, folders) -> dict:
    row, words = found.row, found.words
    if found.withdrawn_on:
        return {}
    if row.kind == "file":
        return _file(row, words, folders) if words.get("file") else {"redacted": True}
    if row.kind in ON_RECORD:
        return {"where": ON_RECORD[row.kind]}
    return {"where": words.get(row.kind)} if words.get(row.kind) else {"redacted": True}


def _file(row, words, folders):
    path = paths.evidence(*folders, row.id, words.get("name"), row.media_type)
    return {"path": path, "size": row.size, "sha256": words["file"]}
