"""Why a list of items, or a row of it, was not taken; in both languages.

One source for the window and for the command line, which must speak when Qt does not.
"""

from typing import Final

from pos_app.errors import Refusal

WORDS: Final[dict[str, tuple[str, str]]] = {
    "FIRST_RUN_UNFINISHED": (
        "这台收银机还没有设置完。请先在窗口里完成首次启动。",
        "This till is not set up yet. Finish the first start in its window.",
    ),
    # The file as a whole: nothing was imported
    "FILE_NOT_FOUND": ("没有文件 {file}。", "There is no file {file}."),
    "FILE_UNREADABLE": (
        "读不了文件 {file}。请检查权限，或关闭正在使用它的程序。",
        "{file} cannot be read. Check its permissions, or close the program that uses it.",
    ),
    "FILE_EMPTY": ("文件 {file} 是空的。", "{file} is empty."),
    "FILE_IS_OLD_EXCEL": (
        "{file} 是旧版 Excel（.xls）。请另存为 .xlsx 或 CSV UTF-8 后再导入。",
        "{file} is an old Excel workbook (.xls). Save it as .xlsx or as CSV UTF-8 and import that.",
    ),
    "FILE_NOT_UTF8": (
        "{file} 第 {line} 行起不是 UTF-8 编码。请在 Excel 中另存为“CSV UTF-8（逗号分隔）”，"
        "或在记事本中另存为 UTF-8。",
        "{file} is not UTF-8 text from line {line} on. In Excel save it as “CSV UTF-8 (comma"
        " delimited)”, in Notepad with the encoding UTF-8.",
    ),
    "FILE_NOT_TEXT": (
        "{file} 不是文本表格，也不是 XLSX。请另存为 CSV UTF-8 或 .xlsx。",
        "{file} is neither a text table nor an XLSX. Save the list as CSV UTF-8 or .xlsx.",
    ),
    "FILE_BROKEN": (
        "{file} 从第 {line} 行起读不下去：引号没有成对，或文件已损坏。",
        "{file} cannot be read from line {line} on: a quote is not closed, or the file is damaged.",
    ),
    "FILE_TOO_LARGE": (
        "{file} 解压后太大。请拆成几份，或另存为 CSV。",
        "{file} is too large unpacked. Split it, or save it as CSV.",
    ),
    "FILE_TOO_MANY_ROWS": (
        "{file} 超过 {most} 行。请拆成几份。",
        "{file} has more than {most} rows. Split it.",
    ),
    "FILE_LINE_TOO_LONG": (
        "{file} 第 {line} 行超过 {most} 个字符，不像商品清单。",
        "Line {line} of {file} has more than {most} characters; that is no item list.",
    ),
    "FILE_TOO_MANY_COLUMNS": (
        "{file} 超过 {most} 列，不像商品清单。",
        "{file} has more than {most} columns; that is no item list.",
    ),
    "FILE_COLUMN_UNKNOWN": (
        "{file} 的列“{column}”不认识。请改名或删去；列名见 --help。",
        "{file} has a column “{column}” that is not known. Rename or remove it; --help lists them.",
    ),
    "FILE_COLUMN_TWICE": (
        "{file} 的列“{column}”出现两次。",
        "{file} has the column “{column}” twice.",
    ),
    "FILE_COLUMN_MISSING": (
        "{file} 缺少列“{column}”。列名见 --help。",
        "{file} lacks the column “{column}”. --help lists them.",
    ),
    "IMPORT_RUNNING": (
        "另一个导入正在进行。请等它结束。",
        "Another import is running. Wait until it ends.",
    ),
    "ITEMS_COME_FROM_CLOUD": (
        "商品由总部下发，本机不能另行导入。请在总部修改商品。",
        "Head office says what is sold here; no list can be imported. Change the items there.",
    ),
    "CATALOG_FROM_NEWER_VERSION": (
        "商品库 {file} 由另一版本写入（第 {version} 版）。请升级程序；文件没有改动。",
        "The catalogue {file} was written by another version ({version}). Update the program; the"
        " file is unchanged.",
    ),
    "CATALOG_NOT_WRITABLE": (
        "写不了商品库 {file}。请检查磁盘空间和权限；原商品库仍在使用。",
        "The catalogue {file} cannot be written. Check room and permissions; the old one stays in"
        " use.",
    ),
    "REPORT_NOT_WRITABLE": (
        "写不了报告 {file}。没有导入任何商品。",
        "The report {file} cannot be written. Nothing was imported.",
    ),
    # One row: it was left out
    "ITEM_TOO_MANY_CELLS": (
        "单元格比列名多（应不超过 {most} 个）；可能有没加引号的逗号",
        "more cells than columns (at most {most}); perhaps a comma without quotes",
    ),
    "ITEM_CONTROL_CHARACTER": (
        "含有控制字符或换行",
        "contains a control character or a line break",
    ),
    "ITEM_FORMULA": (
        "含有公式 {value}；请粘贴为数值",
        "contains the formula {value}; paste it as a value",
    ),
    "ITEM_SKU_MISSING": ("没有货号", "no SKU"),
    "ITEM_SKU_TOO_LONG": ("货号超过 {most} 个字符", "SKU longer than {most} characters"),
    "ITEM_NAME_MISSING": ("没有名称", "no name"),
    "ITEM_NAME_TOO_LONG": ("名称超过 {most} 个字符", "name longer than {most} characters"),
    "ITEM_GTIN_NOT_DIGITS": (
        "条码“{value}”不全是数字",
        "barcode “{value}” is not all digits",
    ),
    "ITEM_GTIN_LENGTH_WRONG": (
        "条码“{value}”不是 8、12、13 或 14 位",
        "barcode “{value}” has not 8, 12, 13 or 14 digits",
    ),
    "ITEM_CHECK_DIGIT_WRONG": (
        "条码“{value}”的校验位不对",
        "barcode “{value}” has a wrong check digit",
    ),
    "ITEM_PLU_WRONG": (
        "简码“{value}”不是 1 到 {most} 位数字",
        "PLU “{value}” is not 1 to {most} digits",
    ),
    "ITEM_CATEGORY_WRONG": (
        "分类“{value}”有空的一级，或超过 {deepest} 级",
        "category “{value}” has an empty level or more than {deepest}",
    ),
    "ITEM_BRAND_TOO_LONG": (
        "品牌超过 {most} 个字",
        "the brand has more than {most} characters",
    ),
    "ITEM_REGULAR_PRICE_WRONG": (
        "原价“{value}”低于现价，或没有现价",
        "the regular price “{value}” is below the price, or there is no price",
    ),
    "ITEM_LOWEST_PRICE_WRONG": (
        "最低价“{value}”高于现价，或没有现价",
        "the lowest price “{value}” is above the price, or there is no price",
    ),
    "ITEM_TAX_GROUP_UNKNOWN": (
        "税组“{value}”本店没有",
        "tax group “{value}” is not one of this store",
    ),
    "ITEM_UNIT_UNKNOWN": (
        "单位“{value}”不是 EA、KGM、LTR、MTR 之一",
        "unit “{value}” is not EA, KGM, LTR or MTR",
    ),
    "ITEM_PRICE_NOT_A_NUMBER": (
        "价格“{value}”不是数字，或超过两位小数",
        "price “{value}” is not a number with at most two decimals",
    ),
    "ITEM_PRICE_NEGATIVE": ("价格“{value}”是负数", "price “{value}” is negative"),
    "ITEM_PRICE_TOO_HIGH": (
        "价格 {value} 超过 {most} 元",
        "price {value} is above {most} yuan",
    ),
    "ITEM_POPULARITY_WRONG": (
        "排名“{value}”不是整数",
        "popularity “{value}” is not a whole number",
    ),
    "ITEM_RECALLED_WRONG": (
        "召回“{value}”不是 0、1 或批号（批号至少含一个数字）",
        "recalled “{value}” is not 0, 1 or lot numbers (a lot number has a digit)",
    ),
    "ITEM_LOT_WITHOUT_GTIN": (
        "召回批号“{value}”，但没有条码：批号只能从条码中读出",
        "recalled lots “{value}” without a GTIN: a lot is only read from a barcode",
    ),
    "ITEM_SKU_TWICE": (
        "货号 {value} 在第 {other} 行已经有了",
        "SKU {value} stands already in line {other}",
    ),
    "ITEM_GTIN_TWICE": (
        "条码 {value} 在第 {other} 行已经有了",
        "barcode {value} stands already in line {other}",
    ),
    "ITEM_PLU_TWICE": (
        "简码 {value} 在第 {other} 行已经有了",
        "PLU {value} stands already in line {other}",
    ),
    "ITEM_GTIN_TAKEN": (
        "条码 {value} 属于商品 {other}，它不在这份清单里",
        "barcode {value} belongs to item {other}, which is not in this list",
    ),
    "ITEM_PLU_TAKEN": (
        "简码 {value} 属于商品 {other}，它不在这份清单里",
        "PLU {value} belongs to item {other}, which is not in this list",
    ),
}


def reason_in_both(reason: Refusal) -> tuple[str, str]:
    """Say in Chinese and in English why a row was not taken."""
    chinese, english = WORDS[reason.code]
    return chinese.format_map(reason.facts), english.format_map(reason.facts)
