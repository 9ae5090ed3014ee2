"""The month's entries out of the bookkeeper's or the platform's workbook (导入收支)."""
