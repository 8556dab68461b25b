"""Paper: letters of every script, lines, codes, and what is printed with them. Its faces are the modules `keywho.adapters.*_pdf`."""
