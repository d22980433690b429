"""Train the static encoder that the repository bundles (`python -m index.training --help`).

Five steps, each a module and a command, each reading what the one before wrote under `--work`:

    prepare   rows.py       aligned text -> rows.jsonl        (read, filter, deduplicate, hold out)
              pieces.py     rows.jsonl -> tokenizer.json      (a vocabulary of six languages)
    teacher   teacher.py    rows.jsonl -> teacher.npy         (one vector per row, of its English)
    train     fit.py        all of these -> student.safetensors
    export    folder.py     student -> a model folder         (int8, safetensors and JSON only)
    evaluate  measure.py    a model folder -> figures

Nothing here is imported by the service: it needs torch and scipy, which serving does not.
"""
