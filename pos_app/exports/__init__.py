"""Files for head office and the accountant: tables as CSV and XLSX, and the signed day archive.

What goes in is in words already (``SpokenTable``); what comes out is a file that is whole or not
there. Paper as PDF is Qt's, and stands in ui/report_pdf.py.
"""
