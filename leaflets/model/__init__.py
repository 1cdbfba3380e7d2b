"""The nouns: content, people, verdicts, leaflets. No files, no Babel, no PDF."""
