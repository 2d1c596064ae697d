"""What things cost: the promotion engine, discounts, shares and tax. ``engine.price`` does it.

The way of a price through these files, in which they are best read:

- what the retailer says: ``fields``, ``kinds`` and ``reading`` make a ``bundle`` of ``rule``s out
  of JSON; ``coupon_rules`` joins those of accepted coupons; ``circumstances`` is all else there is
  to know, and says which rules are out of the question;
- the basket: ``working`` is a line on its way to its price, ``board`` what rules see of them all;
- one rule by itself: ``benefits`` for money, ``assignment`` for groups of units, ``sums`` for what
  comes after the units; ``spending`` is points for money off;
- rules together: ``choosing`` decides, in their order by ``greedy``, else for the best ``plan`` by
  ``unit_search`` with ``cluster_search`` and ``every_assignment``; ``independence`` says when units
  may be looked at by themselves, ``rung_keeping`` and ``whole_plans`` help where they may not;
- what came of it: ``promotions`` brings it together, ``applied`` writes it into the ``trace``,
  ``hints`` and ``offers`` add what is nearly earned, ``earning`` the points; ``priced`` is the
  result, and ``kept_goods`` reads it again when goods come back.
"""
