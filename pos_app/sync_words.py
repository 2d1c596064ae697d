"""Codes of sync in both languages: why it did not go, what keeps a till from being connected.

One source for the screens (ui/cloud_codes.py) and for the command line, which must speak when Qt
does not. A day's proof has its words beside its message: sync/wire/proof_words.py.
"""

from typing import Final

from sync.wire.proof_words import REASONS, Words

WHY: Final[dict[str, Words]] = REASONS | {
    "OFFLINE": ("没有网络", "no network"),
    "TIMED_OUT": ("没有按时答复", "no answer in time"),
    "CUT": ("连接中途断开", "the connection broke"),
    "TLS_FAILED": ("服务器证书不可信", "the server's certificate is not to be trusted"),
    "CERTIFICATE_ENDED": (
        "证书过期或未生效，请检查收银机时钟",
        "certificate out of date: check this till's clock",
    ),
    "CERTIFICATE_UNKNOWN": ("证书签发者不明", "certificate of an unknown issuer"),
    "CERTIFICATE_NAME": ("证书属于别的服务器", "certificate of another server"),
    "NOT_OURS": (
        "答复的不是我们的云端（可能需登录无线网）",
        "something else answered: the Wi-Fi may want a login",
    ),
    "GATEWAY_BUSY": (
        "云端前面的网关连不上云端",
        "the cloud cannot be reached through its front door",
    ),
    "TOO_MUCH": ("答复太长", "the answer was too long"),
    "FINGERPRINT_WRONG": ("云端说的不是本机的密钥", "the cloud did not name this till's own key"),
    "ANCHOR_WRONG": ("云端签名不对", "the cloud's signature is wrong"),
    "MANIFEST_WRONG": ("云端签名不对", "the cloud's signature is wrong"),
    "PROOF_WRONG": ("云端签名不对", "the cloud's signature is wrong"),
    "PAGE_WRONG": ("收到的数据不完整", "what came is not whole"),
    "LOG_WRONG": ("收到的数据不完整", "what came is not whole"),
    "SEGMENT_WRONG": ("收到的数据不完整", "what came is not whole"),
    "JOURNALS_PART": (
        "本机流水与云端不一致，正在核对",
        "this till's journal and the cloud's differ: being resolved",
    ),
    "LITTLE_ROOM": (
        "磁盘空间不足，价格更新和对账先停，照常收银",
        "little room on the disk: prices and proofs wait, sell on",
    ),
    "DISK_TOO_FULL": (
        "磁盘放不下新的商品目录",
        "no room on the disk for the new list of goods",
    ),
    "NO_PROGRESS": ("没有进展", "it did not get any further"),
    "STILL_DIFFERENT": ("修正后仍不一致", "still different after the repair"),
    "NOT_FOUND": (
        "这个地址不是收银机用的，请核对地址和端口",
        "this address is not the one for tills: look at it and its port",
    ),
    "NOT_ENROLLED": ("本机还没有连接云端", "this till belongs to no cloud"),
    "ADDRESS_UNSAFE": ("只接受 https 地址", "only https addresses are used"),
    "REVOKED": ("本机的密钥已被停用", "this till's key was withdrawn"),
    "UNKNOWN_TERMINAL": ("云端不认识这台收银机", "the cloud does not know this till"),
    "BAD_SIGNATURE": ("本机的签名没有被接受", "this till's signature was not accepted"),
    "NOT_CONFIRMED": ("总部还没有确认这台收银机", "head office has not confirmed this till yet"),
    "TOO_NEW_SCHEMA": (
        "云端版本较旧，需要升级",
        "the cloud is older than this till: it needs an update",
    ),
    "TOO_OLD_CLIENT": ("本机版本太旧，需要升级", "this till is too old: it needs an update"),
    "OVERLOADED": ("云端忙", "the cloud is busy"),
    "TOO_MANY": ("请求太频繁，稍后重试", "asked too often: tried again soon"),
    "NOT_READY": ("云端正在启动", "the cloud is starting"),
    "TOO_SLOW": ("连接太慢", "the connection is too slow"),
    "OUR_FAULT": ("云端出错，请告知云端运维", "the cloud made a mistake: tell its operator"),
    "OUT_OF_SCOPE": ("属于别的门店", "it belongs to another store"),
    "FEED_GEN": ("清单已重建，正在整份重取", "the list began anew: it is fetched whole"),
    "GONE": ("清单已更新太多，正在整份重取", "the list moved on: it is fetched whole"),
    "GAP": ("缺少记录，正在补传", "rows are missing: sent again"),
    "FORK": (
        "本机流水与云端不一致，正在核对",
        "this till's journal and the cloud's differ: being resolved",
    ),
    "MALFORMED": ("云端读不懂本机的请求", "the cloud did not understand this till"),
    "INVALID": ("云端读不懂本机的请求", "the cloud did not understand this till"),
    "CHANNEL_LOST": ("正在重新连接", "the connection is made anew"),
    "unknown": ("注册码不正确", "this code is not known"),
    "worn": ("输错次数过多，请换新码", "too many wrong tries, ask for a new code"),
    "used": ("此注册码已使用", "this code has been used"),
    "expired": ("此注册码已过期", "this code has expired"),
    "other_key": ("此密钥已属于另一台收银机", "this key belongs to another till"),
    "other_store": ("本机属于另一家门店", "this till belongs to another store"),
    "workstation_taken": (
        "本店另一台收银机已使用同一机号",
        "another till of this store has this workstation number",
    ),
    "ROW_ID_REUSED": ("同一记录来了两次而内容不同", "a record came twice with different contents"),
    "ROW_TOO_NEW": ("云端版本较旧，读不了这条记录", "the cloud is too old to read this record"),
    "ROW_UNREADABLE": ("云端读不了这条记录", "the cloud cannot read this record"),
    "ROW_FAULT": ("云端没能把这条记录入账", "the cloud could not book this record"),
    "RECEIPT_NUMBER_TWICE": ("小票号重复", "this receipt number was given twice"),
    "COUPON_SPENT_TWICE": ("同一张券在两台收银机上用过", "a coupon was spent at two tills"),
    "COUPON_RIGHT_OVERSPENT": ("收的券超过本机份额", "more coupons were taken than this till may"),
    "POINTS_OVERSPENT": ("用掉的积分超过余额", "more points were spent than there were"),
    "STORED_VALUE_OVERSPENT": ("礼品卡用超余额", "a gift card was spent beyond its balance"),
    "TERMINAL_COPIED": ("两台机器用了本机的密钥", "two machines used this till's key"),
    "TERMINAL_REVOKED": ("本机的密钥已被停用", "this till's key was withdrawn"),
    "ENROLMENT_UNREADABLE": ("新会员资料打不开", "a new member's details could not be opened"),
    "EFFECT_REFUSED": (
        "别的系统没有接受送去的数据",
        "another system did not take what was sent to it",
    ),
    "COUNTS_CROSSED": (
        "同一商品被两次盘点交叉盘到，请重盘",
        "two stocktakes of the same goods crossed: count them again",
    ),
    "PROJECTION_DIFFERED": ("云端账目已修正", "the cloud's own books were put right"),
}

