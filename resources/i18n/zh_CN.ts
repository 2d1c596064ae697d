<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>中文 / English</source>
        <translation>中文 / English</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Sign on</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找商品</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>改价</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>挂单</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>取单</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Void line</source>
        <translation>删行</translation>
    </message>
    <message>
        <source>Void all</source>
        <translation>整单取消</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>PAY</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Line up</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Line down</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>重打小票</translation>
    </message>
    <message>
        <source>Line note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>小票查询</translation>
    </message>
    <message>
        <source>Shift and drawer</source>
        <translation>班次钱箱</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁屏</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>签退</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>银行卡</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>Alipay</source>
        <translation>支付宝</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Remove payment</source>
        <translation>撤销付款</translation>
    </message>
</context>
<context>
    <name>ApprovalPanel</name>
    <message>
        <source>A second person must approve this</source>
        <translation>需要他人授权</translation>
    </message>
    <message>
        <source>Operator number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>密码</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>TRAINING – nothing here is a real sale</source>
        <translation>培训模式 · 不计入真实销售</translation>
    </message>
    <message>
        <source>Till {name}</source>
        <translation>收银台 {name}</translation>
    </message>
    <message>
        <source>Business day {name}</source>
        <translation>营业日 {name}</translation>
    </message>
    <message>
        <source>Shift {name}</source>
        <translation>班次 {name}</translation>
    </message>
    <message>
        <source>Cashier {name}</source>
        <translation>收银员 {name}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Ronghe POS</source>
        <translation>融合收银</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>It did not work ({code}).</source>
        <translation>操作未成功（{code}）。</translation>
    </message>
    <message>
        <source>Something went wrong in the till. Nothing that was confirmed is lost. Try again; if it stays, tell support the number {reference}.</source>
        <translation>收银程序出错，已确认的记录都在。请重试；仍不行请报编号 {reference}。</translation>
    </message>
    <message>
        <source>Too fast: the last scans are still being worked on. Scan again.</source>
        <translation>扫得太快，前面的还在处理，请再扫一次。</translation>
    </message>
    <message>
        <source>The quantity must be more than zero.</source>
        <translation>数量必须大于零。</translation>
    </message>
    <message>
        <source>At most {largest} in one line. Check the quantity.</source>
        <translation>单行数量最多 {largest}，请核对。</translation>
    </message>
    <message>
        <source>This item is sold by the piece: type a whole number.</source>
        <translation>该商品按件销售，请输入整数。</translation>
    </message>
    <message>
        <source>There is no line {line}. Choose a line first.</source>
        <translation>没有第 {line} 行，请先选择商品行。</translation>
    </message>
    <message>
        <source>Line {line} is already voided.</source>
        <translation>第 {line} 行已删除。</translation>
    </message>
    <message>
        <source>Payment has begun. Remove the payments first, then change the basket.</source>
        <translation>已开始收款。请先撤销付款，再修改商品。</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Up and Down choose, Enter adds, Esc closes</source>
        <translation>↑↓ 选择，回车加入，Esc 关闭</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters, initials, or the end of the barcode.</source>
        <translation>没有找到。试试更短的名称、拼音首字母或条码末几位。</translation>
    </message>
</context>
<context>
    <name>SignOnView</name>
    <message>
        <source>Ronghe POS</source>
        <translation>融合收银</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Opening the till's records. You may type already.</source>
        <translation>正在打开收银记录，可以先输入。</translation>
    </message>
    <message>
        <source>Locked by {name}</source>
        <translation>{name} 已锁屏</translation>
    </message>
    <message>
        <source>The basket is kept. Type the PIN to go on.</source>
        <translation>当前交易已保留，输入密码继续。</translation>
    </message>
    <message>
        <source>Sign on</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Type your operator number and PIN, or scan your badge.</source>
        <translation>输入工号和密码，或扫描工牌。</translation>
    </message>
    <message>
        <source>Operator number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>密码</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>● Sales are kept on this till; no network needed</source>
        <translation>● 销售已保存在本机，断网可用</translation>
    </message>
    <message>
        <source>● Printer ready</source>
        <translation>● 打印机就绪</translation>
    </message>
    <message>
        <source>● Printer does not answer: sales go on, print later</source>
        <translation>● 打印机无响应：可继续销售，稍后补打</translation>
    </message>
</context>
</TS>
