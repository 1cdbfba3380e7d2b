"""What a clinical owner sees and does: content and its ledger in; states, words and pictures out.

``matrix`` is what prints for whom, ``groups`` what is approved together and how it stands,
``acting`` adds the lines that approve or withdraw it.
"""
