"""The rules of the shop. Pure: no clock, no chance, no files, no threads; values in, values out."""
