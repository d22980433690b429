"""corpus: report text becomes a Report of citable paragraphs, each with its Citation."""

from corpus.model import Citation, Paragraph, Report, ReportEntry
from corpus.read import Corpus, load_corpus

__all__ = ["Citation", "Corpus", "Paragraph", "Report", "ReportEntry", "load_corpus"]
