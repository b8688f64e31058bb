"""Forms that come back (收回的表单): any workbook → rows of a table, or a clear reason why not."""
