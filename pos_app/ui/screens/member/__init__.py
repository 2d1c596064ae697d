"""Who buys: the strip in the sale, the face behind it, and finding somebody."""
