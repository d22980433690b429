"""eval: the same Searcher that serves, against a set of judged questions."""
