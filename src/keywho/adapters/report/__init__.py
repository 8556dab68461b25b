"""The parts of the HTML report: figures, words, one file for each picture, a template and a stylesheet."""
