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
        <source>Clear</source>
        <translation>清除</translation>
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
    <name>CheckoutView</name>
    <message>
        <source>no price</source>
        <translation>无价格</translation>
    </message>
    <message>
        <source>Scan, or type a code, a name or its initials (F2)</source>
        <translation>扫描条码，或输入品名 / 拼音首字母 / 货号 (F2)</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Qty</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>小计</translation>
    </message>
    <message>
        <source>RETURN</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>voided</source>
        <translation>已删行</translation>
    </message>
    <message>
        <source>new price:</source>
        <translation>改价：</translation>
    </message>
</context>
<context>
    <name>DiscountPanel</name>
    <message>
        <source>Discount on the whole transaction</source>
        <translation>整单优惠</translation>
    </message>
    <message>
        <source>Discount on {name}</source>
        <translation>优惠：{name}</translation>
    </message>
    <message>
        <source>Whole transaction</source>
        <translation>整单</translation>
    </message>
    <message>
        <source>This line</source>
        <translation>本行</translation>
    </message>
    <message>
        <source>Percent off</source>
        <translation>减百分之</translation>
    </message>
    <message>
        <source>Amount off</source>
        <translation>减金额</translation>
    </message>
</context>
<context>
    <name>FinishedPage</name>
    <message>
        <source>Scan the first item</source>
        <translation>请扫描第一件商品</translation>
    </message>
    <message>
        <source>Next customer: scan the first item</source>
        <translation>下一位顾客：请扫描第一件商品</translation>
    </message>
    <message>
        <source>REFUNDED</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>CHANGE</source>
        <translation>找零</translation>
    </message>
    <message>
        <source>PAID</source>
        <translation>已收款</translation>
    </message>
    <message>
        <source>To pay {due}   ·   received {received}</source>
        <translation>应收 {due}   ·   实收 {received}</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>小票号 {number}</translation>
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
    <name>NotePanel</name>
    <message>
        <source>Note on this line, printed on the receipt</source>
        <translation>本行备注（打印在小票上）</translation>
    </message>
    <message>
        <source>Such as: gift wrapped, no bag</source>
        <translation>例如：礼品包装、不要袋子</translation>
    </message>
</context>
<context>
    <name>PricePanel</name>
    <message>
        <source>New price of {name}</source>
        <translation>改价：{name}</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
</context>
<context>
    <name>QuantityPanel</name>
    <message>
        <source>Weight of the item just scanned</source>
        <translation>请输入刚扫描商品的重量</translation>
    </message>
    <message>
        <source>Up to three decimals, as on the scale</source>
        <translation>最多三位小数，以电子秤为准</translation>
    </message>
    <message>
        <source>Weight of {name}</source>
        <translation>重量：{name}</translation>
    </message>
    <message>
        <source>Quantity of {name}</source>
        <translation>数量：{name}</translation>
    </message>
    <message>
        <source>Whole pieces; to take the line off use Del</source>
        <translation>整数件；删除本行请按 Del</translation>
    </message>
</context>
<context>
    <name>ResumePanel</name>
    <message>
        <source>Suspended transactions</source>
        <translation>挂单列表</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>金额</translation>
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
<context>
    <name>SuspendPanel</name>
    <message>
        <source>Suspend this transaction</source>
        <translation>挂单</translation>
    </message>
    <message>
        <source>A name to find it by (may stay empty)</source>
        <translation>便于查找的备注（可不填）</translation>
    </message>
</context>
<context>
    <name>TotalsCard</name>
    <message>
        <source>TOTAL</source>
        <translation>应收</translation>
    </message>
    <message>
        <source>REFUND</source>
        <translation>应退</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>商品合计</translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Tax added</source>
        <translation>加收税额</translation>
    </message>
    <message>
        <source>Including VAT</source>
        <translation>含税</translation>
    </message>
</context>
<context>
    <name>VoidPanel</name>
    <message>
        <source>Void the whole transaction?</source>
        <translation>取消整单？</translation>
    </message>
    <message>
        <source>Every line is dropped and nothing is sold. Choose why, then press F9.</source>
        <translation>全部商品行将取消，不产生销售。请选择原因，再按 F9 确认。</translation>
    </message>
</context>
</TS>
