"""index: paragraphs become vectors and postings, and one Searcher that answers from them."""
