"""Findings in four beats, question, method, result, caveat: from results to what a reader sees."""
