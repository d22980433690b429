"""The errors of the whole service, one tree.

    OperativeError
    ├── CorpusError            a report or the manifest cannot be used
    │   ├── ManifestError      the manifest says something impossible
    │   ├── SourceChanged      a report's text is not the one the manifest hashes
    │   └── StructureError     a report's text does not have the structure that its style promises
    ├── UnknownName            an id, symbol, language or kind that does not exist
    ├── IndexUnusable           the index folder cannot be used (missing, stale, foreign, tampered)
    ├── EncoderError           the encoder cannot be loaded or does not fit the index
    └── SettingsError          a setting has a value that cannot work

Each message names the value, the place and what to do or what would have been valid.
"""

from __future__ import annotations


class OperativeError(Exception):
    """Base of every error that the service raises on purpose."""


class CorpusError(OperativeError):
    """A report or the manifest cannot be used."""


class ManifestError(CorpusError):
    """The manifest says something impossible."""


class SourceChanged(CorpusError):
    """A report's text is not the one the manifest hashes."""


class StructureError(CorpusError):
    """A report's text does not have the structure that its style promises."""


class UnknownName(OperativeError):
    """An id, symbol, language or kind that does not exist."""


class IndexUnusable(OperativeError):
    """The index folder cannot be used: missing, half-written, foreign, newer or tampered."""


class EncoderError(OperativeError):
    """The encoder cannot be loaded or does not fit the index."""


class SettingsError(OperativeError):
    """A setting has a value that cannot work."""
