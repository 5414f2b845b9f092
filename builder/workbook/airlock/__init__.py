"""The airlock: a workbook's parts as sparse cells, every limit kept."""
