"""Reading files that people have: CSV in any encoding, XLSX, with bounded memory."""