NOT_CONNECTED: Final[dict[str, Words]] = {
    "CLOUD_ADDRESS_UNSAFE": (
        "只接受以 https:// 开头的地址（云端就在本机时可用 http）。没有发送任何内容。",
        "Only addresses that begin with https:// are used (http only for a cloud on this machine)."
        " Nothing was sent.",
    ),
    "CLOUD_CODE_REFUSED": (
        "云端没有接受注册码：{why}。请再核对一次，或向总部要新的注册码。",
        "The cloud did not take the code: {why}. Look at it again, or ask head office for a new"
        " one.",
    ),
    "CLOUD_DISTRUSTED": (
        "云端身份核对不上（{why}），没有连接。",
        "The cloud's identity could not be confirmed ({why}). Not connected.",
    ),
    "CLOUD_REFUSED": ("云端拒绝了这台收银机（{why}）。", "The cloud refused this till ({why})."),
    "CLOUD_NOT_REACHED": (
        "连不上云端（{why}），照常收银。请核对地址和网络，再试一次。",
        "The cloud was not reached ({why}); sell on. Look at the address and the network, and try"
        " again.",
    ),
}
"""What keeps a till from being connected: sentences, of the screens and the command line."""


def why(code: str) -> Words:
    """Say why; a code of a newer cloud stands for itself."""
    return WHY.get(code, (code, code))
