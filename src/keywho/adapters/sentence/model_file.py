"""The compact model file: made once from the published weights, read at each start."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from keywho.adapters.sentence.transformer import LAYERS, MOST_PIECES, WIDTH, Transformer
from keywho.adapters.sentence.word_pieces import WordPieces
from keywho.core.errors import BadInput

Arrays = Mapping[str, NDArray[np.generic]]

FORMAT = 1


@dataclass(frozen=True, slots=True)
class StoredModel:
    """What stands in a model file."""

    word_pieces: WordPieces
    transformer: Transformer


def read_safetensors(content: bytes) -> dict[str, NDArray[np.float32]]:
    """Read the float arrays of a safetensors file: the length of a JSON heading, the heading, the numbers."""
    size = int.from_bytes(content[:8], "little")
    heading = json.loads(content[8 : 8 + size])
    arrays = {}
    for name, entry in heading.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            first, last = (8 + size + offset for offset in entry["data_offsets"])
            arrays[name] = np.frombuffer(content[first:last], "<f4").reshape(entry["shape"])
    return arrays


def compact(weights: Mapping[str, NDArray[np.float32]], pieces: str) -> dict[str, NDArray[np.generic]]:
    """Make the arrays of a model file: weights in half precision and turned the way they are used, the table of pieces in whole numbers of a byte."""
    table = weights["embeddings.word_embeddings.weight"]
    scales = np.abs(table).max(axis=1) / 127
    arrays: dict[str, NDArray[np.generic]] = {
        "format": np.array([FORMAT]),
        "vocabulary": np.frombuffer(pieces.encode(), np.uint8),
        "pieces": np.round(table / scales[:, None]).astype(np.int8),
        "piece_scales": scales.astype(np.float32),
        "places": (weights["embeddings.position_embeddings.weight"][:MOST_PIECES] + weights["embeddings.token_type_embeddings.weight"][0]).astype(np.float32),
        "first_norm.weight": weights["embeddings.LayerNorm.weight"],
        "first_norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for at in range(LAYERS):
        for name, (weight, bias) in _layer(weights, f"encoder.layer.{at}.").items():
            arrays[f"{at}.{name}.weight"] = weight.astype(np.float32 if name.endswith("norm") else np.float16)
            arrays[f"{at}.{name}.bias"] = bias
    return arrays


def _layer(weights: Mapping[str, NDArray[np.float32]], at: str) -> dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Give weight and bias of each step of a layer; query, key and value become one step, with the scale of the attention inside."""
    scale = np.float32((WIDTH // 12) ** -0.5)
    parts = {name: (weights[f"{at}attention.self.{name}.weight"].T, weights[f"{at}attention.self.{name}.bias"]) for name in ("query", "key", "value")}
    parts["query"] = (parts["query"][0] * scale, parts["query"][1] * scale)
    steps = {"mixed": "attention.output.dense", "wide": "intermediate.dense", "narrow": "output.dense"}
    norms = {"mixed_norm": "attention.output.LayerNorm", "narrow_norm": "output.LayerNorm"}
    return {
        "asked": (np.concatenate([weight for weight, _ in parts.values()], axis=1), np.concatenate([bias for _, bias in parts.values()])),
        **{name: (weights[f"{at}{old}.weight"].T, weights[f"{at}{old}.bias"]) for name, old in steps.items()},
        **{name: (weights[f"{at}{old}.weight"], weights[f"{at}{old}.bias"]) for name, old in norms.items()},
    }


def to_bytes(arrays: Arrays) -> bytes:
    """Give the content of a model file."""
    with io.BytesIO() as file:
        np.savez(file, allow_pickle=False, **arrays)
        return file.getvalue()


def read_model(path: Path) -> StoredModel:
    """Read a model file.

    Raises
    ------
    BadInput
        It is no model file of this version.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            if arrays["format"].tolist() != [FORMAT]:
                raise BadInput(f"{path} is a sentence model of another version of keywho. Maybe: keywho model install.")
            pieces = arrays["vocabulary"].tobytes().decode().split("\n")
            return StoredModel(WordPieces(pieces, MOST_PIECES), Transformer.of(arrays))
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise BadInput(f"{path} is no sentence model, or a damaged one. Maybe: keywho model install.") from error
