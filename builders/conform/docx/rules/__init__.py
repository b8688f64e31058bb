"""The rules (检验规则): what the clauses of GB/T 9704-2012 ask of a .docx, one module for each part of a document."""
