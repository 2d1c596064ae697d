"""What the customer's screen says, in the language of the shop's customers: Chinese, English, both.

Its words stand here and not in the Qt catalogues, as those of paper do: they need not be in the
language that the cashier has chosen, and may be in both at once.
"""

from enum import StrEnum
from typing import Final


class Speech(StrEnum):
    """What is spoken to customers."""

    CHINESE = "zh_CN"
    ENGLISH = "en"
    BOTH = "both"


_WORDS: Final[dict[str, tuple[str, str]]] = {
    "practice": ("培训中，不是真实销售", "Practice: nothing is sold"),
    "welcome": ("欢迎光临", "Welcome"),
    "before": ("前面还有 {count} 行", "{count} more above"),
    "pieces": ("共 {count} 件", "{count} pcs"),
    "member": ("已享会员价", "Member prices"),
    "saved": ("已省 {amount}", "You save {amount}"),
    "back": ("退货", "Return"),
    "refund": ("退款", "Refund"),
    "total": ("合计", "Total"),
    "due": ("还需支付", "Still to pay"),
    "thanks": ("谢谢惠顾", "Thank you"),
    "change": ("找零", "Your change"),
    "paid": ("已付 {amount}", "Paid {amount}"),
    "join": ("扫码入会", "Scan to join"),
    "test": ("测试画面", "Test picture"),
    "test_note": ("四角的色块都应完整可见", "All four corners should be seen"),
}


class Tongue:
    """Speaks to the customer."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def word(self, key: str, **facts: object) -> str:
        """Say something; in both languages a fact at the end of both is said once."""
        chinese, english = _WORDS[key]
        if self.speech is Speech.BOTH:
            for name in facts:
                mark = " {" + name + "}"
                if chinese.endswith(mark) and english.endswith(mark):
                    chinese = chinese.removesuffix(mark)
                else:
                    english = f"/ {english}"
        said = self._both(chinese, english)
        for name, value in facts.items():
            said = said.replace("{" + name + "}", str(value))
        return said

    def name(self, chinese: str, english: str) -> str:
        """Name the store or goods; the same name is not said twice."""
        return self._both(chinese, english)

    def _both(self, chinese: str, english: str) -> str:
        if self.speech is Speech.ENGLISH:
            return english or chinese
        if self.speech is Speech.CHINESE or chinese == english or not english:
            return chinese or english
        return f"{chinese} {english}".strip()
