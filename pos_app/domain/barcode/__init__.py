"""What a barcode says, read strictly, with every doubt named; selling on doubt is for scan.py.

- ``numbers``           GTIN, UPC and check digits
- ``variable_measure``  weight, price or count inside a store's own numbers
- ``identifiers``       the GS1 application identifiers, and ``content``: what their values must be
- ``elements``          one element of a GS1 message, and a whole reading
- ``element_string``    readings of GS1 element strings
- ``digital_link``      readings of GS1 Digital Link web addresses
- ``symbol``            reader output that starts with a symbology identifier

biip is imported here and nowhere else; it takes a tenth of a second to load. Over it lies a thin
layer, because biip 5.2 (each seen): takes digits of any script; reads the wall clock to find the
century of a date; lets wrong check digits inside element strings pass with a remark; looks at no
country, currency, IBAN or time; breaks with an IndexError on a lone ``]``; takes query parameters
of a Digital Link last-one-wins; and knows nothing of alphabetic keys.
"""
