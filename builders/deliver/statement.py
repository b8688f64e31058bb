"""The statement (声明) beside a bundle: an in-toto Statement that says which bundle was made from what, with what.

It is what is signed. The bundle is named by digests: of the zip, and of the bag's own list of digests, which is the
same for the folder, the zip and any zip that somebody else packs of the folder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from builders.core.digests import canonical_json, digest

SUFFIX = ".intoto.json"
SIGNATURE_SUFFIX = ".intoto.json.sig"
TAG_LIST = "tagmanifest-sha256.txt"
TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://slsa.dev/provenance/v1"
BUILD_TYPE = "make-report:bundle/1"


def statement(
    name: str, tag_list: bytes, packed: bytes | None, record: Mapping[str, Any], inputs: Sequence[Mapping[str, str]]
) -> bytes:
    """Return the statement on a bundle: ``tag_list`` is its list of digests, ``packed`` its zip if it is one."""
    subjects = [{"name": f"{name}/{TAG_LIST}", "digest": {"sha256": digest(tag_list)}}]
    if packed is not None:
        subjects.append({"name": f"{name}.zip", "digest": {"sha256": digest(packed)}})
    dependencies = [{"name": entry["file"], "digest": {"sha256": entry["sha256"]}} for entry in inputs]
    parameters = {key: record[key] for key in ("notice", "unit", "period")}
    return canonical_json(
        {
            "_type": TYPE,
            "subject": subjects,
            "predicateType": PREDICATE_TYPE,
            "predicate": {
                "buildDefinition": {
                    "buildType": BUILD_TYPE,
                    "externalParameters": parameters,
                    "resolvedDependencies": dependencies,
                },
                "runDetails": {"builder": {"id": "make-report:builder/1", "version": record["tools"]}},
            },
        }
    )


def subjects_of(content: bytes) -> dict[str, str]:
    """Return the sha256 of what a statement is about, by name. Raises ValueError for what is no such statement."""
    said = json.loads(content)
    if not isinstance(said, dict) or said.get("_type") != TYPE or not isinstance(said.get("subject"), list):
        raise ValueError("不是 in-toto 声明")
    found = {}
    for subject in said["subject"]:
        name, digests = (subject.get("name"), subject.get("digest")) if isinstance(subject, dict) else (None, None)
        if isinstance(name, str) and isinstance(digests, dict) and isinstance(digests.get("sha256"), str):
            found[name] = digests["sha256"]
    return found
