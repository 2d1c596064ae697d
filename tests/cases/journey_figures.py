"""What a year of the journey's baskets adds up to: worked out by pandas from the data's columns.

No product code has a part in it: it is what the manager's reports are compared with.
"""

from pathlib import Path
from typing import Any

import fastparquet
import pandas as pd


class Figures:
    """The baskets bought before a date, or all; lines that sell nothing are left out."""

    def __init__(self, folder: Path, before: str = "9999") -> None:
        lines = pd.read_csv(folder / "transactions_sample.csv.gz", dtype={"basket_id": str})
        taken = ["sales_value_c", "retail_disc_c", "coupon_match_disc_c"]
        sells = (lines["quantity"] != 0) | (lines[taken].sum(axis=1) != 0)
        lines = lines[sells & (lines["transaction_timestamp"] < before)]
        lines = lines.merge(read_products(folder), on="product_id", how="left")
        lines[["department", "category"]] = lines[["department", "category"]].fillna(UNNAMED)
        lines["date"] = lines["transaction_timestamp"].str[:10]
        lines["month"] = lines["date"].str[:7]
        lines["hour"] = lines["transaction_timestamp"].str[11:13].astype(int)
        pays = lines[["coupon_disc_c", "sales_value_c"]].min(axis=1)
        self.lines = lines.assign(coupon_pays=pays)

    @property
    def dates(self) -> tuple[str, str]:
        return self.lines["date"].min(), self.lines["date"].max()

    @property
    def months(self) -> list[str]:
        return sorted(self.lines["month"].unique())

    def of_month(self, month: str) -> dict[str, Any]:
        return _totals(self.lines[self.lines["month"] == month])

    def by_month(self) -> dict[str, tuple[int, int, int]]:
        """Give takings, baskets and repeat rate of each month."""
        totals = {month: self.of_month(month) for month in self.months}
        return {
            month: (one["takings"], one["baskets"], one["repeat rate"])
            for month, one in totals.items()
        }

    def frequencies(self) -> dict[int, tuple[int, int]]:
        """Give how many households bought how often, and for how much."""
        by_household = self.lines.groupby("household_id")
        bought = pd.DataFrame(
            {
                "times": by_household["basket_id"].nunique(),
                "takings": by_household["sales_value_c"].sum(),
            }
        )
        grouped = bought.groupby("times")["takings"]
        return {int(times): (len(one), int(one.sum())) for times, one in grouped}

    def whole(self) -> dict[str, Any]:
        lines = self.lines
        by_hour = lines.groupby("hour")
        return _totals(lines) | {
            "takings by hour": _ints(by_hour["sales_value_c"].sum()),
            "baskets by hour": _ints(by_hour["basket_id"].nunique()),
            "takings by day": _ints(lines.groupby("date")["sales_value_c"].sum()),
            "departments": self.ranking("department"),
            "baskets with": _ints(lines.groupby("department")["basket_id"].nunique()),
            "makers' coupons": int(lines["coupon_pays"].sum()),
        }

    def of_department(self, department: str) -> dict[str, Any]:
        """What is looked at through one department: baskets with any of it, and its goods."""
        own = self.lines[self.lines["department"] == department]
        baskets = self.lines[self.lines["basket_id"].isin(own["basket_id"])]
        by_hour = baskets.groupby("hour")
        return {
            "net": int(own["sales_value_c"].sum()),
            "takings": int(baskets["sales_value_c"].sum()),
            "baskets": int(baskets["basket_id"].nunique()),
            "takings by hour": _ints(by_hour["sales_value_c"].sum()),
            "categories": _ranked(own.groupby("category")["sales_value_c"].sum()),
            "members": int(baskets["household_id"].nunique()),
        }

    def ranking(self, column: str) -> list[tuple[str, int]]:
        return _ranked(self.lines.groupby(column)["sales_value_c"].sum())


UNNAMED = "UNNAMED"


def read_products(folder: Path) -> pd.DataFrame:
    """Read which department and category a product is in; a slash would begin a category below."""
    with (folder / "products.parquet").open("rb") as file:
        products = fastparquet.ParquetFile(file).to_pandas()
    products = products.rename(columns={"product_category": "category"})
    kept = products[["product_id", "department", "category"]].copy()
    for column in ("department", "category"):
        kept[column] = (
            kept[column].str.replace("/", "-").str.strip().str.replace(r"\s+", " ", regex=True)
        )
    return kept


def _totals(lines: pd.DataFrame) -> dict[str, Any]:
    takings, baskets = int(lines["sales_value_c"].sum()), int(lines["basket_id"].nunique())
    visits = lines.groupby("household_id")["basket_id"].nunique()
    members, repeated = len(visits), int((visits >= 2).sum())
    return {
        "takings": takings,
        "baskets": baskets,
        "average basket": _half_up(takings, baskets),
        "discounts": int(lines[["retail_disc_c", "coupon_match_disc_c"]].sum().sum()),
        "members": members,
        "visits": baskets,
        "repeat members": repeated,
        "repeat rate": _half_up(1_000_000 * repeated, members),
    }


def _half_up(part: int, whole: int) -> int:
    return (2 * part + whole) // (2 * whole)


def _ints(series: "pd.Series[Any]") -> dict[Any, int]:
    return {key: int(value) for key, value in series.items()}


def _ranked(series: "pd.Series[Any]") -> list[tuple[str, int]]:
    return sorted(_ints(series).items(), key=lambda entry: (-entry[1], entry[0]))
