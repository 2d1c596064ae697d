<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutCard</name>
    <message>
        <source>{left} sales are not in these figures yet.</source>
        <translation>还有 {left} 笔销售未计入。</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>现有库存</translation>
    </message>
    <message>
        <source>Scan an item, or type its name or initials.</source>
        <translation>扫描商品，或输入品名、拼音首字母。</translation>
    </message>
    <message>
        <source>{rests_on}. At {time}, by what moved at till {tills}; not other tills.</source>
        <translation>{rests_on}。截至 {time}，依据收银台 {tills} 的进出；不含其他收银台。</translation>
    </message>
    <message>
        <source>Below zero: receive what came, or count it.</source>
        <translation>库存为负：请补录收货或盘点。</translation>
    </message>
    <message>
        <source>Its last count is not settled: a till's rows are to come.</source>
        <translation>上次盘点尚未核定：还有收银台的流水未到。</translation>
    </message>
    <message>
        <source>It moved while it was counted, or was counted twice at a time.</source>
        <translation>盘点期间有进出，或两处同时盘点，请重盘。</translation>
    </message>
    <message>
        <source>Till {tills} scanned no code of the count: taken by the clock.</source>
        <translation>{tills} 收银台未扫盘点码，按时间估算。</translation>
    </message>
    <message>
        <source>{rests_on}. The whole store, tills {tills}: the others as head office knew them at {told}, this one until {time}.</source>
        <translation>{rests_on}。全店数字，含收银台 {tills}：其他收银台以总部 {told} 所知为准，本机截至 {time}。</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>收货调拨</translation>
    </message>
    <message>
        <source>F2 begins one, or takes one up again.</source>
        <translation>按 F2 新建或继续。</translation>
    </message>
    <message>
        <source>{met} of {all} lines met, {differing} differ. Scans count up; a number and F6 sets how many, a number and F10 the cost. F9 records.</source>
        <translation>{all} 行中已到 {met} 行，{differing} 行有差异。扫描即累加；数字加 F6 设数量，数字加 F10 设成本，F9 入账。</translation>
    </message>
    <message>
        <source>Stocktake</source>
        <translation>盘点</translation>
    </message>
    <message>
        <source>F3 begins a section, or takes one up again.</source>
        <translation>按 F3 新开或继续一个区域。</translation>
    </message>
    <message>
        <source>Every other till scans this code once, on its sale screen:</source>
        <translation>其他收银台各在销售界面扫一次此码：</translation>
    </message>
    <message>
        <source>Each of the tills {tills} scans this code once, on its sale screen:</source>
        <translation>收银台 {tills} 各在销售界面扫一次此码：</translation>
    </message>
    <message>
        <source>Stocktake {section}</source>
        <translation>盘点 {section}</translation>
    </message>
    <message>
        <source>{differing} of {all} items differ. F9 adjusts the books.</source>
        <translation>{all} 种中 {differing} 种有差异。F9 调整账面。</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>调整前后</translation>
    </message>
    <message>
        <source>Low stock</source>
        <translation>即将缺货</translation>
    </message>
    <message>
        <source>Nothing runs out soon.</source>
        <translation>近期没有商品会缺货。</translation>
    </message>
    <message>
        <source>Below zero</source>
        <translation>负库存</translation>
    </message>
    <message>
        <source>No figure is below zero.</source>
        <translation>没有负库存。</translation>
    </message>
    <message>
        <source>What expires first is taken to be sold first; F7 writes off what is left.</source>
        <translation>按先到期先售出估算余量；F7 报损。</translation>
    </message>
    <message>
        <source>Near the last day</source>
        <translation>临期</translation>
    </message>
    <message>
        <source>{items} items, {again} to count again. Scans add up; a number and F6 is how many in all, F6 alone begins the item anew.</source>
        <translation>已点 {items} 种，{again} 种需复盘。扫描即累加；数字加 F6 为总数，单按 F6 重新点数。</translation>
    </message>
    <message>
        <source>{name}: {sold} sold here on {days} trading days of the last {back}. Order this for {cover} days and {lead} until it comes, in packs of {pack}. A number and F6 or F10 changes the days.</source>
        <translation>{name}：近 {back} 天有 {days} 个营业日，本机售出 {sold}。按 {cover} 天销量加 {lead} 天到货期，以每箱 {pack} 建议订货。数字加 F6 或 F10 改天数。</translation>
    </message>
    <message>
        <source>No lot is near its last day.</source>
        <translation>没有临期批次。</translation>
    </message>
    <message>
        <source>Scanned or looked for in the last 14 days while the books had none; at most once an hour each.</source>
        <translation>最近 14 天账面无货时被扫描或查找的商品；每种每小时最多记一次。</translation>
    </message>
    <message>
        <source>Asked for, not there</source>
        <translation>缺货问询</translation>
    </message>
    <message>
        <source>Scan what needs a label. F9 prints on the roll, F10 writes A4 pages.</source>
        <translation>扫描需要价签的商品。F9 打印到小票纸，F10 生成 A4 页。</translation>
    </message>
    <message>
        <source>Shelf labels</source>
        <translation>价签</translation>
    </message>
</context>
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
        <source>Export</source>
        <translation>导出</translation>
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
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>交班预览</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>其他收入</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>其他支出</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>缴款</translation>
    </message>
    <message>
        <source>More float</source>
        <translation>备用金</translation>
    </message>
    <message>
        <source>No sale</source>
        <translation>空开钱箱</translation>
    </message>
    <message>
        <source>Close shift</source>
        <translation>清点交班</translation>
    </message>
    <message>
        <source>Close day</source>
        <translation>日结</translation>
    </message>
    <message>
        <source>Confirm clock</source>
        <translation>确认时间</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Page up</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Page down</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Print a copy</source>
        <translation>打印副本</translation>
    </message>
    <message>
        <source>Post void last sale</source>
        <translation>冲销末单</translation>
    </message>
    <message>
        <source>Open receipt</source>
        <translation>打开小票</translation>
    </message>
    <message>
        <source>Without receipt</source>
        <translation>无小票</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>整单退货</translation>
    </message>
    <message>
        <source>Another receipt</source>
        <translation>换一张</translation>
    </message>
    <message>
        <source>To the basket</source>
        <translation>去购物单</translation>
    </message>
    <message>
        <source>Why this price</source>
        <translation>价格说明</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>云端同步</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>To see to</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>对账</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>总部清单</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接云端</translation>
    </message>
    <message>
        <source>Lost sale</source>
        <translation>流失登记</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次钱箱</translation>
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
        <source>Manager</source>
        <translation>店长台</translation>
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
        <source>Coupon</source>
        <translation>厂商券</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>礼品卡</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Remove payment</source>
        <translation>撤销付款</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>经营看板</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>Prices and labels</source>
        <translation>价格与价签</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>断网准备</translation>
    </message>
    <message>
        <source>X and Z reports</source>
        <translation>X／Z 报表</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>管控</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>See receipts</source>
        <translation>看小票</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>重新统计</translation>
    </message>
    <message>
        <source>Mark left</source>
        <translation>向左</translation>
    </message>
    <message>
        <source>Mark right</source>
        <translation>向右</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Bar / admit</source>
        <translation>停用/启用</translation>
    </message>
    <message>
        <source>Change the name</source>
        <translation>改姓名</translation>
    </message>
    <message>
        <source>Role to the left</source>
        <translation>左边角色</translation>
    </message>
    <message>
        <source>Role to the right</source>
        <translation>右边角色</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Roles and rights</source>
        <translation>角色与权限</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>门店</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变更记录</translation>
    </message>
    <message>
        <source>Day exports</source>
        <translation>每日导出</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>现有库存</translation>
    </message>
    <message>
        <source>Stocktake</source>
        <translation>盘点</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>价签</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>收货调拨</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>预警清单</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>报损</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>报溢</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>入账</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Add label</source>
        <translation>补价签</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Money, tax</source>
        <translation>金额税率</translation>
    </message>
    <message>
        <source>Barcodes</source>
        <translation>条码</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Test it</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Rehearse a restore</source>
        <translation>演练恢复</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Stands out</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>流水</translation>
    </message>
    <message>
        <source>Replay shift</source>
        <translation>班次回放</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>This person</source>
        <translation>只看此人</translation>
    </message>
    <message>
        <source>This kind</source>
        <translation>只看此类</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>只看授权</translation>
    </message>
    <message>
        <source>Other days</source>
        <translation>其他日期</translation>
    </message>
    <message>
        <source>Show receipt</source>
        <translation>看小票</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>将生效</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Labels due</source>
        <translation>待换价签</translation>
    </message>
    <message>
        <source>Find goods</source>
        <translation>找商品</translation>
    </message>
    <message>
        <source>Label is right</source>
        <translation>价签已对</translation>
    </message>
    <message>
        <source>Apply due</source>
        <translation>补生效</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>New price</source>
        <translation>定新价</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>保险柜</translation>
    </message>
    <message>
        <source>This till</source>
        <translation>本机钱箱</translation>
    </message>
    <message>
        <source>Over / short</source>
        <translation>长短款</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>入柜</translation>
    </message>
    <message>
        <source>To the bank</source>
        <translation>送存银行</translation>
    </message>
    <message>
        <source>Change out</source>
        <translation>换零送出</translation>
    </message>
    <message>
        <source>Change in</source>
        <translation>零钱到</translation>
    </message>
    <message>
        <source>Count safe</source>
        <translation>盘点保险柜</translation>
    </message>
    <message>
        <source>From a till</source>
        <translation>他机缴入</translation>
    </message>
    <message>
        <source>To a till</source>
        <translation>借给他机</translation>
    </message>
    <message>
        <source>More days</source>
        <translation>更多天</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>查原因</translation>
    </message>
    <message>
        <source>Other shifts</source>
        <translation>其他班次</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Print last drill</source>
        <translation>打印上次演练</translation>
    </message>
    <message>
        <source>Fire drill</source>
        <translation>断网演练</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>XLSX</source>
        <translation>XLSX</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Write now</source>
        <translation>立即写出</translation>
    </message>
    <message>
        <source>Keep the plan</source>
        <translation>保存计划</translation>
    </message>
    <message>
        <source>Look for an update</source>
        <translation>检查更新</translation>
    </message>
    <message>
        <source>From a stick</source>
        <translation>从 U 盘</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Open by itself</source>
        <translation>自动打开</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>Close and install</source>
        <translation>退出并安装</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>Goods taken back</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Line voided</source>
        <translation>删行</translation>
    </message>
    <message>
        <source>Whole sale voided</source>
        <translation>整单取消</translation>
    </message>
    <message>
        <source>Approved their own act</source>
        <translation>自己授权自己</translation>
    </message>
    <message>
        <source>Taken back, no receipt</source>
        <translation>无小票退货</translation>
    </message>
    <message>
        <source>Finished sale cancelled</source>
        <translation>冲销</translation>
    </message>
    <message>
        <source>Price changed</source>
        <translation>改价</translation>
    </message>
    <message>
        <source>Discount by hand</source>
        <translation>手工优惠</translation>
    </message>
    <message>
        <source>Drawer opened, no sale</source>
        <translation>空开钱箱</translation>
    </message>
    <message>
        <source>Over / short</source>
        <translation>长短款</translation>
    </message>
    <message>
        <source>Copy printed</source>
        <translation>补打小票</translation>
    </message>
    <message>
        <source>Locked out</source>
        <translation>输错密码被锁定</translation>
    </message>
    <message>
        <source>Clock changed</source>
        <translation>时钟变动</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>其他收入</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>其他支出</translation>
    </message>
</context>
<context>
    <name>AdjustPanel</name>
    <message>
        <source>Write off: {name}</source>
        <translation>报损：{name}</translation>
    </message>
    <message>
        <source>Found: {name}</source>
        <translation>报溢：{name}</translation>
    </message>
</context>
<context>
    <name>ApprovalPanel</name>
    <message>
        <source>A second person must approve this</source>
        <translation>需要他人授权</translation>
    </message>
    <message>
        <source>Nothing has changed yet.</source>
        <translation>目前未作任何更改。</translation>
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
    <name>BackupsView</name>
    <message>
        <source>Made</source>
        <translation>备份时间</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>距今</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Last good rehearsal</source>
        <translation>最近演练成功</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>No folder is set. Type one with F6, best on a USB stick; then F9.</source>
        <translation>还没有备份文件夹。先按 F6 填写（最好在 U 盘上），再按 F9 备份。</translation>
    </message>
    <message>
        <source>No backup is in the folder yet. F9 makes one now.</source>
        <translation>文件夹里还没有备份。按 F9 立即备份。</translation>
    </message>
    <message>
        <source>Last run {moment}: good.</source>
        <translation>最近一次 {moment}：成功。</translation>
    </message>
    <message>
        <source>Last run {moment}: it did not work.</source>
        <translation>最近一次 {moment}：未成功。</translation>
    </message>
    <message>
        <source>Selling goes on during a backup. It opens on this till only, with its own key; goods and promotions are not in it, for they can be had again.</source>
        <translation>备份时照常销售。备份只能用本机密钥在本收银台打开；商品和促销可以重新取得，不在其中。</translation>
    </message>
    <message>
        <source>A rehearsal restores a backup aside, checks every page, row and signature, and throws it away. Only a rehearsed backup is a sure one.</source>
        <translation>演练会把备份恢复到一旁，逐页、逐行、逐个签名核对，然后丢弃。演练过的备份才可靠。</translation>
    </message>
    <message>
        <source>There is no plan: nothing is backed up by itself.</source>
        <translation>还没有计划：不会自动备份。</translation>
    </message>
    <message>
        <source>Only by hand, into {folder}.</source>
        <translation>只手动备份到 {folder}。</translation>
    </message>
    <message>
        <source>Every day from {hour}:00 on, into {folder}; {keep} are kept.</source>
        <translation>每天 {hour}:00 起备份到 {folder}，保留 {keep} 份。</translation>
    </message>
    <message>
        <source>under 1 h</source>
        <translation>不到 1 小时</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} 小时</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>At work: {percent}%. Go on selling.</source>
        <translation>正在进行：{percent}%。可照常销售。</translation>
    </message>
</context>
<context>
    <name>BasketCard</name>
    <message>
        <source>Taken back ({count})</source>
        <translation>退回（{count}）</translation>
    </message>
    <message>
        <source>Sold ({count})</source>
        <translation>售出（{count}）</translation>
    </message>
    <message>
        <source>To refund</source>
        <translation>应退</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>应收</translation>
    </message>
</context>
<context>
    <name>BehindView</name>
    <message>
        <source>Looking… {share}</source>
        <translation>正在查找… {share}</translation>
    </message>
    <message>
        <source>Receipts: {figure}</source>
        <translation>小票：{figure}</translation>
    </message>
    <message>
        <source>Choose a receipt.</source>
        <translation>请选择一张小票。</translation>
    </message>
    <message>
        <source>Only this till's receipts are listed; those of {tills} are kept there.</source>
        <translation>只列出本机的小票；{tills} 的小票保存在各自的收银台。</translation>
    </message>
    <message>
        <source>The receipts of {tills} are kept there; look at them at that till.</source>
        <translation>{tills} 的小票保存在该收银台，请到那里查看。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>the latest {count}, there are older ones</source>
        <translation>最近 {count}，另有更早的</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Last four digits</source>
        <translation>卡号后四位</translation>
    </message>
    <message>
        <source>Approval code</source>
        <translation>授权码</translation>
    </message>
    <message>
        <source>UnionPay</source>
        <translation>银联</translation>
    </message>
    <message>
        <source>Other card</source>
        <translation>其他卡</translation>
    </message>
</context>
<context>
    <name>CashPage</name>
    <message>
        <source>Give back in cash</source>
        <translation>现金退还</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>实收</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>找零</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>正好</translation>
    </message>
</context>
<context>
    <name>CashPanel</name>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Open the drawer without a sale</source>
        <translation>空开钱箱</translation>
    </message>
    <message>
        <source>Choose why, then press F9. It is recorded.</source>
        <translation>选择原因后按 F9，操作将被记录。</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>其他收入</translation>
    </message>
    <message>
        <source>Money that comes in with no sale.</source>
        <translation>非销售收入的现金。</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>其他支出</translation>
    </message>
    <message>
        <source>Money that goes out with no sale.</source>
        <translation>非销售支出的现金。</translation>
    </message>
    <message>
        <source>Tender pickup</source>
        <translation>缴款</translation>
    </message>
    <message>
        <source>Cash from the drawer to the safe.</source>
        <translation>从钱箱取出现金放入保险柜。</translation>
    </message>
    <message>
        <source>Tender loan</source>
        <translation>备用金</translation>
    </message>
    <message>
        <source>More float from the safe to the drawer.</source>
        <translation>从保险柜补充零钱到钱箱。</translation>
    </message>
</context>
<context>
    <name>ChangesView</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Nothing of the set-up was changed at this till yet.</source>
        <translation>本收银台还没有改过设置。</translation>
    </message>
    <message>
        <source>Who changed what of the set-up at this till, with before and after.</source>
        <translation>谁在本收银台改了哪些设置，改前改后。</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变更记录</translation>
    </message>
    <message>
        <source>What it is now is personal and not recorded.</source>
        <translation>内容涉及个人，不作记录。</translation>
    </message>
    <message>
        <source>Before: {value}</source>
        <translation>改前：{value}</translation>
    </message>
    <message>
        <source>After</source>
        <translation>改后</translation>
    </message>
    <message>
        <source>After: {value}</source>
        <translation>改后：{value}</translation>
    </message>
    <message>
        <source>Approved by {name}</source>
        <translation>授权：{name}</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>门店</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
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
    <message>
        <source>REFUND</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>FINISH</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>CloudCodes</name>
    <message>
        <source>Nobody: this till</source>
        <translation>无需人处理：本机</translation>
    </message>
    <message>
        <source>Store manager</source>
        <translation>店长</translation>
    </message>
    <message>
        <source>Head office</source>
        <translation>总部</translation>
    </message>
    <message>
        <source>Cloud operator</source>
        <translation>云端运维</translation>
    </message>
    <message>
        <source>it is put right by itself</source>
        <translation>会自动修正</translation>
    </message>
    <message>
        <source>look at the receipt and settle it with head office</source>
        <translation>查看小票，与总部核对处理</translation>
    </message>
    <message>
        <source>decides who bears it and closes the case</source>
        <translation>决定由谁承担并结案</translation>
    </message>
    <message>
        <source>looks at the record; the sale itself is safe</source>
        <translation>检查这条记录；销售本身是安全的</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>券</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>已记录</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>云端已收</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>已入账</translation>
    </message>
    <message>
        <source>reconciled</source>
        <translation>已对账</translation>
    </message>
    <message>
        <source>Goods and prices</source>
        <translation>商品与价格</translation>
    </message>
    <message>
        <source>Promotions</source>
        <translation>促销</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Stock nearby</source>
        <translation>附近库存</translation>
    </message>
    <message>
        <source>This till's limits</source>
        <translation>本机额度</translation>
    </message>
</context>
<context>
    <name>CloudWords</name>
    <message>
        <source>● Sales are kept on this till; no network needed</source>
        <translation>● 销售已保存在本机，断网可用</translation>
    </message>
    <message>
        <source>● Waiting for head office to confirm this till</source>
        <translation>● 等待总部确认这台收银机</translation>
    </message>
    <message>
        <source>● Sales are kept on this till; calling the cloud</source>
        <translation>● 销售都保存在本机；正在连接云端</translation>
    </message>
    <message>
        <source>● The cloud shut this till out: call the manager</source>
        <translation>● 云端已停用这台收银机：请叫店长</translation>
    </message>
    <message>
        <source>● This till was restored or copied: call the manager</source>
        <translation>● 本机被恢复或复制过：请叫店长</translation>
    </message>
    <message>
        <source>● This till needs an update; sales are kept here</source>
        <translation>● 本机需要升级；销售都保存在本机</translation>
    </message>
    <message>
        <source>● The cloud needs an update; sales are kept here</source>
        <translation>● 云端需要升级；销售都保存在本机</translation>
    </message>
    <message>
        <source>● Offline since {time}; sales are kept here</source>
        <translation>● {time} 起离线；销售都保存在本机</translation>
    </message>
    <message>
        <source>● Online; fetching goods and prices: {percent} %</source>
        <translation>● 已联网；正在获取商品与价格：{percent}%</translation>
    </message>
    <message>
        <source>● Online; sending</source>
        <translation>● 已联网；正在上传</translation>
    </message>
    <message>
        <source>● Online; every sale is in the cloud</source>
        <translation>● 已联网；销售已全部上传云端</translation>
    </message>
    <message>
        <source> · {count} to upload, {amount}, oldest {age}</source>
        <translation> · 待上传 {count} 笔，{amount}，最早 {age}前</translation>
    </message>
    <message>
        <source>Not synced: {why}</source>
        <translation>没有同步：{why}</translation>
    </message>
    <message>
        <source>Syncing: {sent} rows sent, {applied} received</source>
        <translation>正在同步：已发送 {sent} 行，收到 {applied} 行</translation>
    </message>
    <message>
        <source>Synced: {sent} rows sent, {applied} received</source>
        <translation>已同步：发送 {sent} 行，收到 {applied} 行</translation>
    </message>
    <message>
        <source>Prices as of {time}</source>
        <translation>价格截至 {time}</translation>
    </message>
    <message>
        <source>Only {mb} MB left on the disk: prices wait, sell on</source>
        <translation>磁盘只剩 {mb} MB：价格更新暂停，照常收银</translation>
    </message>
    <message>
        <source>{day} proved</source>
        <translation>{day} 已对账</translation>
    </message>
    <message>
        <source>{day} not proved</source>
        <translation>{day} 未对账</translation>
    </message>
    <message>
        <source>Coupons online only</source>
        <translation>券须联网才能用</translation>
    </message>
    <message>
        <source>This till's clock is {minutes} min fast</source>
        <translation>本机时钟快 {minutes} 分钟</translation>
    </message>
    <message>
        <source>This till's clock is {minutes} min slow</source>
        <translation>本机时钟慢 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
</context>
<context>
    <name>Completeness</name>
    <message>
        <source>no till has recorded anything</source>
        <translation>没有收银台记录</translation>
    </message>
    <message>
        <source>{day} is still open</source>
        <translation>{day} 尚未日结</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>数据完整</translation>
    </message>
    <message>
        <source>Not complete yet</source>
        <translation>数据尚不完整</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>{time} 统计</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>: </source>
        <translation>：</translation>
    </message>
    <message>
        <source>Compared days: {words}</source>
        <translation>对比日期：{words}</translation>
    </message>
    <message>
        <source>{till} not in it (a category is of this till alone)</source>
        <translation>{till} 未计入（按分类只统计本机）</translation>
    </message>
    <message>
        <source>{till} has nothing yet</source>
        <translation>{till} 没有数据</translation>
    </message>
    <message>
        <source>last heard of {time}, the rest still to come</source>
        <translation>最后联系于 {time}，其余待补</translation>
    </message>
    <message>
        <source>{till} to {time}</source>
        <translation>{till} 到 {time}</translation>
    </message>
    <message>
        <source>last heard of {time}, out of use since {out}: what it sold between is not known</source>
        <translation>最后联系于 {time}，{out} 起停用，其间的交易未知</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>figures of {day} still to come</source>
        <translation>{day} 的数据待补</translation>
    </message>
</context>
<context>
    <name>ConnectPanel</name>
    <message>
        <source>Connect this till to a cloud</source>
        <translation>连接云端</translation>
    </message>
    <message>
        <source>Head office gives out a one-time code for this till. Afterwards both compare six digits; until then nothing is sent.</source>
        <translation>总部为本机发放一次性注册码。连接后双方核对六位数字；核对之前不发送任何内容。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>一次性注册码</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>{figure} in all</source>
        <translation>累计 {figure}</translation>
    </message>
</context>
<context>
    <name>ConsentPanel</name>
    <message>
        <source>What the member agrees to</source>
        <translation>会员的同意事项</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>End membership, delete the data</source>
        <translation>退出会员并删除数据</translation>
    </message>
</context>
<context>
    <name>ConsentPicker</name>
    <message>
        <source>needed</source>
        <translation>必需</translation>
    </message>
    <message>
        <source>free to refuse</source>
        <translation>可以不同意</translation>
    </message>
    <message>
        <source>notice {version}</source>
        <translation>告知书 {version}</translation>
    </message>
    <message>
        <source>Data: {data} Kept: {kept}</source>
        <translation>数据：{data}保存：{kept}</translation>
    </message>
</context>
<context>
    <name>ControlPage</name>
    <message>
        <source>Returns, voids and changed prices</source>
        <translation>退货、取消与改价</translation>
    </message>
    <message>
        <source>There was nothing of the kind.</source>
        <translation>没有这类操作。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Found out of stock</source>
        <translation>发现缺货</translation>
    </message>
    <message>
        <source>Why sales were lost</source>
        <translation>流失原因</translation>
    </message>
    <message>
        <source>No lost sale was noted.</source>
        <translation>没有记录流失。</translation>
    </message>
</context>
<context>
    <name>ControlTables</name>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>经授权</translation>
    </message>
    <message>
        <source>In 1,000</source>
        <translation>每千笔</translation>
    </message>
    <message>
        <source>All in 1,000</source>
        <translation>全店每千笔</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>授权人</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>钱箱变动</translation>
    </message>
    <message>
        <source>In the drawer</source>
        <translation>钱箱应有</translation>
    </message>
    <message>
        <source>approved by {name}</source>
        <translation>授权人 {name}</translation>
    </message>
    <message>
        <source>{said} (fetched back from the cloud)</source>
        <translation>{said}（从云端取回）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>far above all</source>
        <translation>远高于全店</translation>
    </message>
</context>
<context>
    <name>ControlView</name>
    <message>
        <source>Reading… {share}</source>
        <translation>读取中… {share}</translation>
    </message>
    <message>
        <source>F9 shows the receipt of the marked row.</source>
        <translation>按 F9 看所选行的小票。</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} 行</translation>
    </message>
    <message>
        <source>Other shift</source>
        <translation>其他班次</translation>
    </message>
    <message>
        <source>Is the journal as it was written?</source>
        <translation>流水与写入时一致吗？</translation>
    </message>
    <message>
        <source>Control room</source>
        <translation>管控</translation>
    </message>
    <message>
        <source>Shift {number}, step by step</source>
        <translation>第 {number} 班逐步回放</translation>
    </message>
    <message>
        <source>Nothing is shown without leave to look: F1 asks for it again.</source>
        <translation>未获授权，不显示内容：按 F1 重新申请。</translation>
    </message>
    <message>
        <source>These are the latest {count} rows only; F8 looks at fewer days.</source>
        <translation>仅显示最近 {count} 行；按 F8 缩小日期范围。</translation>
    </message>
    <message>
        <source>By the journal {expected}, counted {counted}: {difference}</source>
        <translation>按流水应有 {expected}，实点 {counted}：{difference}</translation>
    </message>
    <message>
        <source>The marked row has no receipt.</source>
        <translation>所选行没有小票。</translation>
    </message>
    <message>
        <source>No shift is open. F8 asks for the number of one.</source>
        <translation>当前没有开班。按 F8 输入班次号。</translation>
    </message>
    <message>
        <source>Nothing of the kind. Left and Right go to other days.</source>
        <translation>没有此类记录。按左右键看其他日期。</translation>
    </message>
    <message>
        <source>A figure leads to rows, not to a verdict: look at the receipts first.</source>
        <translation>数字只指向记录，不下结论：先看小票。</translation>
    </message>
    <message>
        <source>Every page, row, signature and sale is checked. The till sells on.</source>
        <translation>逐页、逐行核对签名与交易，期间照常销售。</translation>
    </message>
    <message>
        <source>Something is not as it was written ({trouble}). Call for support, and change nothing on this machine: `verify` names the place.</source>
        <translation>有内容与写入时不一致（{trouble}）。请联系技术支持，不要动这台机器；命令 verify 会指出位置。</translation>
    </message>
    <message>
        <source>Nothing was tampered with: {rows} journal rows and {sales} transactions are as they were written.</source>
        <translation>没有发现改动：流水 {rows} 行、交易 {sales} 笔与写入时一致。</translation>
    </message>
</context>
<context>
    <name>CountPanel</name>
    <message>
        <source>Count the drawer</source>
        <translation>清点钱箱</translation>
    </message>
    <message>
        <source>Count everything in the drawer. What should be there is shown afterwards.</source>
        <translation>盲点：清点钱箱内全部现金，应有金额在确认后才显示。</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实点</translation>
    </message>
    <message>
        <source>Open the shift: count the float</source>
        <translation>开班：清点备用金</translation>
    </message>
    <message>
        <source>Count the drawer once more</source>
        <translation>请再点一遍钱箱</translation>
    </message>
    <message>
        <source>Please count everything again, from the first note. Both counts are kept.</source>
        <translation>请从第一张开始全部重新点。两次点数都会保留。</translation>
    </message>
    <message>
        <source>The rest is zero</source>
        <translation>其余为零</translation>
    </message>
    <message>
        <source>Count the safe</source>
        <translation>盘点保险柜</translation>
    </message>
    <message>
        <source>Count everything in the safe, bags that wait for the bank included.</source>
        <translation>请点清保险柜里的全部现金，包括待送银行的封包。</translation>
    </message>
    <message>
        <source>Count the safe once more</source>
        <translation>请再点一遍保险柜</translation>
    </message>
    <message>
        <source>Count what is in the drawer before the first sale.</source>
        <translation>开始收银前清点钱箱内的现金。</translation>
    </message>
    <message>
        <source>Count what is in the drawer before the first sale. It should be {float}.</source>
        <translation>第一笔交易前请点清钱箱。应为 {float}。</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>开班备用金</translation>
    </message>
    <message>
        <source>Opening float, {amount} above the standard</source>
        <translation>备用金，比标准多 {amount}</translation>
    </message>
    <message>
        <source>Opening float, {amount} below the standard</source>
        <translation>备用金，比标准少 {amount}</translation>
    </message>
</context>
<context>
    <name>CountedWords</name>
    <message numerus="yes">
        <source>%n transaction(s)</source>
        <translation>
            <numerusform>%n 笔</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s)</source>
        <translation>
            <numerusform>%n 笔</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) still open</source>
        <translation>
            <numerusform>%n 天尚未日结</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{day} restated by %n late receipt(s) of {till}</source>
        <translation>
            <numerusform>{day} 因 {till} 迟到的 %n 张小票重算</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transaction(s) of {day} still to come</source>
        <translation>
            <numerusform>{day} 还有 %n 笔待补</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and of %n day(s) before</source>
        <translation>
            <numerusform>另有此前 %n 天待补</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CouponPage</name>
    <message>
        <source>Number of the maker's coupon</source>
        <translation>厂商券号码</translation>
    </message>
    <message>
        <source>Value on the paper</source>
        <translation>券面金额</translation>
    </message>
    <message>
        <source>Scan it</source>
        <translation>扫描券码</translation>
    </message>
    <message>
        <source>The goods it is for: Up and Down, F1 for several</source>
        <translation>适用商品：上下键选择，F1 多选</translation>
    </message>
    <message>
        <source>This one too</source>
        <translation>加选这一行</translation>
    </message>
</context>
<context>
    <name>CouponsPanel</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Coupons: {count} of {all} help this basket</source>
        <translation>优惠券：{all} 张中 {count} 张本单可用</translation>
    </message>
    <message>
        <source>Coupons: none so far</source>
        <translation>优惠券：暂无</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Takes off</source>
        <translation>可减</translation>
    </message>
    <message>
        <source>Why not now</source>
        <translation>为何不可用</translation>
    </message>
    <message>
        <source>Good until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Scan the coupon's code, here or at any time while selling.</source>
        <translation>扫描券码即可，销售时随时可扫。</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退还</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Kept with the sale and not used so far: {why}.</source>
        <translation>已登记，尚未生效：{why}。</translation>
    </message>
    <message>
        <source>Not yet: {why}. It may be taken now and helps as soon as it can.</source>
        <translation>暂不生效：{why}。可以先登记，条件满足后自动生效。</translation>
    </message>
    <message>
        <source>Cannot be used: {why}.</source>
        <translation>不能使用：{why}。</translation>
    </message>
    <message>
        <source>In use: {off} off this basket.</source>
        <translation>使用中：本单减 {off}。</translation>
    </message>
    <message>
        <source>Would take {off} off this basket.</source>
        <translation>使用后本单减 {off}。</translation>
    </message>
</context>
<context>
    <name>DayExportsView</name>
    <message>
        <source>Report of the day</source>
        <translation>每日报表</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>签名归档</translation>
    </message>
    <message>
        <source>Day exports</source>
        <translation>每日导出</translation>
    </message>
    <message>
        <source>The folder is not there now. Plug the stick in, or name another with F6.</source>
        <translation>该文件夹现在不在。请插上 U 盘，或按 F6 换一个文件夹。</translation>
    </message>
    <message>
        <source>Nothing goes by itself. F6 changes that.</source>
        <translation>目前不会自动导出。按 F6 开启。</translation>
    </message>
    <message>
        <source>After each day close the marked files go to {folder} by themselves.</source>
        <translation>每次日结后，打勾的文件会自动写到 {folder}。</translation>
    </message>
    <message>
        <source>Not kept yet: F9 keeps the plan.</source>
        <translation>尚未保存：按 F9 保存计划。</translation>
    </message>
    <message>
        <source>Last {moment}, {date}: {count} files, all well.</source>
        <translation>上次 {moment}，{date} 日：{count} 个文件，全部正常。</translation>
    </message>
    <message>
        <source>Last {moment}, {date}: {count} files, not all could be written.</source>
        <translation>上次 {moment}，{date} 日：已写 {count} 个文件，未能全部写完。</translation>
    </message>
    <message>
        <source>Still to go: {days}. It is tried again by itself; F7 tries now.</source>
        <translation>还未导出：{days}。会自动重试；按 F7 立即重试。</translation>
    </message>
    <message>
        <source>F1–F3 choose the files of: {report}</source>
        <translation>F1–F3 选择文件：{report}</translation>
    </message>
    <message>
        <source>F1–F4 choose the files of: {report}. The archive is signed.</source>
        <translation>F1–F4 选择文件：{report}。归档带数字签名。</translation>
    </message>
    <message>
        <source>Could not be written last time: {report}</source>
        <translation>上次未能写出：{report}</translation>
    </message>
</context>
<context>
    <name>DayPanel</name>
    <message>
        <source>Open the business day</source>
        <translation>开业</translation>
    </message>
    <message>
        <source>Sales count for this day until it is closed, also after midnight.</source>
        <translation>日结之前的销售都计入该营业日，过了零点也一样。</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>后一天</translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message>
        <source>Name, Chinese</source>
        <translation>店名（中文）</translation>
    </message>
    <message>
        <source>Name, English</source>
        <translation>店名（英文）</translation>
    </message>
    <message>
        <source>Address, Chinese</source>
        <translation>地址（中文）</translation>
    </message>
    <message>
        <source>Address, English</source>
        <translation>地址（英文）</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Tax registration</source>
        <translation>税号</translation>
    </message>
    <message>
        <source>Foot of receipts, Chinese</source>
        <translation>小票末尾（中文）</translation>
    </message>
    <message>
        <source>Foot of receipts, English</source>
        <translation>小票末尾（英文）</translation>
    </message>
    <message>
        <source>Locks itself after minutes (0: never)</source>
        <translation>几分钟后自动锁屏（0 不锁）</translation>
    </message>
    <message>
        <source>Days a return without receipt looks back</source>
        <translation>无小票退货回看天数</translation>
    </message>
    <message>
        <source>Another price</source>
        <translation>改价</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Drawer without sale</source>
        <translation>空开钱箱</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>其他收入</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>其他支出</translation>
    </message>
    <message>
        <source>More float</source>
        <translation>备用金</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>缴款</translation>
    </message>
    <message>
        <source>Lost sale</source>
        <translation>流失登记</translation>
    </message>
    <message>
        <source>Stock taken off</source>
        <translation>库存减少</translation>
    </message>
    <message>
        <source>Stock put on</source>
        <translation>库存增加</translation>
    </message>
    <message>
        <source>Other reasons</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Cash is rounded to</source>
        <translation>现金抹零单位</translation>
    </message>
    <message>
        <source>A shift begins with</source>
        <translation>开班备用金</translation>
    </message>
    <message>
        <source>Cash to the safe above</source>
        <translation>钱箱超过多少应缴款</translation>
    </message>
    <message>
        <source>Counted again when off by more than</source>
        <translation>差额超过多少须复点</translation>
    </message>
    <message>
        <source>Notes and coins</source>
        <translation>面额</translation>
    </message>
    <message>
        <source>Notes on the quick keys</source>
        <translation>快捷键面额</translation>
    </message>
    <message>
        <source>Tax group</source>
        <translation>税组</translation>
    </message>
    <message>
        <source>Barcodes of the scale</source>
        <translation>店内秤码</translation>
    </message>
    <message>
        <source>Rules for cash</source>
        <translation>现金规则</translation>
    </message>
    <message>
        <source>Tax groups</source>
        <translation>税组</translation>
    </message>
    <message>
        <source>Planned tax</source>
        <translation>计划税率</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>may sign on</source>
        <translation>可登录</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>小票打印机</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>电子秤</translation>
    </message>
    <message>
        <source>Language at the start</source>
        <translation>启动语言</translation>
    </message>
    <message>
        <source>Customer's screen</source>
        <translation>顾客屏</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Opens by itself</source>
        <translation>自动打开</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Day exports</source>
        <translation>每日导出</translation>
    </message>
    <message>
        <source>Folder of exports</source>
        <translation>导出文件夹</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>税率</translation>
    </message>
    <message>
        <source>in the price</source>
        <translation>价内</translation>
    </message>
    <message>
        <source>from</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>by itself</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>时</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留份数</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>paper, mm</source>
        <translation>纸宽毫米</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>baud</source>
        <translation>波特率</translation>
    </message>
    <message>
        <source>looks a second</source>
        <translation>每秒识别</translation>
    </message>
    <message>
        <source>digits of the item</source>
        <translation>货号位数</translation>
    </message>
    <message>
        <source>digits of the value</source>
        <translation>数值位数</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>after the point</source>
        <translation>小数位</translation>
    </message>
    <message>
        <source>check digit</source>
        <translation>校验位</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Chinese and English</source>
        <translation>中英双语</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>向下取整</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>向上取整</translation>
    </message>
    <message>
        <source>Half up</source>
        <translation>四舍五入</translation>
    </message>
    <message>
        <source>Half even</source>
        <translation>五成双</translation>
    </message>
    <message>
        <source>Half down</source>
        <translation>五舍六入</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重量</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>串口</translation>
    </message>
    <message>
        <source>Into a file</source>
        <translation>存为文件</translation>
    </message>
    <message>
        <source>Types like a keyboard</source>
        <translation>键盘式</translation>
    </message>
</context>
<context>
    <name>DeliveryPanel</name>
    <message>
        <source>Which delivery?</source>
        <translation>哪一单？</translation>
    </message>
    <message>
        <source>Up and Down choose one that waits or a note that came; or type a new number.</source>
        <translation>上下键选择未完成的单或到店的送货单；也可输入新单号。</translation>
    </message>
    <message>
        <source>None waits, and no note came: type the number of a new one.</source>
        <translation>没有未完成的单，也没有到店的送货单：请输入新单号。</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>收货</translation>
    </message>
    <message>
        <source>From another store</source>
        <translation>他店调入</translation>
    </message>
    <message>
        <source>To another store</source>
        <translation>调出他店</translation>
    </message>
    <message>
        <source>Number of the note</source>
        <translation>单号</translation>
    </message>
    <message>
        <source>Number of the other store</source>
        <translation>对方门店编号</translation>
    </message>
</context>
<context>
    <name>DevicesView</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Set up as</source>
        <translation>连接方式</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Start the till again: something was set up anew since it started.</source>
        <translation>请重新启动收银台：启动后改过设备设置。</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>F9 tests the marked device: the printer prints a page, the drawer opens, the scale weighs, a scan is shown as it came, customers see a test picture.</source>
        <translation>F9 测试选中的设备：打印机打印一页，钱箱打开，电子秤称重，扫到的内容照原样显示，顾客屏显示测试画面。</translation>
    </message>
    <message>
        <source>An opened drawer is recorded like any opening without a sale.</source>
        <translation>测试开钱箱与空开钱箱一样记录在案。</translation>
    </message>
    <message>
        <source>Settings are this till's own and count from its next start on.</source>
        <translation>设置只属于本收银台，下次启动后生效。</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>小票打印机</translation>
    </message>
    <message>
        <source>Cash drawer</source>
        <translation>钱箱</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>电子秤</translation>
    </message>
    <message>
        <source>Customer's screen</source>
        <translation>顾客屏</translation>
    </message>
    <message>
        <source>Language at the start</source>
        <translation>启动语言</translation>
    </message>
    <message>
        <source>On the printer</source>
        <translation>接在打印机上</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Speaks as the till</source>
        <translation>随收银台语言</translation>
    </message>
    <message>
        <source>After the next start</source>
        <translation>下次启动后</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>No second screen</source>
        <translation>没有第二块屏幕</translation>
    </message>
    <message>
        <source>Known once it is used</source>
        <translation>使用时才知道</translation>
    </message>
    <message>
        <source>Wrong since {time}</source>
        <translation>{time} 起异常</translation>
    </message>
    <message>
        <source>Works since {time}</source>
        <translation>{time} 起正常</translation>
    </message>
    <message>
        <source>Came in: {text}</source>
        <translation>收到：{text}</translation>
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
        <source>Take the whole-transaction discounts off</source>
        <translation>撤销整单优惠</translation>
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
    <name>EnrolPanel</name>
    <message>
        <source>New member</source>
        <translation>现场入会</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>入会</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>手机号</translation>
    </message>
    <message>
        <source>Name (may stay empty; kept masked)</source>
        <translation>姓名（可不填；只保留姓氏）</translation>
    </message>
    <message>
        <source>F8 changes the field</source>
        <translation>F8 换一栏</translation>
    </message>
    <message>
        <source>{phone} is a member already: {name}</source>
        <translation>{phone} 已是会员：{name}</translation>
    </message>
    <message>
        <source>Take this member</source>
        <translation>使用该会员</translation>
    </message>
</context>
<context>
    <name>ExportPanel</name>
    <message>
        <source>Export: {what}</source>
        <translation>导出：{what}</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>本机文档</translation>
    </message>
    <message>
        <source>F5 Export every closed day by itself (what: Set-up, Day exports)</source>
        <translation>F5 每次日结后自动导出（在 设置 › 每日导出 中选择）</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>PDF, paper</source>
        <translation>PDF 打印</translation>
    </message>
    <message>
        <source>XLSX, Excel</source>
        <translation>XLSX 表格</translation>
    </message>
    <message>
        <source>CSV, plain</source>
        <translation>CSV 数据</translation>
    </message>
    <message>
        <source>Signed day archive</source>
        <translation>签名日归档</translation>
    </message>
</context>
<context>
    <name>FacePanel</name>
    <message>
        <source>Coupons</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>换会员</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>同意事项</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>+{points} with this purchase</source>
        <translation>本单 +{points}</translation>
    </message>
    <message>
        <source>best {off}</source>
        <translation>最优 {off}</translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s) used</source>
        <translation>
            <numerusform>已用 %n 张券</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} of {all} usable</source>
        <translation>{all} 张中 {count} 张可用</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>上次到店</translation>
    </message>
    <message>
        <source>Birthday: say something nice; birthday offers count</source>
        <translation>生日优惠期：请祝顾客生日快乐，生日优惠已计入</translation>
    </message>
    <message>
        <source>The code is good. Points will be credited by head office.</source>
        <translation>会员码有效；积分由总部补记。</translation>
    </message>
    <message>
        <source>Clock in doubt: no coupons or points may be spent now.</source>
        <translation>时钟待确认：暂不能用券和积分。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除会员</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Enrolled at this till, not confirmed by head office yet.</source>
        <translation>本机入会，尚待总部确认。</translation>
    </message>
    <message>
        <source>Agreed to: {purposes}</source>
        <translation>已同意：{purposes}</translation>
    </message>
    <message>
        <source>Agreed to nothing so far</source>
        <translation>尚未同意任何事项</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>No category</source>
        <translation>未分类</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>Not members</source>
        <translation>非会员</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>Look at which part?</source>
        <translation>看哪一部分？</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>收银台</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>品类</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Number of the shift</source>
        <translation>班次号</translation>
    </message>
    <message>
        <source>this till</source>
        <translation>本机</translation>
    </message>
</context>
<context>
    <name>FindMemberPanel</name>
    <message>
        <source>Who is buying?</source>
        <translation>查找会员</translation>
    </message>
    <message>
        <source>Phone, card number, or initials of the name</source>
        <translation>手机号、卡号或姓名拼音首字母</translation>
    </message>
    <message>
        <source>The member code is best: scan it now. It also lets points be spent.</source>
        <translation>最好请顾客出示会员码，直接扫描即可；用积分也需要会员码。</translation>
    </message>
    <message>
        <source>Enrol a new member</source>
        <translation>现场入会</translation>
    </message>
    <message>
        <source>Code to join by phone</source>
        <translation>手机入会码</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>选定</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>上次到店</translation>
    </message>
</context>
<context>
    <name>FindPanel</name>
    <message>
        <source>Find a receipt</source>
        <translation>查找小票</translation>
    </message>
    <message>
        <source>Scan it, or type the number or its end</source>
        <translation>扫码，或输入单号末几位</translation>
    </message>
    <message>
        <source>Day, such as 1121 or 2026-11-21</source>
        <translation>日期，如 1121 或 2026-11-21</translation>
    </message>
    <message>
        <source>Amount paid</source>
        <translation>实付金额</translation>
    </message>
    <message>
        <source>An item's name, pinyin, initials or SKU</source>
        <translation>商品名称、拼音、首字母或货号</translation>
    </message>
    <message>
        <source>Last four digits of the card</source>
        <translation>卡号后四位</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>单号</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>FindingPage</name>
    <message>
        <source>Mark a line with a receipt, and the receipt stands here.</source>
        <translation>选中带小票的一行，小票就显示在这里。</translation>
    </message>
    <message>
        <source>Shift {number}: {amount} over</source>
        <translation>第 {number} 班：长款 {amount}</translation>
    </message>
    <message>
        <source>Shift {number}: {amount} short</source>
        <translation>第 {number} 班：短款 {amount}</translation>
    </message>
    <message>
        <source>None of this is likely. Count the drawer and the safe again first.</source>
        <translation>以下都不太可能。请先把钱箱和保险柜再点一遍。</translation>
    </message>
    <message>
        <source>{share} likely</source>
        <translation>可能 {share}</translation>
    </message>
    <message>
        <source>More places that fit</source>
        <translation>其他吻合之处</translation>
    </message>
    <message>
        <source>Nothing in the record fits. Count the drawer and the safe again.</source>
        <translation>记录里没有吻合的事项。请再点一遍钱箱和保险柜。</translation>
    </message>
    <message>
        <source>The record cannot tell the first {number} apart: look at each.</source>
        <translation>凭记录分不清前 {number} 项，请逐一核对。</translation>
    </message>
    <message>
        <source>{name}, {date}. Counted {counted}, expected {expected}.</source>
        <translation>{name}，{date}。实点 {counted}，应有 {expected}。</translation>
    </message>
    <message>
        <source>The first count was {amount}.</source>
        <translation>第一次点数为 {amount}。</translation>
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
        <source>Give it back to the customer</source>
        <translation>请将款项退给顾客</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>小票号 {number}</translation>
    </message>
    <message>
        <source>Points {moved}</source>
        <translation>积分 {moved}</translation>
    </message>
    <message>
        <source>now {balance}</source>
        <translation>余额 {balance}</translation>
    </message>
</context>
<context>
    <name>FirstRunView</name>
    <message>
        <source>Looking for printers in the network. Esc ends it.</source>
        <translation>正在网络中查找打印机，按 Esc 停止。</translation>
    </message>
    <message>
        <source>First start</source>
        <translation>首次启动</translation>
    </message>
    <message>
        <source>A few questions, and this is a till. F9 goes on, Esc goes back.</source>
        <translation>回答几个问题，就可以收银了。F9 继续，Esc 返回。</translation>
    </message>
    <message>
        <source>You may stop at any time, by closing the window or by switching off: it goes on where it was left. Nothing counts before the last step.</source>
        <translation>随时可以停下，关窗口或关机都行：下次从原处继续。最后一步之前什么都不算数。</translation>
    </message>
    <message>
        <source>What is answered here can be changed later in the set-up, but for the store's code, the till's number and the currency.</source>
        <translation>这里的回答以后都可在“设置”里更改，门店代码、机号和货币除外。</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>启用收银机</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Yes, keep it</source>
        <translation>是，就用它</translation>
    </message>
    <message>
        <source>No</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Kind of store</source>
        <translation>门店类型</translation>
    </message>
    <message>
        <source>Store and till</source>
        <translation>门店与机号</translation>
    </message>
    <message>
        <source>On the receipt</source>
        <translation>小票抬头</translation>
    </message>
    <message>
        <source>Taxes</source>
        <translation>税组</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>云端</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Store manager</source>
        <translation>店长</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>to compare: {digits}</source>
        <translation>核对码：{digits}</translation>
    </message>
    <message>
        <source>demo store</source>
        <translation>演示门店</translation>
    </message>
    <message>
        <source>my store</source>
        <translation>我的门店</translation>
    </message>
    <message>
        <source>from the cloud</source>
        <translation>由云端下发</translation>
    </message>
    <message>
        <source>{items} items, {refused} rows left out</source>
        <translation>{items} 种商品，{refused} 行未导入</translation>
    </message>
</context>
<context>
    <name>FormPanel</name>
    <message>
        <source>F8 changes the field</source>
        <translation>F8 换一栏</translation>
    </message>
    <message>
        <source>{amount} ({currency})</source>
        <translation>{amount}（{currency}）</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>Name on screen and receipt</source>
        <translation>姓名（屏幕和小票上）</translation>
    </message>
    <message>
        <source>Number, as typed or on the badge</source>
        <translation>工号（输入或工牌上）</translation>
    </message>
    <message>
        <source>Did the test page come out?</source>
        <translation>测试页打出来了吗？</translation>
    </message>
    <message>
        <source>Are all its lines there, and the Chinese too? Otherwise try another way.</source>
        <translation>每一行都在、中文也清楚吗？不行就换一种方式再试。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The till speaks it from now on; Ctrl+L changes it at any time.</source>
        <translation>收银机从现在起使用该语言；随时可用 Ctrl+L 切换。</translation>
    </message>
    <message>
        <source>Your store, or one to try with</source>
        <translation>自己的门店，或试用</translation>
    </message>
    <message>
        <source>The demo store has goods, members, offers and people, and nothing in it is real. It can't become your store later: for that, start with an empty data folder.</source>
        <translation>演示门店自带商品、会员、促销和人员，全部不是真的。它以后不能变成您的门店：正式使用请从空的数据文件夹开始。</translation>
    </message>
    <message>
        <source>Store, till and currency</source>
        <translation>门店、收银机与货币</translation>
    </message>
    <message>
        <source>Name of the store, Chinese</source>
        <translation>门店中文名</translation>
    </message>
    <message>
        <source>Name of the store, English</source>
        <translation>门店英文名</translation>
    </message>
    <message>
        <source>Store code, such as S12</source>
        <translation>门店代码，如 S12</translation>
    </message>
    <message>
        <source>Number of this till, such as T01</source>
        <translation>本机机号，如 T01</translation>
    </message>
    <message>
        <source>Code and number stand in every receipt number and never change; nor does the currency.</source>
        <translation>代码和机号会印在每个小票号里，以后不能更改；货币也一样。</translation>
    </message>
    <message>
        <source>On every receipt</source>
        <translation>印在每张小票上</translation>
    </message>
    <message>
        <source>Address, Chinese</source>
        <translation>地址（中文）</translation>
    </message>
    <message>
        <source>Address, English</source>
        <translation>地址（英文）</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Tax registration number</source>
        <translation>税号</translation>
    </message>
    <message>
        <source>What stays empty is left out. All of it can be changed later.</source>
        <translation>不填的不印。以后都可以更改。</translation>
    </message>
    <message>
        <source>Tax groups</source>
        <translation>税组</translation>
    </message>
    <message>
        <source>Code and per cent, such as V13 13; V9 9</source>
        <translation>代码和百分数，如 V13 13; V9 9</translation>
    </message>
    <message>
        <source>A list of goods names each item's group by its code. The usual ones of the country are filled in: look at them, for they count for every sale.</source>
        <translation>商品清单用代码写明每种商品的税组。已填好本国常用的税率：请核对，每笔销售都按它计税。</translation>
    </message>
    <message>
        <source>Head office's cloud</source>
        <translation>总部云端</translation>
    </message>
    <message>
        <source>Address, https://…</source>
        <translation>地址，https://…</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>一次性注册码</translation>
    </message>
    <message>
        <source>With a cloud, goods, prices, offers and members come from it. The till sells without one too, and can be connected at any later time.</source>
        <translation>连接云端后，商品、价格、促销和会员由云端下发。不连也能收银，以后随时可以连接。</translation>
    </message>
    <message>
        <source>F9 prints a test page. Later means that receipts go into a file until then.</source>
        <translation>按 F9 打印测试页。选“以后再说”，小票先存为文件。</translation>
    </message>
    <message>
        <source>The store manager</source>
        <translation>店长</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Operator number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>PIN, 6 to 10 digits</source>
        <translation>密码，6 到 10 位数字</translation>
    </message>
    <message>
        <source>The PIN once more</source>
        <translation>再输一次密码</translation>
    </message>
    <message>
        <source>Signs on first, may do everything, and adds the others. Nobody can read the PIN again, and it isn't kept while this is unfinished.</source>
        <translation>第一个登录，有全部权限，并添加其他人员。密码谁也读不出来；在完成之前也不保存。</translation>
    </message>
    <message>
        <source>List of goods</source>
        <translation>商品清单</translation>
    </message>
    <message>
        <source>A list's file and folder</source>
        <translation>清单的文件夹和文件名</translation>
    </message>
    <message>
        <source>A list is CSV (UTF-8) or XLSX with the columns sku, name_zh or name_en, tax_group, unit (EA, KGM, LTR, MTR), price; gtin, plu, category if you have them.</source>
        <translation>清单是 CSV（UTF-8）或 XLSX，列名：货号、中文名或英文名、税组、单位（EA、KGM、LTR、MTR）、价格；如有还可加条码、简码、分类。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>准备就绪</translation>
    </message>
    <message>
        <source>Look through the list above; Esc leads back. F9 makes it a till.</source>
        <translation>请核对上面的清单，Esc 返回修改。按 F9 启用收银机。</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>再输一遍密码</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>Change the name</source>
        <translation>改姓名</translation>
    </message>
    <message>
        <source>Change the number</source>
        <translation>改工号</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>改角色</translation>
    </message>
    <message>
        <source>It counts at their next sign-on.</source>
        <translation>下次登录起生效。</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>The old PIN is worth nothing afterwards.</source>
        <translation>旧密码随即作废。</translation>
    </message>
    <message>
        <source>May this role do it?</source>
        <translation>角色权限</translation>
    </message>
    <message>
        <source>Alone up to … % of the price</source>
        <translation>自行操作上限：售价的百分之几</translation>
    </message>
    <message>
        <source>Alone up to this amount</source>
        <translation>自行操作上限：金额</translation>
    </message>
    <message>
        <source>A limit goes with F3; leave it empty for none.</source>
        <translation>限额只配 F3“可以”；不限就留空。</translation>
    </message>
    <message>
        <source>Code: capitals and digits</source>
        <translation>代码：大写字母和数字</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>修改文字</translation>
    </message>
    <message>
        <source>As it is to be printed</source>
        <translation>打印内容</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Change the amounts</source>
        <translation>修改金额</translation>
    </message>
    <message>
        <source>Amounts with blanks between them</source>
        <translation>金额之间用空格隔开</translation>
    </message>
    <message>
        <source>How cash is rounded</source>
        <translation>现金抹零方式</translation>
    </message>
    <message>
        <source>The smallest step</source>
        <translation>最小单位</translation>
    </message>
    <message>
        <source>Rule for cash</source>
        <translation>现金规则</translation>
    </message>
    <message>
        <source>Amount; left empty there is no such rule</source>
        <translation>金额；留空表示没有这条规则</translation>
    </message>
    <message>
        <source>Tax group</source>
        <translation>税组</translation>
    </message>
    <message>
        <source>Rate in per cent</source>
        <translation>税率（百分之）</translation>
    </message>
    <message>
        <source>First day, such as 20270101; empty: at once</source>
        <translation>起始日，如 20270101；留空：立即</translation>
    </message>
    <message>
        <source>At once between two business days only. The rate as it is, with a day, takes a plan back.</source>
        <translation>立即生效只能在两个营业日之间。填现行税率并填日期，可取消计划。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>In Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Barcodes that the scale prints</source>
        <translation>秤打印的条码</translation>
    </message>
    <message>
        <source>They begin with</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>Digits of the item</source>
        <translation>货号位数</translation>
    </message>
    <message>
        <source>Digits of the value</source>
        <translation>数值位数</translation>
    </message>
    <message>
        <source>Of these after the point</source>
        <translation>其中小数位数</translation>
    </message>
    <message>
        <source>Device, such as COM3 or /dev/ttyS0</source>
        <translation>设备，如 COM3 或 /dev/ttyS0</translation>
    </message>
    <message>
        <source>Speed in baud (empty: 9600)</source>
        <translation>波特率（空着为 9600）</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>小票打印机</translation>
    </message>
    <message>
        <source>Address in the network, or device</source>
        <translation>网络地址或设备</translation>
    </message>
    <message>
        <source>Port, or baud (empty: usual)</source>
        <translation>端口或波特率（空着按常用）</translation>
    </message>
    <message>
        <source>Width of the paper: 58 or 80</source>
        <translation>纸宽：58 或 80</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>First key it types, if any</source>
        <translation>前缀键（可空）</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Device, such as /dev/video0</source>
        <translation>设备，如 /dev/video0</translation>
    </message>
    <message>
        <source>Looks a second (empty: 8)</source>
        <translation>每秒识别次数（空着为 8）</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>电子秤</translation>
    </message>
    <message>
        <source>Language of the customer's screen</source>
        <translation>顾客屏的语言</translation>
    </message>
    <message>
        <source>Pictures for idle times go into the folder customer_pictures.</source>
        <translation>空闲时显示的图片放在 customer_pictures 文件夹。</translation>
    </message>
    <message>
        <source>Language at the start</source>
        <translation>启动语言</translation>
    </message>
    <message>
        <source>A backup every day</source>
        <translation>每天备份</translation>
    </message>
    <message>
        <source>Folder with its whole path</source>
        <translation>文件夹的完整路径</translation>
    </message>
    <message>
        <source>At which hour, 0 to 23</source>
        <translation>几点，0 到 23</translation>
    </message>
    <message>
        <source>How many to keep</source>
        <translation>保留几份</translation>
    </message>
    <message>
        <source>A till that is off at that hour makes it when it is next on.</source>
        <translation>到点时没开机，下次开机后补做。</translation>
    </message>
    <message>
        <source>Which goods?</source>
        <translation>哪种商品？</translation>
    </message>
    <message>
        <source>Name, pinyin, barcode or number; or scan it</source>
        <translation>名称、拼音、条码或货号；也可扫码</translation>
    </message>
    <message>
        <source>New shelf price</source>
        <translation>新的标价</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>From this business day on, such as 1122</source>
        <translation>从哪个营业日起，如 1122</translation>
    </message>
    <message>
        <source>Until the end of this day; empty: for good</source>
        <translation>截至该日营业结束；不填为长期</translation>
    </message>
    <message>
        <source>Where closed days go</source>
        <translation>日结后导出到哪里</translation>
    </message>
    <message>
        <source>A stick that is pulled out gets what it missed when it is back.</source>
        <translation>U 盘拔出后，插回时会补写缺少的文件。</translation>
    </message>
</context>
<context>
    <name>GiftCardPage</name>
    <message>
        <source>Number of the gift card</source>
        <translation>礼品卡号</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Scan or type it</source>
        <translation>扫描或输入</translation>
    </message>
    <message>
        <source>What is on the card is known at head office alone, which holds the amount for this sale. Without the network it cannot be taken: the card keeps its value. Offer cash, a card, or to put the sale aside (Esc, F6).</source>
        <translation>卡内余额由总部掌握，付款时由总部为本单预留。断网时不能使用，卡内金额不受影响。请改用现金或银行卡，或先挂单（Esc，F6）。</translation>
    </message>
</context>
<context>
    <name>GoodsMarks</name>
    <message>
        <source>on {amount}</source>
        <translation>带动 {amount}</translation>
    </message>
    <message>
        <source>{quantity} sold</source>
        <translation>售出 {quantity}</translation>
    </message>
    <message>
        <source>margin {share}</source>
        <translation>毛利 {share}</translation>
    </message>
</context>
<context>
    <name>GoodsPage</name>
    <message>
        <source>Nothing was sold.</source>
        <translation>没有销售。</translation>
    </message>
    <message>
        <source>What sells, net of discounts</source>
        <translation>畅销商品（净额）</translation>
    </message>
    <message>
        <source>What hardly sells</source>
        <translation>滞销商品</translation>
    </message>
    <message>
        <source>Nothing stands out.</source>
        <translation>没有明显滞销。</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>售出</translation>
    </message>
    <message>
        <source>Last sold</source>
        <translation>最后售出</translation>
    </message>
    <message>
        <source>Categories, net of discounts</source>
        <translation>品类（净额）</translation>
    </message>
</context>
<context>
    <name>GoodsTables</name>
    <message>
        <source>Item</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>现有库存</translation>
    </message>
    <message>
        <source>Rests on</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>售价</translation>
    </message>
    <message>
        <source>Lot, last day</source>
        <translation>批号 / 到期日</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>应到</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Unit cost</source>
        <translation>单位成本</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实盘</translation>
    </message>
    <message>
        <source>At shelf price</source>
        <translation>按售价计</translation>
    </message>
    <message>
        <source>Lasts</source>
        <translation>可售</translation>
    </message>
    <message>
        <source>Sold lately</source>
        <translation>近期销量</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>建议订货</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Days left</source>
        <translation>剩余天数</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>余量</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>问询次数</translation>
    </message>
    <message>
        <source>Count it again</source>
        <translation>请重盘</translation>
    </message>
    <message>
        <source>Count unsettled</source>
        <translation>盘点待核</translation>
    </message>
    <message>
        <source>Counted today</source>
        <translation>今日盘点</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>实到</translation>
    </message>
    <message>
        <source>In the books</source>
        <translation>账面</translation>
    </message>
    <message>
        <source>Counted {days} d ago</source>
        <translation>{days} 天前盘点</translation>
    </message>
    <message>
        <source>Old count, {days} d</source>
        <translation>盘点已 {days} 天</translation>
    </message>
    <message>
        <source>Never counted</source>
        <translation>从未盘点</translation>
    </message>
    <message>
        <source>Sales only</source>
        <translation>只有销售记录</translation>
    </message>
    <message>
        <source>Count again: it was sold meanwhile</source>
        <translation>需复盘：期间有变动</translation>
    </message>
    <message>
        <source>Not met yet: count it, or enter 0</source>
        <translation>尚未盘到：请点数，或录入 0</translation>
    </message>
    <message>
        <source>Count once more</source>
        <translation>请再点一次</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>{days} d past</source>
        <translation>已过期 {days} 天</translation>
    </message>
    <message>
        <source>{times} times</source>
        <translation>{times} 次</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Adding up…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>against {days}</source>
        <translation>对比 {days}</translation>
    </message>
    <message>
        <source>Till {till}</source>
        <translation>收银台 {till}</translation>
    </message>
    <message>
        <source>Shift {number}</source>
        <translation>班次 {number}</translation>
    </message>
    <message>
        <source>Only: {part}</source>
        <translation>仅：{part}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
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
    <name>HistoryPage</name>
    <message>
        <source>Over and short, the last {days} days</source>
        <translation>长短款，最近 {days} 天</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>班数</translation>
    </message>
    <message>
        <source>Not even</source>
        <translation>不平的班</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大一次</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>Figures to talk about: look into a shift with F4 before saying anything.</source>
        <translation>数字只供沟通：先按 F4 查看班次原因，再下结论。</translation>
    </message>
    <message>
        <source>too few shifts</source>
        <translation>班次太少</translation>
    </message>
    <message>
        <source>↘ nearer to even</source>
        <translation>↘ 差异变小</translation>
    </message>
    <message>
        <source>→ steady</source>
        <translation>→ 平稳</translation>
    </message>
    <message>
        <source>↗ further off</source>
        <translation>↗ 差异变大</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>Choose a receipt, or scan one.</source>
        <translation>选择一张小票，或扫描小票。</translation>
    </message>
</context>
<context>
    <name>ItemPanel</name>
    <message>
        <source>Without receipt: which item?</source>
        <translation>无小票退货：哪件商品？</translation>
    </message>
    <message>
        <source>Scan it, or type a code, a name or its initials</source>
        <translation>扫码，或输入条码、品名、拼音首字母</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters or the end of the barcode.</source>
        <translation>没有找到。少输几个字，或试试条码末几位。</translation>
    </message>
    <message>
        <source>Up and Down choose, Enter takes. A second person must approve.</source>
        <translation>↑↓ 选择，回车确定。需要他人授权。</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>无价格</translation>
    </message>
</context>
<context>
    <name>JoinPanel</name>
    <message>
        <source>Join by phone</source>
        <translation>手机入会</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Please scan this code with your phone to become a member.</source>
        <translation>请用手机扫码入会</translation>
    </message>
    <message>
        <source>It counts for this store, this till and whoever is signed on. The same code is on the receipt. Go on selling: Esc, or scan the next item.</source>
        <translation>计入本店、本机和当前收银员。小票上也有此码。继续销售：按 Esc，或直接扫下一件商品。</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>The journal of this till begins</source>
        <translation>本机流水开始</translation>
    </message>
    <message>
        <source>The journal goes on in part {epoch}</source>
        <translation>流水转入第 {epoch} 段</translation>
    </message>
    <message>
        <source>Till started, version {version}</source>
        <translation>收银机启动，版本 {version}</translation>
    </message>
    <message>
        <source>The machine's clock jumped by {jump}</source>
        <translation>机器时钟跳变 {jump}</translation>
    </message>
    <message>
        <source>Second person consented: {privilege}</source>
        <translation>第二人同意：{privilege}</translation>
    </message>
    <message>
        <source>Sale {rcpt}</source>
        <translation>销售 {rcpt}</translation>
    </message>
    <message>
        <source>Return {rcpt}</source>
        <translation>退货 {rcpt}</translation>
    </message>
    <message>
        <source>{rcpt} cancels {of}</source>
        <translation>{rcpt} 作废 {of}</translation>
    </message>
    <message>
        <source>{who} signed on</source>
        <translation>{who} 登录</translation>
    </message>
    <message>
        <source>{who} signed off</source>
        <translation>{who} 退出登录</translation>
    </message>
    <message>
        <source>{who} locked out after {failures} wrong PINs</source>
        <translation>{who} 输错 {failures} 次密码被锁定</translation>
    </message>
    <message>
        <source>Open sale dropped: {reason} (lines: {lines})</source>
        <translation>整单取消：{reason}（{lines} 行）</translation>
    </message>
    <message>
        <source>Sale put aside (lines: {lines})</source>
        <translation>挂单（{lines} 行）</translation>
    </message>
    <message>
        <source>Sale taken up again</source>
        <translation>取单</translation>
    </message>
    <message>
        <source>Copy {copy} of {of}</source>
        <translation>补打 {of}（第 {copy} 份）</translation>
    </message>
    <message>
        <source>Drawer opened without a sale: {reason}</source>
        <translation>空开钱箱：{reason}</translation>
    </message>
    <message>
        <source>More float: {reason}</source>
        <translation>补备用金：{reason}</translation>
    </message>
    <message>
        <source>Cash taken out: {reason}</source>
        <translation>缴款：{reason}</translation>
    </message>
    <message>
        <source>Paid in: {reason}</source>
        <translation>其他收入：{reason}</translation>
    </message>
    <message>
        <source>Paid out: {reason}</source>
        <translation>其他支出：{reason}</translation>
    </message>
    <message>
        <source>Shift {shift} opened with this float</source>
        <translation>第 {shift} 班开班，备用金</translation>
    </message>
    <message>
        <source>Drawer counted, to be counted again</source>
        <translation>已点数，需复点</translation>
    </message>
    <message>
        <source>Shift {shift} closed; this was counted</source>
        <translation>第 {shift} 班结班，实点</translation>
    </message>
    <message>
        <source>X report read</source>
        <translation>查看 X 报表</translation>
    </message>
    <message>
        <source>Day {date} closed, Z {z}</source>
        <translation>{date} 日结，Z {z}</translation>
    </message>
    <message>
        <source>Training began</source>
        <translation>开始练习</translation>
    </message>
    <message>
        <source>Training ended</source>
        <translation>结束练习</translation>
    </message>
    <message>
        <source>Setting changed: {name}</source>
        <translation>设置变更：{name}</translation>
    </message>
    <message>
        <source>Set-up changed: {key}</source>
        <translation>设置变更：{key}</translation>
    </message>
    <message>
        <source>Shelf price of {sku}</source>
        <translation>{sku} 售价变更</translation>
    </message>
    <message>
        <source>Backup made or rehearsed</source>
        <translation>备份或恢复演练</translation>
    </message>
    <message>
        <source>Members' data deleted, its time was over</source>
        <translation>会员资料到期删除</translation>
    </message>
    <message>
        <source>Member enrolled</source>
        <translation>会员入会</translation>
    </message>
    <message>
        <source>Member answered a notice</source>
        <translation>会员答复告知</translation>
    </message>
    <message>
        <source>Looked for a member</source>
        <translation>查找会员</translation>
    </message>
    <message>
        <source>Goods received, note {note}</source>
        <translation>收货，单号 {note}</translation>
    </message>
    <message>
        <source>Goods from another store, note {note}</source>
        <translation>调入，单号 {note}</translation>
    </message>
    <message>
        <source>Goods to another store, note {note}</source>
        <translation>调出，单号 {note}</translation>
    </message>
    <message>
        <source>Stock corrected: {reason}</source>
        <translation>库存调整：{reason}</translation>
    </message>
    <message>
        <source>Stock count began: {section}</source>
        <translation>开始盘点：{section}</translation>
    </message>
    <message>
        <source>Joined a stock count</source>
        <translation>加入盘点</translation>
    </message>
    <message>
        <source>Stock counted: {section}</source>
        <translation>盘点完成：{section}</translation>
    </message>
    <message>
        <source>Stock count given up</source>
        <translation>放弃盘点</translation>
    </message>
    <message>
        <source>{sku} asked for, none by the books</source>
        <translation>有人要 {sku}，账上无货</translation>
    </message>
    <message>
        <source>Customer left without buying: {reason}</source>
        <translation>顾客未买离店：{reason}</translation>
    </message>
    <message>
        <source>Coupons of a member shown</source>
        <translation>出示会员优惠券</translation>
    </message>
    <message>
        <source>Coupon taken into a basket</source>
        <translation>优惠券加入本单</translation>
    </message>
    <message>
        <source>Safe: first count</source>
        <translation>保险柜：首次清点</translation>
    </message>
    <message>
        <source>Safe counted</source>
        <translation>保险柜清点</translation>
    </message>
    <message>
        <source>Safe: cash of a till arrived</source>
        <translation>保险柜：缴款入柜</translation>
    </message>
    <message>
        <source>Safe: float given out</source>
        <translation>保险柜：发出备用金</translation>
    </message>
    <message>
        <source>To the bank</source>
        <translation>送存银行</translation>
    </message>
    <message>
        <source>Notes to the bank for change</source>
        <translation>送银行换零钱</translation>
    </message>
    <message>
        <source>Change came from the bank</source>
        <translation>零钱取回</translation>
    </message>
    <message>
        <source>Figures handed out as a file</source>
        <translation>导出文件</translation>
    </message>
    <message>
        <source>A fire drill was held</source>
        <translation>断网演练</translation>
    </message>
    <message>
        <source>{who} unlocked the screen</source>
        <translation>{who} 解锁屏幕</translation>
    </message>
    <message>
        <source>{who} locked the screen</source>
        <translation>{who} 锁定屏幕</translation>
    </message>
    <message>
        <source>{rcpt} cancels {of}: {reason}</source>
        <translation>{rcpt} 冲销 {of}：{reason}</translation>
    </message>
    <message>
        <source>Safe counted, to be counted again</source>
        <translation>保险柜已盘点，需复点</translation>
    </message>
</context>
<context>
    <name>Letters</name>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
</context>
<context>
    <name>LostSalePanel</name>
    <message>
        <source>The customer leaves without buying. Why?</source>
        <translation>顾客没买就走了，原因是？</translation>
    </message>
    <message>
        <source>The item, if it was said: scan it or type its code</source>
        <translation>如知道是什么商品：扫描或输入编码</translation>
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
    <name>MemberStrip</name>
    <message>
        <source>No member. Scan the member code, or press Ins</source>
        <translation>暂无会员：扫会员码，或按 Ins</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>{points} points</source>
        <translation>{points} 积分</translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s) used</source>
        <translation>
            <numerusform>已用 %n 张券</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s) usable</source>
        <translation>
            <numerusform>%n 张券可用</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemberWords</name>
    <message>
        <source>{missing} more to spend</source>
        <translation>还差 {missing}</translation>
    </message>
    <message>
        <source>more pieces needed</source>
        <translation>件数不够</translation>
    </message>
    <message>
        <source>nothing here it is for</source>
        <translation>没有适用商品</translation>
    </message>
    <message>
        <source>other offers give more</source>
        <translation>其他优惠更多</translation>
    </message>
    <message>
        <source>not at this time</source>
        <translation>不在使用时段</translation>
    </message>
    <message>
        <source>not in this store</source>
        <translation>本店不可用</translation>
    </message>
    <message>
        <source>not at a till</source>
        <translation>门店不可用</translation>
    </message>
    <message>
        <source>not for this member</source>
        <translation>该会员不可用</translation>
    </message>
    <message>
        <source>a right is missing</source>
        <translation>缺少权益</translation>
    </message>
    <message>
        <source>used up</source>
        <translation>已用完</translation>
    </message>
    <message>
        <source>has expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>spent meanwhile</source>
        <translation>已被使用</translation>
    </message>
    <message>
        <source>hold has ended</source>
        <translation>预留已到期</translation>
    </message>
    <message>
        <source>not valid yet</source>
        <translation>未到使用日期</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>clock in doubt</source>
        <translation>时钟待确认</translation>
    </message>
    <message>
        <source>used already</source>
        <translation>已使用过</translation>
    </message>
    <message>
        <source>in another sale</source>
        <translation>在另一笔交易中</translation>
    </message>
    <message>
        <source>members only</source>
        <translation>仅限会员</translation>
    </message>
    <message>
        <source>another member's</source>
        <translation>属于其他会员</translation>
    </message>
    <message>
        <source>member's limit reached</source>
        <translation>已达会员限次</translation>
    </message>
    <message>
        <source>no more in one sale</source>
        <translation>本单已达上限</translation>
    </message>
    <message>
        <source>unknown to this till</source>
        <translation>本机不认识</translation>
    </message>
    <message>
        <source>offer not readable</source>
        <translation>活动无法读取</translation>
    </message>
    <message>
        <source>needs the network</source>
        <translation>需要联网</translation>
    </message>
    <message>
        <source>at another till only</source>
        <translation>仅限另一台收银机</translation>
    </message>
    <message>
        <source>this till's share is gone</source>
        <translation>本机额度已用完</translation>
    </message>
    <message>
        <source>offline too long</source>
        <translation>断网太久</translation>
    </message>
    <message>
        <source>too valuable offline</source>
        <translation>断网时面额超限</translation>
    </message>
    <message>
        <source>offline limit reached</source>
        <translation>断网额度已用完</translation>
    </message>
    <message>
        <source>payment has begun</source>
        <translation>已开始收款</translation>
    </message>
    <message>
        <source>membership</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>offers</source>
        <translation>优惠信息</translation>
    </message>
    <message>
        <source>recommendations</source>
        <translation>个性化推荐</translation>
    </message>
    <message>
        <source>sharing</source>
        <translation>信息共享</translation>
    </message>
    <message>
        <source>Member not known at this till</source>
        <translation>本机不认识的会员</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>{tier} with this purchase</source>
        <translation>本单后升为{tier}</translation>
    </message>
    <message>
        <source>the highest tier</source>
        <translation>已是最高等级</translation>
    </message>
    <message>
        <source>{missing} to {tier}</source>
        <translation>差 {missing} 升{tier}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{days} days ago</source>
        <translation>{days} 天前</translation>
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
        <source>The till was switched off without closing. Everything confirmed is there; a basket that was open has been brought back.</source>
        <translation>上次未正常关机。已确认的记录都在；如有未完成的交易，也已恢复。</translation>
    </message>
    <message>
        <source>The till broke off because of a fault and was started again. Everything confirmed is there; a basket that was open has been brought back. For support: number {reference}.</source>
        <translation>收银程序因故障中断，已重新启动。已确认的记录都在，未完成的购物篮已恢复。报修编号：{reference}。</translation>
    </message>
    <message>
        <source>The disk is full, so nothing more can be recorded. What was confirmed is safe. Call the manager: free some space, then go on.</source>
        <translation>磁盘已满，无法再记录。已确认的都在。请店长清理磁盘后继续。</translation>
    </message>
    <message>
        <source>Only {free_mb} MB are free in {folder}; {needed_mb} MB are needed. Free some space first.</source>
        <translation>{folder} 仅剩 {free_mb} MB，需要 {needed_mb} MB，请先清理。</translation>
    </message>
    <message>
        <source>{file} is damaged. Stop selling on this till and call support; keep the backup.</source>
        <translation>{file} 已损坏。请停用本机并联系技术支持，保留备份。</translation>
    </message>
    <message>
        <source>{file} cannot be read or written. What was confirmed is safe. Call support.</source>
        <translation>{file} 读写失败，已确认的都在。请联系技术支持。</translation>
    </message>
    <message>
        <source>{file} does not open with this till's key. Was it copied from another till? Call support.</source>
        <translation>{file} 与本机密钥不符，可能来自其他收银机。请联系技术支持。</translation>
    </message>
    <message>
        <source>{file} is in use by another program. Close it, or start the till anew.</source>
        <translation>{file} 被其他程序占用。请关闭该程序或重启收银。</translation>
    </message>
    <message>
        <source>{file} is missing. Restore it from a backup.</source>
        <translation>缺少 {file}，请从备份恢复。</translation>
    </message>
    <message>
        <source>{file} was written by a newer version ({found}; this one knows {known}). Update this till first. Nothing was changed.</source>
        <translation>{file} 由更新的版本写入（{found}，本机支持到 {known}）。请先升级，数据未改动。</translation>
    </message>
    <message>
        <source>{file} may only be read. Give the till the right to write, then start anew.</source>
        <translation>{file} 只读。请授予写权限后重启。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be used. Check that it exists and may be written to.</source>
        <translation>文件夹 {folder} 无法使用，请检查是否存在及写权限。</translation>
    </message>
    <message>
        <source>The till is running already with the files in {folder}. Use the window that is open.</source>
        <translation>收银程序已在使用 {folder} 中的数据。请使用已打开的窗口。</translation>
    </message>
    <message>
        <source>The key file {file} is damaged; the records do not open without it. Call support.</source>
        <translation>密钥文件 {file} 已损坏，没有它记录打不开。请联系技术支持。</translation>
    </message>
    <message>
        <source>The key file {file} is missing; the records do not open without it. Call support.</source>
        <translation>密钥文件 {file} 不见了，没有它记录打不开。请联系技术支持。</translation>
    </message>
    <message>
        <source>The key file {file} was written by a newer version. Update this till first.</source>
        <translation>密钥文件 {file} 由更新的版本写入。请先升级本机程序。</translation>
    </message>
    <message>
        <source>The key file {file} cannot be read. Check the folder's rights.</source>
        <translation>读不了密钥文件 {file}。请检查文件夹权限。</translation>
    </message>
    <message>
        <source>The system's secret store does not answer or has no key of this till. Sign in to the computer as the till's user, then start anew.</source>
        <translation>系统的密钥保管服务没有回应，或没有本机的钥匙。请以收银用户登录电脑后重新启动。</translation>
    </message>
    <message>
        <source>The key file {file} cannot be written. Check the folder's rights.</source>
        <translation>密钥文件 {file} 无法写入，请检查文件夹权限。</translation>
    </message>
    <message>
        <source>The settings in {file} cannot be read: {problem}</source>
        <translation>{file} 设置无法读取：{problem}</translation>
    </message>
    <message>
        <source>The store's settings are incomplete or wrong: {key}. Call support.</source>
        <translation>门店设置有误：{key}。请联系技术支持。</translation>
    </message>
    <message>
        <source>The journal is damaged at epoch {epoch}, number {seq} ({reason}). Stop selling on this till and call support.</source>
        <translation>流水在第 {epoch} 期第 {seq} 条处受损（{reason}）。请停用本机并联系技术支持。</translation>
    </message>
    <message>
        <source>No Chinese font was found: Chinese would show as boxes. Install Noto Sans CJK.</source>
        <translation>没有找到中文字体，中文将显示为方块。请安装 Noto Sans CJK。</translation>
    </message>
    <message>
        <source>{file} exists already. Choose another name; nothing was overwritten.</source>
        <translation>{file} 已存在。请另取名称，未覆盖任何文件。</translation>
    </message>
    <message>
        <source>Head office has given this store no items yet. They come by themselves once it has.</source>
        <translation>总部还没有给本店下发商品。下发后会自动到达。</translation>
    </message>
    <message>
        <source>The demo catalogue that came with the till is damaged. Install the till anew.</source>
        <translation>随附的演示商品目录已损坏，请重新安装。</translation>
    </message>
    <message>
        <source>{file} was written by a newer version ({version}). Update this till first.</source>
        <translation>{file} 由更新的版本（{version}）写入，请先升级。</translation>
    </message>
    <message>
        <source>{file} cannot be written. The catalogue stays as it was.</source>
        <translation>{file} 无法写入，商品目录未改动。</translation>
    </message>
    <message>
        <source>The store's barcode pattern {prefix} is wrong. Call support.</source>
        <translation>门店条码规则 {prefix} 有误，请联系技术支持。</translation>
    </message>
    <message>
        <source>{file} could not be written. Check the folder and its free space.</source>
        <translation>{file} 未能写入，请检查文件夹和剩余空间。</translation>
    </message>
    <message>
        <source>The logo {file} is too large for a receipt.</source>
        <translation>店标 {file} 过大，不能打印在小票上。</translation>
    </message>
    <message>
        <source>The logo {file} cannot be read as a picture.</source>
        <translation>店标 {file} 不是可读的图片。</translation>
    </message>
    <message>
        <source>The printer has too much to do. The sale is saved; print it again later.</source>
        <translation>打印机任务过多。销售已保存，请稍后补打。</translation>
    </message>
    <message>
        <source>The printer's cover is open. The sale is saved. Close it, then print again.</source>
        <translation>打印机上盖未合。销售已保存，请合盖后补打。</translation>
    </message>
    <message>
        <source>The printer reports an error. The sale is saved. Switch it off and on, then print again.</source>
        <translation>打印机故障。销售已保存，请重启打印机后补打。</translation>
    </message>
    <message>
        <source>The printer stopped answering while printing. The sale is saved. Look at the paper; print again if it is incomplete.</source>
        <translation>打印中断。销售已保存，请查看小票，不完整请补打。</translation>
    </message>
    <message>
        <source>The printer has no paper. The sale is saved. Put paper in, then print again.</source>
        <translation>打印机缺纸。销售已保存，请装纸后补打。</translation>
    </message>
    <message>
        <source>The printer {printer} does not answer. The sale is saved. Check cable and power, then print again.</source>
        <translation>打印机 {printer} 无响应。销售已保存，请检查电源和连线后补打。</translation>
    </message>
    <message>
        <source>The printer is off line. The sale is saved. Press its button, then print again.</source>
        <translation>打印机离线。销售已保存，请按联机键后补打。</translation>
    </message>
    <message>
        <source>The printer did not answer in time. The sale is saved. Look at the paper; print again if it is missing.</source>
        <translation>打印机响应超时。销售已保存，请查看小票，没有则补打。</translation>
    </message>
    <message>
        <source>The paper is nearly used up. Have a new roll ready.</source>
        <translation>打印纸将用完，请备好新纸卷。</translation>
    </message>
    <message>
        <source>The drawer could not be opened. The sale is saved. Use the key, and check the cable to the printer.</source>
        <translation>钱箱未能弹开。销售已保存，请用钥匙打开，并检查与打印机的连线。</translation>
    </message>
    <message>
        <source>The scanner {scanner} does not answer. Check its cable; until then type the codes. It is tried again by itself.</source>
        <translation>扫码枪 {scanner} 没有回应。请检查连接线；此前可手工输入条码。程序会自动重试。</translation>
    </message>
    <message>
        <source>The camera {camera} cannot be used: reading a camera is not possible on Windows. Use the scanner or type the codes; selling goes on.</source>
        <translation>摄像头 {camera} 无法使用：Windows 上暂不支持摄像头读码。请用扫码枪或手工输入条码，收银不受影响。</translation>
    </message>
    <message>
        <source>The camera {camera} does not answer. Check its cable; until then use the scanner or type the codes. It is tried again by itself.</source>
        <translation>摄像头 {camera} 没有回应。请检查连接线；此前可用扫码枪或手工输入条码。程序会自动重试。</translation>
    </message>
    <message>
        <source>The camera is not used: the part of the program that reads its pictures (zxing-cpp) is not installed. Use the scanner or type the codes; selling goes on.</source>
        <translation>摄像头未启用：没有安装读码组件（zxing-cpp）。请用扫码枪或手工输入条码，收银不受影响。</translation>
    </message>
    <message>
        <source>The camera {camera} sends its pictures in a form that cannot be read. Connect another one; until then use the scanner or type the codes.</source>
        <translation>摄像头 {camera} 的画面格式无法读取。请换一个摄像头；此前可用扫码枪或手工输入条码。</translation>
    </message>
    <message>
        <source>The promotion rules that came cannot be read. Tell the head office; selling goes on without them.</source>
        <translation>收到的促销方案读不出来，暂不使用，不影响收银。请报告总部。</translation>
    </message>
    <message>
        <source>The promotion rules that came are for another version of the program. Tell the head office; selling goes on without them.</source>
        <translation>收到的促销方案是给另一版程序的，暂不使用，不影响收银。请报告总部。</translation>
    </message>
    <message>
        <source>The promotion rules that came are too large. Tell the head office; selling goes on without them.</source>
        <translation>收到的促销方案太大，暂不使用，不影响收银。请报告总部。</translation>
    </message>
    <message>
        <source>The promotion rules that came are wrong at {path}. Tell the head office; selling goes on without them.</source>
        <translation>收到的促销方案在 {path} 处有误，暂不使用，不影响收银。请报告总部。</translation>
    </message>
    <message>
        <source>The scale sent something unreadable. Weigh again.</source>
        <translation>电子秤数据无法识别，请重新称重。</translation>
    </message>
    <message>
        <source>The scale shows less than zero. Empty it and set it to zero.</source>
        <translation>电子秤低于零点，请清空并置零。</translation>
    </message>
    <message>
        <source>There is nothing on the scale.</source>
        <translation>秤上没有商品。</translation>
    </message>
    <message>
        <source>The scale does not answer. Check cable and power, or type the weight.</source>
        <translation>电子秤无响应。请检查电源和连线，或手工输入重量。</translation>
    </message>
    <message>
        <source>Too heavy for the scale. Weigh in parts.</source>
        <translation>超出称量范围，请分次称重。</translation>
    </message>
    <message>
        <source>The scale is still moving. Wait until it is calm.</source>
        <translation>秤未稳定，请稍候。</translation>
    </message>
    <message>
        <source>The list of members and offers was damaged and has been begun anew. Selling goes on; members and coupons come back with the next exchange or set-up.</source>
        <translation>会员与优惠资料已损坏，已重新建立。可继续销售；会员和优惠券将在下次同步或设置后恢复。</translation>
    </message>
    <message>
        <source>Sealed data cannot be opened: it was changed, or is meant for somebody else.</source>
        <translation>密封的数据无法打开：已被改动，或不是给这里的。</translation>
    </message>
    <message>
        <source>The date or time of this machine may be wrong. Selling goes on; member codes and coupons wait until a manager has confirmed the clock: shift screen, Ctrl+T.</source>
        <translation>本机的日期或时间可能不对。可继续销售；会员码和优惠券需待店长确认时间后使用：交班页面，Ctrl+T。</translation>
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
        <source>Choose a line that is being sold, with Up and Down or by touch.</source>
        <translation>请先用 ↑↓ 或点选一行销售商品。</translation>
    </message>
    <message>
        <source>Payment has begun. Remove the payments first, then change the basket.</source>
        <translation>已开始收款。请先撤销付款，再修改商品。</translation>
    </message>
    <message>
        <source>This basket is as large as one receipt can be. Take payment now and go on with a new one.</source>
        <translation>这一单已达一张小票的上限。请先收款，其余商品另开一单。</translation>
    </message>
    <message>
        <source>A transaction takes at most {most} lines. Take payment, then begin another one.</source>
        <translation>一笔交易最多 {most} 行。请先收款，再开新单。</translation>
    </message>
    <message>
        <source>A returned line cannot be changed. Void it and take the goods back again.</source>
        <translation>退货行不能修改。请删行后重新退货。</translation>
    </message>
    <message>
        <source>The price of this line is printed in its barcode. Void the line and scan again.</source>
        <translation>该商品价格在条码中，数量不能改。请删行后重新扫描。</translation>
    </message>
    <message>
        <source>A price cannot be below zero.</source>
        <translation>价格不能小于零。</translation>
    </message>
    <message>
        <source>That price is too large. Was a barcode typed into the price?</source>
        <translation>价格过大，是否把条码扫进了价格栏？</translation>
    </message>
    <message>
        <source>A discount is more than nothing and at most the whole price.</source>
        <translation>优惠必须大于零，且不超过原价。</translation>
    </message>
    <message>
        <source>Nothing changed: the discount already given would become too large a share. Take the discount off first, or void its line, then give it anew.</source>
        <translation>没有改动：已给的优惠占比会变得过大。请先取消优惠或删掉该行，再重新给予。</translation>
    </message>
    <message>
        <source>No line can be worth that much. Check the quantity and the price.</source>
        <translation>单行金额不可能这么大，请检查数量和价格。</translation>
    </message>
    <message>
        <source>There is no sold line to take anything off.</source>
        <translation>没有可优惠的商品行。</translation>
    </message>
    <message>
        <source>A note has at most {most} characters.</source>
        <translation>备注最多 {most} 个字。</translation>
    </message>
    <message>
        <source>The name has at most {most} characters.</source>
        <translation>挂单备注最多 {most} 个字。</translation>
    </message>
    <message>
        <source>Type a number first, then press F9.</source>
        <translation>请先输入数字，再按 F9。</translation>
    </message>
    <message>
        <source>Choose a reason first (F1 to F8 or touch), then press F9.</source>
        <translation>请先选择原因（F1–F8 或点选），再按 F9。</translation>
    </message>
    <message>
        <source>The store does not use this reason. Choose another one.</source>
        <translation>本店没有这个原因，请重新选择。</translation>
    </message>
    <message>
        <source>There is nothing in the basket. Scan an item first.</source>
        <translation>还没有商品，请先扫描。</translation>
    </message>
    <message>
        <source>A transaction is open. Take payment, suspend or void it first.</source>
        <translation>当前有未完成的交易。请先收款、挂单或整单取消。</translation>
    </message>
    <message>
        <source>The transaction was voided. Nothing was sold.</source>
        <translation>整单已取消，未产生销售。</translation>
    </message>
    <message>
        <source>The transaction was put aside. F7 takes it up again.</source>
        <translation>已挂单，按 F7 取单。</translation>
    </message>
    <message>
        <source>That transaction has already been taken up again or voided.</source>
        <translation>该挂单已被取走或已取消。</translation>
    </message>
    <message>
        <source>This item has no price yet. Do not sell it; ask the manager.</source>
        <translation>该商品尚无价格，不能销售，请找店长。</translation>
    </message>
    <message>
        <source>This item is priced in {currency}, which this till does not count. Do not sell it; ask head office.</source>
        <translation>该商品以 {currency} 标价，与本机币种不同，不能销售，请联系总部。</translation>
    </message>
    <message>
        <source>This item was recalled. Do not sell it; put it aside for the manager.</source>
        <translation>该商品已召回，禁止销售，请留存并告知店长。</translation>
    </message>
    <message>
        <source>Lot {lot} was recalled. Do not sell it; put it aside for the manager.</source>
        <translation>批号 {lot} 已召回，禁止销售，请留存并告知店长。</translation>
    </message>
    <message>
        <source>This piece may not be sold after {expired_on}. Take another one from the shelf.</source>
        <translation>该商品 {expired_on} 后不得销售，请换一件。</translation>
    </message>
    <message>
        <source>This item is sold by weight. Weigh it and type the weight.</source>
        <translation>该商品按重量销售，请称重后输入重量。</translation>
    </message>
    <message>
        <source>Sold. Another part of the code, such as lot or date, could not be read: check it on the pack.</source>
        <translation>已加入。条码中批号、日期等部分无法识别，请查看包装。</translation>
    </message>
    <message>
        <source>The scan was empty. Scan again.</source>
        <translation>没有扫到内容，请重新扫描。</translation>
    </message>
    <message>
        <source>This code has {length} characters; the till takes at most {longest}. It is not an item.</source>
        <translation>该码有 {length} 个字符，超过上限 {longest}，不是商品条码。</translation>
    </message>
    <message>
        <source>This code names no item. Look for the item's own barcode.</source>
        <translation>该码中没有商品信息，请找商品自身的条码。</translation>
    </message>
    <message>
        <source>The check digit of {number} is wrong. Scan again or type it anew.</source>
        <translation>条码 {number} 校验位不符，请重新扫描或输入。</translation>
    </message>
    <message>
        <source>The price or weight in {number} is misprinted. Weigh the goods again.</source>
        <translation>条码 {number} 中的价格或重量有误，请重新称重打码。</translation>
    </message>
    <message>
        <source>{digits} digits are no barcode: it has 8, 12, 13 or 14.</source>
        <translation>条码不会是 {digits} 位，应为 8、12、13 或 14 位。</translation>
    </message>
    <message>
        <source>A barcode number has digits only.</source>
        <translation>条码号只能是数字。</translation>
    </message>
    <message>
        <source>This is a web address, not an item. Scan the barcode on the pack.</source>
        <translation>这是网址，不是商品码。请扫描包装上的条码。</translation>
    </message>
    <message>
        <source>The receipt code is damaged. Type the receipt number.</source>
        <translation>小票码有损坏，请输入小票号。</translation>
    </message>
    <message>
        <source>This is a payment code. Wallet payments are not connected yet: take cash or a card. The code was not kept.</source>
        <translation>这是付款码。本机尚未开通扫码支付，请收现金或刷卡。付款码未保存。</translation>
    </message>
    <message>
        <source>This is a bank card. Use the card terminal; the number was not kept.</source>
        <translation>这是银行卡。请在刷卡机上操作，卡号未保存。</translation>
    </message>
    <message>
        <source>This is an operator's badge. It is used to sign on or to approve.</source>
        <translation>这是工牌，仅用于签到或授权。</translation>
    </message>
    <message>
        <source>Wallet payments are not connected yet. Take cash, or a card on the terminal.</source>
        <translation>尚未开通扫码支付，请收现金或刷卡。</translation>
    </message>
    <message>
        <source>Added. The amount to pay has changed.</source>
        <translation>已加入商品，应收金额已更新。</translation>
    </message>
    <message>
        <source>Type the amount that changes hands, or touch one. F1 is the exact amount.</source>
        <translation>请输入收付的金额，或点选金额。F1 为正好。</translation>
    </message>
    <message>
        <source>{due} is still open: take it or give it back first.</source>
        <translation>还有 {due} 未结清，请先收付。</translation>
    </message>
    <message>
        <source>A card pays or gets back at most what is open: {due}. It gives no change.</source>
        <translation>刷卡收款或退款最多 {due}，刷卡不找零。</translation>
    </message>
    <message>
        <source>There is nothing to pay.</source>
        <translation>没有需要收款的金额。</translation>
    </message>
    <message>
        <source>Not in the catalogue. Check the code, or look for the item by name.</source>
        <translation>商品目录中没有。请核对条码，或按品名查找。</translation>
    </message>
    <message>
        <source>A maker's coupon pays like money. Ring everything up first, then F9 and scan it again.</source>
        <translation>这是厂商券，按付款方式使用：先扫完商品，按 F9 收款，再扫一次。</translation>
    </message>
    <message>
        <source>The amount must not be zero.</source>
        <translation>金额不能为零。</translation>
    </message>
    <message>
        <source>The amount is too large. Was a code typed into it?</source>
        <translation>金额过大，是否把条码扫进了金额栏？</translation>
    </message>
    <message>
        <source>Money goes the other way here: check whether it is a sale or a refund.</source>
        <translation>收付方向不符，请确认是销售还是退款。</translation>
    </message>
    <message>
        <source>That payment has already been removed.</source>
        <translation>该笔付款已撤销。</translation>
    </message>
    <message>
        <source>At most {due} is to be given back.</source>
        <translation>最多退 {due}。</translation>
    </message>
    <message>
        <source>Choose the brand of the card.</source>
        <translation>请选择卡种。</translation>
    </message>
    <message>
        <source>Type the last four digits as on the slip.</source>
        <translation>请按签购单输入卡号后四位。</translation>
    </message>
    <message>
        <source>Type the approval code as on the slip: 1 to 12 letters or digits.</source>
        <translation>请按签购单输入授权码（1–12 位字母或数字）。</translation>
    </message>
    <message>
        <source>Never type a whole card number here. Only the last four digits.</source>
        <translation>请勿输入完整卡号，只填后四位。</translation>
    </message>
    <message>
        <source>There is no receipt {receipt} on this till. Check the number.</source>
        <translation>本机没有小票 {receipt}，请核对号码。</translation>
    </message>
    <message>
        <source>Line {line} cannot be returned.</source>
        <translation>第 {line} 行不能退货。</translation>
    </message>
    <message>
        <source>At most {remaining} may still come back.</source>
        <translation>最多还能退 {remaining}。</translation>
    </message>
    <message>
        <source>This sale was cancelled afterwards; nothing of it may be returned.</source>
        <translation>该笔销售已冲销，不能退货。</translation>
    </message>
    <message>
        <source>There is no sale of this shift that could be cancelled.</source>
        <translation>本班次没有可冲销的销售。</translation>
    </message>
    <message>
        <source>Training: nothing here counts. Leave with More, F8.</source>
        <translation>已进入培训模式，所有操作不计入销售。按“更多”再按 F8 退出。</translation>
    </message>
    <message>
        <source>Back at the real till.</source>
        <translation>已回到正式收银。</translation>
    </message>
    <message>
        <source>The till is in training already.</source>
        <translation>已在培训模式中。</translation>
    </message>
    <message>
        <source>The till is not in training.</source>
        <translation>当前不是培训模式。</translation>
    </message>
    <message>
        <source>Number or PIN is wrong. Try again.</source>
        <translation>工号或密码不正确，请重试。</translation>
    </message>
    <message>
        <source>Too many wrong PINs. This number can try again in {minutes} minutes.</source>
        <translation>密码错误次数过多，该工号 {minutes} 分钟后可再试。</translation>
    </message>
    <message>
        <source>Too many wrong sign-ons at this till. Wait a minute, or call the manager.</source>
        <translation>本机签到错误次数过多。请稍候，或联系店长。</translation>
    </message>
    <message>
        <source>Somebody is signed on already.</source>
        <translation>已有收银员签到。</translation>
    </message>
    <message>
        <source>Sign on first.</source>
        <translation>请先签到。</translation>
    </message>
    <message>
        <source>The till is locked. Type the PIN first.</source>
        <translation>已锁屏，请先输入密码。</translation>
    </message>
    <message>
        <source>{operator} locked this till. Only {operator} or a manager can unlock it.</source>
        <translation>{operator} 已锁屏，仅本人或值班经理可解锁。</translation>
    </message>
    <message>
        <source>You may not do this: {privilege}. Call somebody who may.</source>
        <translation>您没有此权限：{privilege}。请找有权限的人操作。</translation>
    </message>
    <message>
        <source>{privilege} needs a second person. Nothing has changed yet.</source>
        <translation>{privilege}需要他人授权，目前未作任何更改。</translation>
    </message>
    <message>
        <source>Nobody approves their own action. Ask a second person.</source>
        <translation>不能给自己授权，请另一人授权。</translation>
    </message>
    <message>
        <source>This person may not approve it: {privilege}. Ask somebody else.</source>
        <translation>该员工无权授权：{privilege}。请找其他人。</translation>
    </message>
    <message>
        <source>The approval has run out. Ask for it again.</source>
        <translation>授权已过期，请重新授权。</translation>
    </message>
    <message>
        <source>A PIN has {shortest} to {longest} digits.</source>
        <translation>密码应为 {shortest} 至 {longest} 位数字。</translation>
    </message>
    <message>
        <source>A PIN has digits only.</source>
        <translation>密码只能是数字。</translation>
    </message>
    <message>
        <source>This PIN is too easy to guess. Choose another one.</source>
        <translation>密码过于简单，请换一个。</translation>
    </message>
    <message>
        <source>The business day is not open. Open it first.</source>
        <translation>营业日未开启，请先开启。</translation>
    </message>
    <message>
        <source>Business day {date} is open already.</source>
        <translation>营业日 {date} 已开启。</translation>
    </message>
    <message>
        <source>There is no business day {date} on this till.</source>
        <translation>本机没有营业日 {date}。</translation>
    </message>
    <message>
        <source>That is not a date. Write it like 20261121 or 2026-11-21.</source>
        <translation>日期不正确，请按 20261121 或 2026-11-21 的格式输入。</translation>
    </message>
    <message>
        <source>That day is too far ahead: until {date} at most. Check the date and the clock.</source>
        <translation>营业日太靠后，最晚到 {date}。请检查日期和时钟。</translation>
    </message>
    <message>
        <source>Business days only go forward; the last one was {date}.</source>
        <translation>营业日不能早于上一个营业日 {date}。</translation>
    </message>
    <message>
        <source>No shift is open. Count the float and open one first.</source>
        <translation>尚未开班，请先清点备用金并开班。</translation>
    </message>
    <message>
        <source>The shift of {operator} is still open on this till.</source>
        <translation>{operator} 的班次还未交班。</translation>
    </message>
    <message>
        <source>The open shift belongs to {operator}. It has to be closed first.</source>
        <translation>当前是 {operator} 的班次，请先交班。</translation>
    </message>
    <message>
        <source>The shift of {operator} is still open. Close it first.</source>
        <translation>{operator} 的班次未交班，请先交班。</translation>
    </message>
    <message>
        <source>There is no shift {number} on this till.</source>
        <translation>本机没有班次 {number}。</translation>
    </message>
    <message>
        <source>{count} suspended transactions remain. Take them up or void them first.</source>
        <translation>还有 {count} 笔挂单，请先取单完成或取消。</translation>
    </message>
    <message>
        <source>The amount must be more than zero.</source>
        <translation>金额必须大于零。</translation>
    </message>
    <message>
        <source>The amount is too large. Check it.</source>
        <translation>金额过大，请核对。</translation>
    </message>
    <message>
        <source>There is not that much cash in the till.</source>
        <translation>钱箱里没有这么多现金。</translation>
    </message>
    <message>
        <source>The store does not count {denomination}.</source>
        <translation>本店没有面额 {denomination}。</translation>
    </message>
    <message>
        <source>At most {most} pieces of one note or coin. Check the count.</source>
        <translation>单一面额最多 {most} 张（枚），请核对。</translation>
    </message>
    <message>
        <source>That is not a mobile number. Type all 11 digits; a number of another country begins with + and its code.</source>
        <translation>这不是手机号。请输入全部 11 位数字；其他国家或地区的号码以 + 和区号开头。</translation>
    </message>
    <message>
        <source>The shift is open. Scan the first item.</source>
        <translation>已开班，请扫描商品。</translation>
    </message>
    <message>
        <source>Nothing is counted yet. Type the pieces, or press F1 for an empty drawer.</source>
        <translation>还没有清点。请输入张数，钱箱为空请按 F1。</translation>
    </message>
    <message>
        <source>Close shift {shift} with {counted} counted?</source>
        <translation>班次 {shift} 实点 {counted}，确认交班？</translation>
    </message>
    <message>
        <source>The count cannot be changed afterwards. F9 closes the shift, Esc goes back to the count.</source>
        <translation>确认后不能再改。F9 交班，Esc 返回修改清点。</translation>
    </message>
    <message>
        <source>Close the business day {date}?</source>
        <translation>营业日 {date} 日结？</translation>
    </message>
    <message>
        <source>After this nothing more can be sold on this day. F9 closes it.</source>
        <translation>日结后该营业日不能再销售。F9 确认日结。</translation>
    </message>
    <message>
        <source>Is the time of this machine right?</source>
        <translation>本机时间正确吗？</translation>
    </message>
    <message>
        <source>Compare date and time at the top with your own clock, year included. If they are wrong, set the machine's clock first. F9 confirms; member codes and coupons go by it then.</source>
        <translation>请将顶部的日期和时间（包括年份）与您自己的钟表核对。如果不对，请先校准本机时钟。按 F9 确认，此后会员码和优惠券以它为准。</translation>
    </message>
    <message>
        <source>The time is confirmed. Member codes and coupons are taken again.</source>
        <translation>时间已确认。会员码和优惠券可以使用了。</translation>
    </message>
    <message>
        <source>Not while training. End training first.</source>
        <translation>练习中不能这样做。请先结束练习。</translation>
    </message>
    <message>
        <source>{amount} paid in and recorded. Put it into the drawer.</source>
        <translation>其他收入 {amount} 已记录，请放入钱箱。</translation>
    </message>
    <message>
        <source>{amount} paid out and recorded. Take it from the drawer.</source>
        <translation>其他支出 {amount} 已记录，请从钱箱取出。</translation>
    </message>
    <message>
        <source>{amount} recorded for the safe. Take it from the drawer.</source>
        <translation>缴款 {amount} 已记录，请从钱箱取出。</translation>
    </message>
    <message>
        <source>{amount} of float recorded. Put it into the drawer.</source>
        <translation>备用金 {amount} 已记录，请放入钱箱。</translation>
    </message>
    <message>
        <source>Recorded. The drawer opens.</source>
        <translation>已记录，钱箱打开。</translation>
    </message>
    <message>
        <source>Nothing is scanned on this screen. Press Esc to sell, then scan again.</source>
        <translation>此画面不能扫码。按 Esc 回到收银再扫。</translation>
    </message>
    <message>
        <source>The report was sent to the printer.</source>
        <translation>报表已送打印机。</translation>
    </message>
    <message>
        <source>The slip was sent to the printer.</source>
        <translation>小条已送打印机。</translation>
    </message>
    <message>
        <source>What had not come out was sent to the printer again: {count}.</source>
        <translation>未打出的 {count} 张已重新送打印机。</translation>
    </message>
    <message>
        <source>That is no receipt number. Scan the receipt, or type the digits at the end of its number.</source>
        <translation>这不是小票号。请扫描小票，或输入单号末几位数字。</translation>
    </message>
    <message>
        <source>Scan a receipt here. To sell an item press Esc first.</source>
        <translation>此处请扫描小票。销售商品请先按 Esc。</translation>
    </message>
    <message>
        <source>Copy {copy} of {receipt} was sent to the printer.</source>
        <translation>{receipt} 第 {copy} 份副本已送打印机。</translation>
    </message>
    <message>
        <source>{receipt} is cancelled. Give {amount} back the way it was paid.</source>
        <translation>{receipt} 已冲销，请按原付款方式退回 {amount}。</translation>
    </message>
    <message>
        <source>That code is not used here. Scan the receipt, or the goods that come back.</source>
        <translation>此处不用这种码，请扫描小票或要退的商品。</translation>
    </message>
    <message>
        <source>All of this line has come back already. Choose another line.</source>
        <translation>这一行已全部退回，请选择其他行。</translation>
    </message>
    <message>
        <source>All that was sold on this receipt has come back already.</source>
        <translation>这张小票上的商品已全部退回。</translation>
    </message>
    <message>
        <source>This item is not on the receipt. Open another receipt with F3, or press F7 to take it back without one.</source>
        <translation>该商品不在这张小票上。按 F3 换一张小票，或按 F7 无小票退货。</translation>
    </message>
    <message>
        <source>Taken back for {amount}. F10 goes to the basket to pay it out or exchange.</source>
        <translation>已退 {amount}。按 F10 到购物单退款或换货。</translation>
    </message>
    <message>
        <source>This is longer than any member code or voucher. The sale goes on without.</source>
        <translation>内容过长，不是会员码或优惠券。本单可不用它继续。</translation>
    </message>
    <message>
        <source>The member code or voucher did not come through whole. Scan it again.</source>
        <translation>会员码或优惠券没有扫完整，请重扫。</translation>
    </message>
    <message>
        <source>Only a part of the member code or voucher came through. Scan it again.</source>
        <translation>会员码或优惠券只扫到一部分，请重扫。</translation>
    </message>
    <message>
        <source>This member code or voucher was not written by our system and is not taken. The sale goes on without.</source>
        <translation>这个会员码或优惠券不是本系统的写法，不能使用。本单可不用它继续。</translation>
    </message>
    <message>
        <source>This is not one of our member codes or vouchers. The sale goes on without.</source>
        <translation>这不是本店的会员码或优惠券。本单可不用它继续。</translation>
    </message>
    <message>
        <source>This till does not know key {kid} that signed the code: it is not ours, or newer than the till's last exchange. The sale goes on without.</source>
        <translation>本机不认识签发此码的密钥 {kid}：可能不是本公司的码，也可能是本机上次联网之后才启用的。本单可不用它继续。</translation>
    </message>
    <message>
        <source>Key {kid} that signed this code was withdrawn. The customer gets a new code in the app; the sale goes on without.</source>
        <translation>签发此码的密钥 {kid} 已被吊销。顾客可在手机上换新码；本单可不用它继续。</translation>
    </message>
    <message>
        <source>Key {kid} that signed this code is not in use on this day. The sale goes on without.</source>
        <translation>签发此码的密钥 {kid} 今天不在使用期内。本单可不用它继续。</translation>
    </message>
    <message>
        <source>The signature of this code is wrong: damaged or forged. Scan it again; if it is refused again, the sale goes on without.</source>
        <translation>此码的签名不对：可能损坏或伪造。请重扫；再次不通过时，本单不用它继续。</translation>
    </message>
    <message>
        <source>The code is signed, but what it says makes no sense. Tell the head office.</source>
        <translation>此码签名正确，但内容不合规则。请报告总部。</translation>
    </message>
    <message>
        <source>This is a kind of code that this till does not know yet. The sale goes on without; the program needs an update.</source>
        <translation>本机还不认识这一类码。本单可不用它继续；程序需要升级。</translation>
    </message>
    <message>
        <source>This voucher gives something that this till does not know yet. The sale goes on without; the program needs an update.</source>
        <translation>本机还不认识这张券的优惠方式。本单可不用它继续；程序需要升级。</translation>
    </message>
    <message>
        <source>Key {kid} may not sign codes of this kind. The code is not taken. Tell the head office.</source>
        <translation>密钥 {kid} 无权签发这一类码，此码不能使用。请报告总部。</translation>
    </message>
    <message>
        <source>This code is not valid yet. For a member code, check the phone's clock.</source>
        <translation>此码还没有生效。如是会员码，请检查手机时间。</translation>
    </message>
    <message>
        <source>This code has run out. Let the customer show the live code in the app, not a picture of it.</source>
        <translation>此码已过期。请顾客在手机上出示实时的码，不要用截图。</translation>
    </message>
    <message>
        <source>This till is not sure of the time, so it cannot tell whether the voucher is still good. Connect the till once; the sale goes on without.</source>
        <translation>本机时间不可靠，无法判断券是否有效。请让收银机联网一次；本单可不用它继续。</translation>
    </message>
    <message>
        <source>This code has been used in another sale. Wait for the next code on the customer's phone.</source>
        <translation>此码已在另一笔交易中用过。请等顾客手机上出现下一个码。</translation>
    </message>
    <message>
        <source>This voucher is good in other stores, not in this one.</source>
        <translation>这张券在其他门店使用，本店不能用。</translation>
    </message>
    <message>
        <source>This voucher is in another currency.</source>
        <translation>这张券是另一种货币的。</translation>
    </message>
    <message>
        <source>{file} is missing: this data folder is not a demo store's.</source>
        <translation>缺少 {file}：这个数据文件夹不是演示门店的。</translation>
    </message>
    <message>
        <source>{file}, the demo store's keys, cannot be read. Codes cannot be made.</source>
        <translation>演示门店的密钥文件 {file} 读不出来，无法生成码。</translation>
    </message>
    <message>
        <source>{file}, the demo store's keys, cannot be written. Check the disk.</source>
        <translation>演示门店的密钥文件 {file} 写不进去，请检查磁盘。</translation>
    </message>
    <message>
        <source>The demo store's head office could not be started in the folder {file}. The till sells on without it.</source>
        <translation>演示门店的总部程序无法在文件夹 {file} 中启动。收银机照常销售。</translation>
    </message>
    <message>
        <source>The store's pattern for member cards that begin with {prefix} is wrong: letters and digits, and a length of at most 24.</source>
        <translation>门店设置中以 {prefix} 开头的会员卡号规则有误：只能是字母和数字，长度不超过 24 位。</translation>
    </message>
    <message>
        <source>The head office's allowance for this till cannot be read. What depends on it is off until a new one comes.</source>
        <translation>总部给本机的授权额度读不出来。在收到新的额度之前，相关功能停用。</translation>
    </message>
    <message>
        <source>The issuer's list of keys is not signed by our company and was not taken. The till goes on with the list it has.</source>
        <translation>密钥清单没有本公司的签名，未采用。收银机继续使用现有的清单。</translation>
    </message>
    <message>
        <source>The issuer's list of keys cannot be read. The till goes on with the list it has.</source>
        <translation>密钥清单读不出来。收银机继续使用现有的清单。</translation>
    </message>
    <message>
        <source>The issuer's list of keys (version {version}) is older than the one this till has ({held}) and was not taken.</source>
        <translation>密钥清单（第 {version} 版）比本机现有的（第 {held} 版）旧，未采用。</translation>
    </message>
    <message>
        <source>No member is attached to this sale. Scan the code first.</source>
        <translation>这笔交易还没有会员。请先扫会员码。</translation>
    </message>
    <message>
        <source>Nobody was found by this. Check the number, or let the customer join; the sale goes on.</source>
        <translation>未找到会员。请核对号码，或为顾客办理入会；交易可照常进行。</translation>
    </message>
    <message>
        <source>The code is good, but this till does not know the member yet. The sale goes on at normal prices; the points are credited later.</source>
        <translation>会员码有效，但本机还没有这位会员的资料。交易按普通价照常进行，积分稍后补记。</translation>
    </message>
    <message>
        <source>Another member is attached now. Coupons and points of the one before count no more.</source>
        <translation>会员已更换。原会员的优惠券和积分不再计入。</translation>
    </message>
    <message>
        <source>This till is not sure of the time. The member is attached and earns points; points cannot be spent until a manager confirms the clock.</source>
        <translation>本机时间无法确定。会员已识别并照常积分；经理确认时间之前不能使用积分。</translation>
    </message>
    <message>
        <source>This member cannot be attached before the till has exchanged data once. The sale goes on without.</source>
        <translation>本机尚未收到这位会员的当日编码，联网一次后即可识别。交易照常进行，不计会员。</translation>
    </message>
    <message>
        <source>{most} searches for members in one hour are enough. Scan the customer's code or card.</source>
        <translation>一小时内查找会员已达 {most} 次。请扫顾客的会员码或会员卡。</translation>
    </message>
    <message>
        <source>A name has {most} characters at most.</source>
        <translation>姓名最多 {most} 个字。</translation>
    </message>
    <message>
        <source>Without consent to the membership notice nobody becomes a member. Nothing was kept.</source>
        <translation>未同意入会告知，不能成为会员。没有保存任何资料。</translation>
    </message>
    <message>
        <source>{phone} is a member's number already: {name}. Attach them by it.</source>
        <translation>{phone} 已经是会员：{name}。请按这个号码识别会员。</translation>
    </message>
    <message>
        <source>Membership itself ends by forgetting the member: everything of them is deleted here. A manager has to consent.</source>
        <translation>退出会员请用“删除会员”：本机将删除其全部资料，须经理授权。</translation>
    </message>
    <message>
        <source>Welcome: a member from now on. Member prices and points count at once.</source>
        <translation>入会成功：会员价和积分立即生效。</translation>
    </message>
    <message>
        <source>Written down. It counts from now on.</source>
        <translation>已记录，从现在起生效。</translation>
    </message>
    <message>
        <source>End this membership for good?</source>
        <translation>确定退出会员？</translation>
    </message>
    <message>
        <source>Everything this till holds of the member is deleted, points and coupons are lost. Only for the member, and only when they ask for it.</source>
        <translation>本机保存的该会员数据将全部删除，积分和优惠券作废。只能应会员本人要求办理。</translation>
    </message>
    <message>
        <source>The membership has ended and the data is deleted. The sale goes on without.</source>
        <translation>已退出会员，数据已删除。本单继续，不再计会员。</translation>
    </message>
    <message>
        <source>This store has no address to join by. Enrol here at the till instead.</source>
        <translation>本店没有手机入会地址，请在收银台现场入会。</translation>
    </message>
    <message>
        <source>The coupon is taken and already lowers the price.</source>
        <translation>优惠券已收下，价格已优惠。</translation>
    </message>
    <message>
        <source>The coupon is taken. It does nothing on this basket yet: the coupon panel says what is missing.</source>
        <translation>优惠券已收下，目前还不能优惠：券面板里写明还差什么。</translation>
    </message>
    <message>
        <source>This coupon is in this sale already.</source>
        <translation>这张券已在本单中。</translation>
    </message>
    <message>
        <source>This is a member code, not a coupon. Scan it in the sale.</source>
        <translation>这是会员码，不是优惠券，请在收银界面扫描。</translation>
    </message>
    <message>
        <source>This coupon is not in this sale.</source>
        <translation>这张券不在本单中。</translation>
    </message>
    <message>
        <source>No more than {most} coupons fit into one sale.</source>
        <translation>一单最多使用 {most} 张券。</translation>
    </message>
    <message>
        <source>The member does not have this coupon. Let the customer show its code.</source>
        <translation>该会员名下没有这张券，请顾客出示券码。</translation>
    </message>
    <message>
        <source>This till does not know coupon campaign {campaign} yet. The sale goes on without; try again once the till has been online.</source>
        <translation>本机还不认识 {campaign} 号券活动。可不用券继续收银，联网更新后再试。</translation>
    </message>
    <message>
        <source>The record of this coupon's campaign cannot be used ({path}). The sale goes on without. Tell the head office.</source>
        <translation>这张券的活动设置有误（{path}），本单不用券继续收银。请通知总部。</translation>
    </message>
    <message>
        <source>This coupon has been withdrawn, or was used somewhere else. It is not taken.</source>
        <translation>这张券已作废或已在别处使用，不能再用。</translation>
    </message>
    <message>
        <source>This till is not sure of the time, so it cannot tell whether the coupon is still good. Let a manager confirm the clock; the sale goes on without.</source>
        <translation>本机时间不确定，无法判断券是否有效。请店长确认时间，本单可不用券继续。</translation>
    </message>
    <message>
        <source>This coupon is not valid yet.</source>
        <translation>这张券还没到使用日期。</translation>
    </message>
    <message>
        <source>This coupon has expired.</source>
        <translation>这张券已过期。</translation>
    </message>
    <message>
        <source>This coupon is good in other stores, not in this one.</source>
        <translation>这张券限其他门店使用，本店不能用。</translation>
    </message>
    <message>
        <source>This coupon has been used as often as it may be ({uses}).</source>
        <translation>这张券的 {uses} 次使用机会已用完。</translation>
    </message>
    <message>
        <source>This coupon is in another sale that was put aside. Take it up, or give the coupon back there.</source>
        <translation>这张券正用在另一张挂单里，请取出那张单，或在那里退还券。</translation>
    </message>
    <message>
        <source>This coupon is for members. Scan the member's code first.</source>
        <translation>这张券限会员使用，请先扫会员码。</translation>
    </message>
    <message>
        <source>This coupon belongs to another member.</source>
        <translation>这张券属于另一位会员。</translation>
    </message>
    <message>
        <source>This member has used {most} coupons of this kind; that is all each may use.</source>
        <translation>每位会员最多使用 {most} 张同类券，该会员已用满。</translation>
    </message>
    <message>
        <source>Only {most} coupon(s) of this kind may be used in one sale.</source>
        <translation>同类券每单最多使用 {most} 张。</translation>
    </message>
    <message>
        <source>This till has not met the head office for {days} days, so it takes no coupons. Sales go on; connect the till.</source>
        <translation>本机已 {days} 天未与总部联络，暂停用券。收银照常，请尽快联网。</translation>
    </message>
    <message>
        <source>This coupon is so valuable that the head office must confirm it, and the till is not connected. The coupon stays good: offer another one, or its use on another day.</source>
        <translation>这张券面额较高，须联网确认，而本机未联网。券仍有效：可换用其他券，或改天再用。</translation>
    </message>
    <message>
        <source>The head office did not answer in time. The coupon was not used; try again, or go on without.</source>
        <translation>总部没有及时答复，券未使用。请再试一次，或不用券继续。</translation>
    </message>
    <message>
        <source>Another till holds this coupon at the moment. Try again in a few minutes.</source>
        <translation>这张券正被另一台收银机占用，请几分钟后再试。</translation>
    </message>
    <message>
        <source>This coupon has been used already, at another till.</source>
        <translation>这张券已在另一台收银机上使用。</translation>
    </message>
    <message>
        <source>The head office's answer came too late to rely on. The coupon was not used; try again.</source>
        <translation>总部的确认已过时，券未使用，请再试一次。</translation>
    </message>
    <message>
        <source>The head office's confirmation of a coupon has run out. Renew it in the coupon panel or give the coupon back, then take the money.</source>
        <translation>有一张券的联网确认已到期。请在券面板里续期或退还该券，再收款。</translation>
    </message>
    <message>
        <source>A coupon ended while this basket stood open; the price is now without it.</source>
        <translation>开单期间有优惠券到期，价格已按不用该券重新计算。</translation>
    </message>
    <message>
        <source>This coupon needs no confirmation; there is nothing to renew.</source>
        <translation>这张券不需要联网确认，无须续期。</translation>
    </message>
    <message>
        <source>This coupon is taken at the store's main till. Send the customer there, or go on without.</source>
        <translation>这张券须在本店的主收银机使用，请引导顾客到主机，或不用券继续。</translation>
    </message>
    <message>
        <source>This till has used up its share of this campaign. The coupon stays good: try another till, or go on without.</source>
        <translation>本机的活动名额已用完。券仍有效：可到其他收银机试，或不用券继续。</translation>
    </message>
    <message>
        <source>This till was restored from a copy. Until the head office has checked it, such coupons are not taken here. The coupon stays good.</source>
        <translation>本机由备份恢复，总部核对前暂不收这类券。券仍有效。</translation>
    </message>
    <message>
        <source>The till has been offline for {hours} hours, too long for this coupon. The coupon stays good; connect the till.</source>
        <translation>本机已离线 {hours} 小时，不能再离线使用这张券。券仍有效，请先联网。</translation>
    </message>
    <message>
        <source>Without asking the head office, only coupons up to {most} are taken here. The coupon stays good.</source>
        <translation>未联网确认时，本机只收面额不超过 {most} 的券。券仍有效。</translation>
    </message>
    <message>
        <source>Only {left} of coupons may still be taken without asking the head office. The coupon stays good; connect the till.</source>
        <translation>未联网确认时，本机还可收券 {left}，这张券超出了。券仍有效，请先联网。</translation>
    </message>
    <message>
        <source>Allowance {grant} is for another till and was not taken.</source>
        <translation>额度 {grant} 属于另一台收银机，未采用。</translation>
    </message>
    <message>
        <source>Allowance {grant} came twice with different contents; the first one stays. Tell the head office.</source>
        <translation>额度 {grant} 两次内容不一致，仍用先前的。请通知总部。</translation>
    </message>
    <message>
        <source>Points cannot be spent in this store.</source>
        <translation>本店不能使用积分抵现。</translation>
    </message>
    <message>
        <source>Points are only spent with the live member code. Let the customer open the app and scan it.</source>
        <translation>用积分须出示动态会员码。请顾客打开应用，再扫一次。</translation>
    </message>
    <message>
        <source>This till is not sure of the time, so no points can be spent. A manager can confirm the clock; points are still earned.</source>
        <translation>本机时间不确定，暂不能用积分。请店长确认时钟；积分照常累计。</translation>
    </message>
    <message>
        <source>This till has no leave to spend this member's points without network. They are still earned.</source>
        <translation>断网时本机没有该会员的积分使用额度。积分照常累计。</translation>
    </message>
    <message>
        <source>The leave to spend points without network has run out. Connect the till; points are still earned.</source>
        <translation>断网使用积分的额度已过期。请联网；积分照常累计。</translation>
    </message>
    <message>
        <source>The head office did not answer in time. No points were taken; try again, or go on without.</source>
        <translation>总部没有及时答复。没有扣积分；请重试，或者不用积分继续。</translation>
    </message>
    <message>
        <source>At most {points} points can be spent here now.</source>
        <translation>此刻最多可用 {points} 积分。</translation>
    </message>
    <message>
        <source>Points are spent from {points} on.</source>
        <translation>满 {points} 积分才能使用。</translation>
    </message>
    <message>
        <source>This is not the number of a maker's coupon: 12 or 13 digits with a right check digit.</source>
        <translation>这不是厂商券的号码：应为 12 或 13 位数字且校验位正确。</translation>
    </message>
    <message>
        <source>The value code {value_code} of this coupon stands for nothing. Do not take it.</source>
        <translation>此券的面值代码 {value_code} 无效，请勿收取。</translation>
    </message>
    <message>
        <source>Nothing in this sale is named by the coupon, or it has served another coupon. Choose the goods it names.</source>
        <translation>本单没有此券指定的商品，或该商品已用过别的券。请选择券上指定的商品。</translation>
    </message>
    <message>
        <source>This coupon asks for {units} pieces of the goods it names.</source>
        <translation>此券要求购买指定商品 {units} 件。</translation>
    </message>
    <message>
        <source>The number does not say what this coupon is worth. Type what the paper says.</source>
        <translation>号码里没有面值。请输入券面上的金额。</translation>
    </message>
    <message>
        <source>The goods this coupon names are paid for already.</source>
        <translation>此券指定的商品已付清。</translation>
    </message>
    <message>
        <source>Gift cards need the network, and there is none. {due} can be paid in cash or by bank card, or the sale put aside until it is back.</source>
        <translation>礼品卡须联网使用，现在没有网络。{due} 可付现金或刷银行卡，也可先挂单等网络恢复。</translation>
    </message>
    <message>
        <source>No clear answer about this gift card. Nothing was taken; try again or pay another way.</source>
        <translation>礼品卡没有明确答复，未扣款。请重试或换一种方式付款。</translation>
    </message>
    <message>
        <source>This gift card is not known. Check the number.</source>
        <translation>查无此礼品卡，请核对卡号。</translation>
    </message>
    <message>
        <source>This gift card is not active. The customer can ask where it was bought.</source>
        <translation>此礼品卡未激活，请顾客向售卡处查询。</translation>
    </message>
    <message>
        <source>There is nothing left on this gift card.</source>
        <translation>此礼品卡已无余额。</translation>
    </message>
    <message>
        <source>The amount is not held on the gift card any more. Take this payment out and try again, or pay another way.</source>
        <translation>礼品卡上的预留已失效。请删除这笔付款后重试，或换一种方式付款。</translation>
    </message>
    <message>
        <source>This is not the number of a gift card: 8 to 32 letters and digits.</source>
        <translation>这不是礼品卡号：应为 8 至 32 位字母或数字。</translation>
    </message>
    <message>
        <source>These goods were not paid by gift card. Give the money back another way.</source>
        <translation>这些商品不是用礼品卡付的，请用其他方式退款。</translation>
    </message>
    <message>
        <source>Connected. Give head office these six digits to compare: {fingerprint}.</source>
        <translation>已连接。请把这六位数字报给总部核对：{fingerprint}。</translation>
    </message>
    <message>
        <source>Type the cloud's address and the one-time code that head office gave you.</source>
        <translation>请输入云端地址和总部给的一次性注册码。</translation>
    </message>
    <message>
        <source>This till belongs to no cloud yet. Connect it with F7.</source>
        <translation>本机还没有连接云端。按 F7 连接。</translation>
    </message>
    <message>
        <source>The till is still starting its link to the cloud. Try again in a moment.</source>
        <translation>本机正在准备与云端的连接，请稍后再试。</translation>
    </message>
    <message>
        <source>Done: {sent} rows sent, {applied} received.</source>
        <translation>同步完成：发送 {sent} 行，收到 {applied} 行。</translation>
    </message>
    <message>
        <source>Not synced ({why}). Sales are kept here; sell on.</source>
        <translation>没有同步（{why}）。销售都保存在本机，照常销售。</translation>
    </message>
    <message>
        <source>The demo's head office is not installed here; the till sells on.</source>
        <translation>本机没有装演示总部程序，照常销售。</translation>
    </message>
    <message>
        <source>Type the first day, such as 1121 for 21 November.</source>
        <translation>请输入起始日，例如 1121 表示 11 月 21 日。</translation>
    </message>
    <message>
        <source>From {first} to {last} is no period of days. The second day comes after the first, at most ten years later.</source>
        <translation>{first} 到 {last} 不是有效期间：结束日不早于起始日，最长十年。</translation>
    </message>
    <message>
        <source>Mark a bar or a row with the arrow keys first, or touch it.</source>
        <translation>请先用方向键选中一根柱或一行，或直接点触。</translation>
    </message>
    <message>
        <source>Stopped. The figures shown are those that were added up before.</source>
        <translation>已停止。显示的是之前统计的数据。</translation>
    </message>
    <message>
        <source>This row of the journal is of no receipt.</source>
        <translation>这一行没有对应的小票。</translation>
    </message>
    <message>
        <source>Sales are still being added up: {left} to go. Try again in a moment.</source>
        <translation>销售尚在汇总，还剩 {left} 笔，请稍候再试。</translation>
    </message>
    <message>
        <source>A number of letters A to Z, digits and - / . is wanted here, up to 32 of them.</source>
        <translation>这里要填编号：字母 A–Z、数字和 - / .，最多 32 个。</translation>
    </message>
    <message>
        <source>This lot number or last day cannot be kept.</source>
        <translation>批号或到期日无法保存。</translation>
    </message>
    <message>
        <source>{least} to {most} days are possible.</source>
        <translation>天数可取 {least} 至 {most}。</translation>
    </message>
    <message>
        <source>This was finished or given up already.</source>
        <translation>该单已完成或已放弃。</translation>
    </message>
    <message>
        <source>This line is not there any more.</source>
        <translation>这一行已不存在。</translation>
    </message>
    <message>
        <source>A cost cannot be below zero.</source>
        <translation>成本不能小于零。</translation>
    </message>
    <message>
        <source>The delivery note cannot be read at line {line} (0: the whole file). Nothing was begun.</source>
        <translation>送货单第 {line} 行无法读取（0 表示整个文件），未开始收货。</translation>
    </message>
    <message>
        <source>{count} lines of the note name no item of this store and were left out.</source>
        <translation>送货单中有 {count} 行不是本店商品，已略过。</translation>
    </message>
    <message>
        <source>Nothing was scanned yet.</source>
        <translation>还没有扫描任何商品。</translation>
    </message>
    <message>
        <source>{note} is begun. Scan the goods one by one.</source>
        <translation>{note} 已开始，请逐件扫描。</translation>
    </message>
    <message>
        <source>{note} is recorded: {lines} items.</source>
        <translation>{note} 已入账：{lines} 种商品。</translation>
    </message>
    <message>
        <source>{note} is begun and not finished: mark it in the list to go on with it.</source>
        <translation>{note} 已开始、尚未完成：请在列表中选中继续。</translation>
    </message>
    <message>
        <source>{note} was recorded already on {date}, {lines} lines.</source>
        <translation>{note} 已于 {date} 入账，共 {lines} 行。</translation>
    </message>
    <message>
        <source>{note} was recorded already. Once more?</source>
        <translation>{note} 已入账，要再收一次吗？</translation>
    </message>
    <message>
        <source>On {date}, {lines} lines. A second time adds the goods a second time. F9 begins it again, Esc goes back.</source>
        <translation>{date} 已入账 {lines} 行。再收一次，库存会再加一次。F9 仍要收货，Esc 返回。</translation>
    </message>
    <message>
        <source>Not as the note says: {lines}. Record it all the same?</source>
        <translation>与单据不符：{lines} 种。仍要入账？</translation>
    </message>
    <message>
        <source>What was scanned is recorded, and the difference with it. F9 records, Esc goes back.</source>
        <translation>按实扫数量入账，差异一并记录。F9 入账，Esc 返回。</translation>
    </message>
    <message>
        <source>Give {note} up?</source>
        <translation>放弃 {note}？</translation>
    </message>
    <message>
        <source>What was scanned is forgotten. F9 gives it up.</source>
        <translation>已扫描的内容将丢弃。F9 放弃。</translation>
    </message>
    <message>
        <source>Recorded: {name} now {figure}.</source>
        <translation>已入账：{name} 现为 {figure}。</translation>
    </message>
    <message>
        <source>Name the section with letters A to Z and digits, such as A1, or ALL.</source>
        <translation>区域用字母 A–Z 和数字命名，如 A1；全店为 ALL。</translation>
    </message>
    <message>
        <source>Section {section} is being counted already.</source>
        <translation>区域 {section} 正在盘点中。</translation>
    </message>
    <message>
        <source>This is not the code of a count.</source>
        <translation>这不是盘点码。</translation>
    </message>
    <message>
        <source>This till is marked: what it sold until now is in the count.</source>
        <translation>本机已标记：此前的销售都计入该次盘点。</translation>
    </message>
    <message>
        <source>This till has its place in this count already. Nothing was changed.</source>
        <translation>本机已登记过此次盘点，未作任何改动。</translation>
    </message>
    <message>
        <source>This is practice. Leave it, then scan the code of the count again.</source>
        <translation>现在是练习模式。退出练习后再扫盘点码。</translation>
    </message>
    <message>
        <source>Section {section}: count an item, scan or type it, then go to the next.</source>
        <translation>区域 {section}：点完一种，扫描或输入数量，再点下一种。</translation>
    </message>
    <message>
        <source>This item is begun anew. Scan it piece by piece.</source>
        <translation>本商品重新开始点数，请逐件扫描。</translation>
    </message>
    <message>
        <source>Nothing was counted yet.</source>
        <translation>还没有盘点任何商品。</translation>
    </message>
    <message>
        <source>{left} items have to be counted once more first.</source>
        <translation>还有 {left} 种商品需要复盘。</translation>
    </message>
    <message>
        <source>Section {section} is counted: {lines} items adjusted.</source>
        <translation>区域 {section} 盘点完成：调整 {lines} 种商品。</translation>
    </message>
    <message>
        <source>Adjust the books to this count?</source>
        <translation>按本次盘点调整账面库存？</translation>
    </message>
    <message>
        <source>{lines} items, {differing} of them differ. F9 adjusts, Esc goes back.</source>
        <translation>共 {lines} 种，{differing} 种有差异。F9 调整，Esc 返回。</translation>
    </message>
    <message>
        <source>Give the count of {section} up?</source>
        <translation>放弃区域 {section} 的盘点？</translation>
    </message>
    <message>
        <source>What was counted is forgotten. F9 gives it up.</source>
        <translation>已盘数量将丢弃。F9 放弃。</translation>
    </message>
    <message>
        <source>Noted. Thank you.</source>
        <translation>已记录，谢谢。</translation>
    </message>
    <message>
        <source>Mark a line first.</source>
        <translation>请先选中一行。</translation>
    </message>
    <message>
        <source>{count} labels are chosen.</source>
        <translation>已选 {count} 张价签。</translation>
    </message>
    <message>
        <source>No label is chosen yet.</source>
        <translation>还没有选价签。</translation>
    </message>
    <message>
        <source>{count} labels are in {file}.</source>
        <translation>{count} 张价签已存入 {file}。</translation>
    </message>
    <message>
        <source>{count} labels were sent to the printer.</source>
        <translation>{count} 张价签已送打印机。</translation>
    </message>
    <message>
        <source>The page of labels could not be written: {file}.</source>
        <translation>价签页无法写入：{file}。</translation>
    </message>
    <message>
        <source>Added. They can sign on with number and PIN from now on.</source>
        <translation>已新增，现在就能用工号和密码登录。</translation>
    </message>
    <message>
        <source>Changed and recorded.</source>
        <translation>已修改并记录。</translation>
    </message>
    <message>
        <source>The new PIN counts from now on. Tell it in person.</source>
        <translation>新密码已生效，请当面告知本人。</translation>
    </message>
    <message>
        <source>Bar {name} from signing on?</source>
        <translation>停用 {name}，不再登录？</translation>
    </message>
    <message>
        <source>Receipts keep the name. F9 bars, and F12 admits them again later.</source>
        <translation>小票上的姓名不变。F9 停用，以后可用 F12 重新启用。</translation>
    </message>
    <message>
        <source>Let {name} sign on again?</source>
        <translation>重新启用 {name}？</translation>
    </message>
    <message>
        <source>With the number, role and PIN they had. F9 admits.</source>
        <translation>工号、角色和密码照旧。F9 启用。</translation>
    </message>
    <message>
        <source>This person is not known here any more.</source>
        <translation>这里已没有此人。</translation>
    </message>
    <message>
        <source>The number is made of digits, at most {longest} of them. Type it again.</source>
        <translation>工号只用数字，最多 {longest} 位，请重新输入。</translation>
    </message>
    <message>
        <source>Somebody has the number {number} already. Choose another.</source>
        <translation>工号 {number} 已有人用，请换一个。</translation>
    </message>
    <message>
        <source>A name is needed, of at most {longest} characters. Type it again.</source>
        <translation>请输入姓名，最多 {longest} 个字。</translation>
    </message>
    <message>
        <source>Nobody changes their own role or bars themselves. Ask another person who may set people up.</source>
        <translation>不能改自己的角色，也不能停用自己。请找另一位可设置人员的同事。</translation>
    </message>
    <message>
        <source>The till is still with {operator}. Close that shift first, then try again.</source>
        <translation>收银台还在 {operator} 班次中，请先交班再试。</translation>
    </message>
    <message>
        <source>The two PINs are not the same. Type both again.</source>
        <translation>两次密码不一样，请都重新输入。</translation>
    </message>
    <message>
        <source>Choose a role.</source>
        <translation>请选择角色。</translation>
    </message>
    <message>
        <source>Nobody changes what their own role may do. Ask a person with another role who may set people up.</source>
        <translation>不能改自己角色的权限。请找另一角色、可设置人员的同事。</translation>
    </message>
    <message>
        <source>Changed and recorded. It counts at their next sign-on.</source>
        <translation>已修改并记录，下次登录起生效。</translation>
    </message>
    <message>
        <source>Nobody would be left who may set people up. Give somebody else that right first.</source>
        <translation>这样就没人能设置人员了。请先给别人这项权限。</translation>
    </message>
    <message>
        <source>A limit goes with “yes” only: up to 100 per cent, or an amount.</source>
        <translation>限额只配“可以”：百分之 100 以内，或一个金额。</translation>
    </message>
    <message>
        <source>Changed. It counts from now on.</source>
        <translation>已修改，现在生效。</translation>
    </message>
    <message>
        <source>Kept. It counts when the next business day is opened.</source>
        <translation>已保存，下个营业日开始时生效。</translation>
    </message>
    <message>
        <source>Kept. It counts when the till is started the next time.</source>
        <translation>已保存，收银台下次启动时生效。</translation>
    </message>
    <message>
        <source>Remove {subject}?</source>
        <translation>删除 {subject}？</translation>
    </message>
    <message>
        <source>Records that name it keep its code. F9 removes it, Esc keeps it.</source>
        <translation>以前的记录保留其代码。F9 删除，Esc 保留。</translation>
    </message>
    <message>
        <source>This is not changed at the till.</source>
        <translation>这一项不在收银台修改。</translation>
    </message>
    <message>
        <source>The text has at most {longest} characters and no line breaks. Shorten it.</source>
        <translation>文字最多 {longest} 个字，不能换行，请改短。</translation>
    </message>
    <message>
        <source>The store needs a name in both languages.</source>
        <translation>店名中英文都要有。</translation>
    </message>
    <message>
        <source>Type a number from {least} to {most}.</source>
        <translation>请输入 {least} 到 {most} 的数。</translation>
    </message>
    <message>
        <source>Type one to {most} different amounts with blanks between them.</source>
        <translation>请输入 1 到 {most} 个不同的金额，用空格隔开。</translation>
    </message>
    <message>
        <source>Cash is rounded to a small coin: 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2 or 5.</source>
        <translation>现金只能取整到小额硬币：0.01、0.02、0.05、0.1、0.2、0.5、1、2 或 5。</translation>
    </message>
    <message>
        <source>A rule for cash is an amount, or left empty.</source>
        <translation>现金规则填一个金额，或者留空。</translation>
    </message>
    <message>
        <source>Cash goes to the safe above more than a shift begins with.</source>
        <translation>缴款上限必须高于开班备用金。</translation>
    </message>
    <message>
        <source>A tax group has a code of capitals and digits and a rate up to 100 per cent.</source>
        <translation>税组要有大写字母和数字的代码，税率不超过 100%。</translation>
    </message>
    <message>
        <source>Taxes change between two business days only, so that each day has one rate. Close the day first, or name the first business day from which it counts.</source>
        <translation>税率只能在两个营业日之间更改，这样每天只有一种税率。请先日结，或填写从哪个营业日起生效。</translation>
    </message>
    <message>
        <source>Kept. {group} changes with the first business day from {date} on.</source>
        <translation>已保存。{group} 从 {date} 起的第一个营业日开始变更。</translation>
    </message>
    <message>
        <source>No change of {group} is planned any more.</source>
        <translation>{group} 不再有计划中的变更。</translation>
    </message>
    <message>
        <source>The business day {date} has been opened already. Name a later one.</source>
        <translation>营业日 {date} 已经开过，请填更晚的日期。</translation>
    </message>
    <message>
        <source>{count} goods have the tax group {group}. Give them another one first.</source>
        <translation>有 {count} 种商品属于税组 {group}，请先改它们的税组。</translation>
    </message>
    <message>
        <source>Goods, shelf prices and taxes of this store come from head office; ask there. One line can still be given another price at the till with F5.</source>
        <translation>本店商品、标价和税率由总部下发，请找总部。收银时仍可用 F5 给单行改价。</translation>
    </message>
    <message>
        <source>One reason has to be left to choose from.</source>
        <translation>至少要留一个原因。</translation>
    </message>
    <message>
        <source>A reason has a code of capitals and digits that no other has, and names of at most {longest} characters.</source>
        <translation>原因要有不重复的代码（大写字母和数字），名称最多 {longest} 个字。</translation>
    </message>
    <message>
        <source>A list of goods is being brought in. Nothing changed; try again afterwards.</source>
        <translation>正在导入商品，未作改动，请稍后再试。</translation>
    </message>
    <message>
        <source>Is this device gone for good: {subject}?</source>
        <translation>不再使用{subject}？</translation>
    </message>
    <message>
        <source>The till asks for it no more after its next start. F9 takes it away.</source>
        <translation>下次启动后不再查找它。F9 移除。</translation>
    </message>
    <message>
        <source>Kept. Start the till again for it to count.</source>
        <translation>已保存，重新启动收银台后生效。</translation>
    </message>
    <message>
        <source>Looking for printers in the network…</source>
        <translation>正在网络中查找打印机…</translation>
    </message>
    <message>
        <source>Found in the network: {addresses}. F9 keeps the first.</source>
        <translation>网络中找到：{addresses}。按 F9 使用第一台。</translation>
    </message>
    <message>
        <source>Sent to the printer. Look at the paper.</source>
        <translation>已送打印机，请看纸面。</translation>
    </message>
    <message>
        <source>The drawer was asked to open, and it is recorded. Did it?</source>
        <translation>已发出开钱箱指令并记录。钱箱开了吗？</translation>
    </message>
    <message>
        <source>The scale says {weight}.</source>
        <translation>秤的读数：{weight}。</translation>
    </message>
    <message>
        <source>No second screen was found, so customers see nothing. Plug one in and switch it on: the picture comes by itself. Or start the till with --customer-display.</source>
        <translation>没有找到第二块屏幕，顾客看不到画面。请接上并打开第二块屏幕，画面会自动出现；或用 --customer-display 启动收银程序。</translation>
    </message>
    <message>
        <source>Customers see a test picture now, for a quarter of a minute.</source>
        <translation>顾客屏正在显示测试画面，约十五秒。</translation>
    </message>
    <message>
        <source>Scan something now: what arrives is shown below.</source>
        <translation>现在扫一下：收到的内容显示在下方。</translation>
    </message>
    <message>
        <source>This setting will not do: {problem}. Nothing changed.</source>
        <translation>这样设置不行：{problem}。未作改动。</translation>
    </message>
    <message>
        <source>The settings file {file} cannot be written. Nothing changed; ask support.</source>
        <translation>设置文件 {file} 写不进去，未作改动，请联系技术支持。</translation>
    </message>
    <message>
        <source>The till fills the screen and stays open. A manager closes it: Manager, Set-up, Program, F10.</source>
        <translation>全屏时收银程序一直开着。店长可以退出：店长台、设置、程序，按 F10。</translation>
    </message>
    <message>
        <source>Close the till?</source>
        <translation>退出收银程序？</translation>
    </message>
    <message>
        <source>A sale that is begun or put aside is there again when the till is opened. F9 closes it.</source>
        <translation>未完成和挂起的交易，下次打开时还在。按 F9 退出。</translation>
    </message>
    <message>
        <source>Setup has the till open for everybody who signs on to this computer. Run Setup again and take the mark away on its last page.</source>
        <translation>安装程序设置了任何用户登录电脑时都打开。请重新运行安装程序，在最后一页取消勾选。</translation>
    </message>
    <message>
        <source>This computer does not let its user say what opens by itself. Nothing changed; ask its administrator.</source>
        <translation>这台电脑不允许当前用户设置自动打开的程序。没有改动；请找电脑管理员。</translation>
    </message>
    <message>
        <source>The plan is kept.</source>
        <translation>计划已保存。</translation>
    </message>
    <message>
        <source>Kept: nothing is backed up by itself.</source>
        <translation>已保存：不会自动备份。</translation>
    </message>
    <message>
        <source>The backup is made and checked: {sales} sales. {file} is safe to keep.</source>
        <translation>备份完成并已核对：{sales} 笔销售。{file} 可以保存。</translation>
    </message>
    <message>
        <source>The rehearsal went well: {sales} sales could be restored from {file}. Nothing was changed here.</source>
        <translation>演练成功：{file} 可恢复 {sales} 笔销售。本机未作改动。</translation>
    </message>
    <message>
        <source>Name a folder for backups with its whole path, such as that of a USB stick.</source>
        <translation>请写明备份文件夹的完整路径，例如 U 盘。</translation>
    </message>
    <message>
        <source>The folder for backups, {folder}, is not there. Plug the stick in or name another. Selling goes on.</source>
        <translation>备份文件夹 {folder} 不在。请插上 U 盘或换一个。销售不受影响。</translation>
    </message>
    <message>
        <source>Nothing can be written into {folder}: it is write-protected, or not this user's. Name another folder. Selling goes on.</source>
        <translation>无法写入 {folder}：该文件夹被写保护，或当前用户没有权限。请换一个文件夹。销售不受影响。</translation>
    </message>
    <message>
        <source>The hour is a number from 0 to 23.</source>
        <translation>钟点是 0 到 23 的数。</translation>
    </message>
    <message>
        <source>Keep from 1 to {most} backups.</source>
        <translation>请保留 1 到 {most} 份。</translation>
    </message>
    <message>
        <source>There is no backup to rehearse yet. F9 makes one.</source>
        <translation>还没有可演练的备份。F9 做一份。</translation>
    </message>
    <message>
        <source>The backup {file} is not there any more.</source>
        <translation>备份 {file} 已不在。</translation>
    </message>
    <message>
        <source>The backup is not what its own record says ({what}). Make a new one with F9.</source>
        <translation>备份与其流水不符（{what}）。请用 F9 重做一份。</translation>
    </message>
    <message>
        <source>Planned: {price} from {date} on. Print the label the evening before.</source>
        <translation>已计划：{date} 起 {price}。请在前一晚打印价签。</translation>
    </message>
    <message>
        <source>{price} is charged from the next line on. Change the label now.</source>
        <translation>下一行起按 {price} 收。请马上换价签。</translation>
    </message>
    <message>
        <source>Planned: {price} from {date} to the end of {until}. Print the label the evening before.</source>
        <translation>已安排：{date} 起售 {price}，至 {until} 营业结束。请在前一晚打印价签。</translation>
    </message>
    <message>
        <source>{price} is charged from the next line on, to the end of {until}. Change the label now.</source>
        <translation>从下一行起售 {price}，至 {until} 营业结束。请立即更换价签。</translation>
    </message>
    <message>
        <source>The last day of a mark-down is {first} or later, and the goods must have a price to go back to.</source>
        <translation>降价截止日不能早于 {first}，且商品须有可恢复的原价。</translation>
    </message>
    <message>
        <source>The planned price is withdrawn.</source>
        <translation>已撤回计划的价格。</translation>
    </message>
    <message>
        <source>{count} prices are in force now.</source>
        <translation>{count} 个价格现已生效。</translation>
    </message>
    <message>
        <source>Type the new price.</source>
        <translation>请输入新价格。</translation>
    </message>
    <message>
        <source>This is no price for a shelf. Type it again.</source>
        <translation>这不能作标价，请重新输入。</translation>
    </message>
    <message>
        <source>That is its price already.</source>
        <translation>现价就是这个。</translation>
    </message>
    <message>
        <source>These goods are not sold below {lowest}. Change that in the list of goods.</source>
        <translation>该商品不低于 {lowest} 销售，请在商品清单中修改。</translation>
    </message>
    <message>
        <source>{date} is past. Choose the open business day or a later one.</source>
        <translation>{date} 已过，请选当前营业日或以后。</translation>
    </message>
    <message>
        <source>This change was applied or withdrawn meanwhile. Nothing changed.</source>
        <translation>这个调价已生效或已撤回，未作改动。</translation>
    </message>
    <message>
        <source>No planned price is due.</source>
        <translation>没有到期未生效的价格。</translation>
    </message>
    <message>
        <source>{count} labels are noted as right.</source>
        <translation>已记下 {count} 个价签正确。</translation>
    </message>
    <message>
        <source>Please count the drawer once more. The first count is kept as well.</source>
        <translation>请把钱箱再点一遍。第一次的点数也会保留。</translation>
    </message>
    <message>
        <source>There is more cash in the drawer than the store wants there. When the queue is short: shift screen, F5, to the safe.</source>
        <translation>钱箱里的现金已超过本店规定。空闲时请到班次页按 F5 缴款入保险柜。</translation>
    </message>
    <message>
        <source>Count the safe first: its ledger begins with what is in it now.</source>
        <translation>请先盘点保险柜：台账从现有金额开始。</translation>
    </message>
    <message>
        <source>That is more than should be in the safe. Check the amount, or count the safe.</source>
        <translation>超过保险柜应有金额。请核对金额，或先盘点保险柜。</translation>
    </message>
    <message>
        <source>Type the number of the bag, the order or the till: letters and digits.</source>
        <translation>请输入封包号、单号或机号：字母和数字。</translation>
    </message>
    <message>
        <source>{till} is this till. What it brings to the safe or takes from it is booked on the shift screen and entered here with F5.</source>
        <translation>{till} 就是本机。本机缴款和领备用金在班次界面登记，这里用 F5 确认送到。</translation>
    </message>
    <message>
        <source>{reference} is in the ledger already: {amount} on {date}. Read the number once more.</source>
        <translation>台账里已有 {reference}：{date}，{amount}。请再核对一次编号。</translation>
    </message>
    <message>
        <source>This pickup is in the safe already.</source>
        <translation>这笔缴款已经入柜。</translation>
    </message>
    <message>
        <source>This count differs. Count the safe once more; the first count is kept as well.</source>
        <translation>点数有差异。请把保险柜再点一遍；第一次的点数也会保留。</translation>
    </message>
    <message>
        <source>The safe is counted: {counted}. Difference {difference}.</source>
        <translation>保险柜已盘点：{counted}。差异 {difference}。</translation>
    </message>
    <message>
        <source>Recorded: {amount}.</source>
        <translation>已记录：{amount}。</translation>
    </message>
    <message>
        <source>Only a closed shift can be looked into.</source>
        <translation>只能查看已交班的班次。</translation>
    </message>
    <message>
        <source>Shift {shift} was even. There is nothing to look for.</source>
        <translation>第 {shift} 班没有长短款，无需查找。</translation>
    </message>
    <message>
        <source>Written to {folder}: {files}</source>
        <translation>已写入 {folder}：{files}</translation>
    </message>
    <message>
        <source>The closed day {date} was handed out by itself to {folder}: {count} files.</source>
        <translation>{date} 日结后已自动导出 {count} 个文件到 {folder}。</translation>
    </message>
    <message>
        <source>Last: {time}, {what}, {count} files, all well.</source>
        <translation>上次：{time}，{what}，{count} 个文件，成功。</translation>
    </message>
    <message>
        <source>Last: {time}, {what}, it could not be written.</source>
        <translation>上次：{time}，{what}，未能写入。</translation>
    </message>
    <message>
        <source>Name the whole way to the folder, such as /media/usb or D:\Reports. Nothing was written.</source>
        <translation>请写出文件夹的完整路径，如 /media/usb 或 D:\Reports。什么都没有写入。</translation>
    </message>
    <message>
        <source>The folder {folder} is not there. Nothing was written, nothing is lost. Plug the stick in or name another folder and try again; closed days are tried again by themselves.</source>
        <translation>找不到文件夹 {folder}。没有写入，也没有丢失。请插好 U 盘或改用别的文件夹再试；日结的自动导出会自行重试。</translation>
    </message>
    <message>
        <source>There is no room left in {folder}. Nothing half-written stays there, and the figures are safe in the till. Make room or name another folder; closed days are tried again.</source>
        <translation>{folder} 没有空间了。那里不会留下写了一半的文件，数据在收银机里是安全的。请腾出空间或换一个文件夹；日结会自动重试。</translation>
    </message>
    <message>
        <source>The plan is kept. It counts from the next day that is closed.</source>
        <translation>计划已保存，从下一次日结起生效。</translation>
    </message>
    <message>
        <source>Closed days go nowhere by themselves any more.</source>
        <translation>日结后不再自动导出。</translation>
    </message>
    <message>
        <source>Choose at least one report with F1–F4 before days go by themselves.</source>
        <translation>请先用F1–F4至少选择一种报表，再开启自动导出。</translation>
    </message>
    <message>
        <source>There is no such report of a day.</source>
        <translation>没有这种每日报表。</translation>
    </message>
    <message>
        <source>Only the Z report has a signed archive. Choose PDF, XLSX or CSV.</source>
        <translation>只有Z报表有签名归档，请选择PDF、XLSX或CSV。</translation>
    </message>
    <message>
        <source>No closed day is waiting to be handed out.</source>
        <translation>没有等待导出的日结。</translation>
    </message>
    <message>
        <source>Days to be handed out: {count}. They are written within half a minute.</source>
        <translation>待导出 {count} 天，将在半分钟内写出。</translation>
    </message>
    <message>
        <source>The files could not be written to {folder} ({problem}). The figures are safe in the till. Name another folder and try again.</source>
        <translation>无法写入 {folder}（{problem}）。数据在收银机里是安全的。请改用别的文件夹再试。</translation>
    </message>
    <message>
        <source>Without a network this till would reach {score} of 100. See to this first: {ability}. More, Manager, Readiness says why.</source>
        <translation>断网准备 {score} 分（满分 100）。请先处理：{ability}。详见“更多 › 店长台 › 断网准备”。</translation>
    </message>
    <message>
        <source>The drill went well: this shop sells without a network. No total was touched.</source>
        <translation>演练成功：断网也能营业。真实账目未受影响。</translation>
    </message>
    <message>
        <source>The drill found something that does not work; see the list. Sell on meanwhile.</source>
        <translation>演练发现有项目不能用，见列表。可照常销售。</translation>
    </message>
    <message>
        <source>No drill is being held any more. F9 begins one.</source>
        <translation>当前没有演练。按 F9 开始。</translation>
    </message>
    <message>
        <source>The basket did not come back as it was. Call for support.</source>
        <translation>购物篮没有原样恢复。请联系技术支持。</translation>
    </message>
    <message>
        <source>The sale of the drill could not be finished. Call for support.</source>
        <translation>演练交易未能完成。请联系技术支持。</translation>
    </message>
    <message>
        <source>The drill sold nothing that could come back.</source>
        <translation>演练没有卖出可退的商品。</translation>
    </message>
    <message>
        <source>This shop weighs nothing.</source>
        <translation>本店没有称重商品。</translation>
    </message>
    <message>
        <source>No promotions are in force.</source>
        <translation>当前没有促销方案。</translation>
    </message>
    <message>
        <source>No member with a card is known here.</source>
        <translation>本机没有带卡号的会员。</translation>
    </message>
    <message>
        <source>No coupon of that member can be taken alone.</source>
        <translation>该会员没有可离线使用的券。</translation>
    </message>
    <message>
        <source>No allowance of points is here.</source>
        <translation>本机没有积分额度。</translation>
    </message>
    <message>
        <source>Close the till and install version {there}?</source>
        <translation>关闭收银程序并安装 {there} 版吗？</translation>
    </message>
    <message>
        <source>The records are copied first. The till opens again by itself, with the new version or, if that does not work here, with this one.</source>
        <translation>先备份记录。之后自动重新打开：用新版本，或者新版本在本机不行时仍用现在的版本。</translation>
    </message>
    <message>
        <source>A shift is open. Count and close it first.</source>
        <translation>班次还没有结束。请先点款交班。</translation>
    </message>
    <message>
        <source>A sale is begun. Finish or void it first.</source>
        <translation>有一笔交易还没有完成。请先完成或作废。</translation>
    </message>
    <message>
        <source>A sale is put aside. Resume or void it first.</source>
        <translation>有挂起的交易。请先取回完成或作废。</translation>
    </message>
    <message>
        <source>Something still waits for the cloud. Let it go up first; F10 at the desk shows what.</source>
        <translation>还有记录没有上传到云端。请先等它传完，店长台 F10 可查看。</translation>
    </message>
    <message>
        <source>Version {there} is there, and {here} runs here. There is nothing newer, and the till never goes back to an older one.</source>
        <translation>那里是 {there} 版，本机是 {here} 版，没有更新的版本。收银程序从不退回旧版。</translation>
    </message>
    <message>
        <source>Version {there} did not come up on this till and is not tried again. Wait for a newer one.</source>
        <translation>{there} 版在本机没能启动，不会再试。请等更新的版本。</translation>
    </message>
    <message>
        <source>Version {there} is not in use yet; {here} runs as before. If it is so at the next start too, install it again: Set-up, Program.</source>
        <translation>{there} 版还没有启用，仍在使用 {here} 版。如果下次启动还是这样，请到“设置 - 程序”重新安装。</translation>
    </message>
    <message>
        <source>Version {there} does not come up on this till. It closes by itself in a moment, and version {here} opens. Nothing recorded is lost.</source>
        <translation>版本 {there} 在本机打不开，稍后会自动关闭，改由版本 {here} 打开。已有记录没有丢失。</translation>
    </message>
    <message>
        <source>Built without release keys: it cannot tell a true update from a false one. Install by hand.</source>
        <translation>本程序没有带发布密钥，无法辨别更新的真伪。请手工安装。</translation>
    </message>
    <message>
        <source>No address for updates is set. Use a stick.</source>
        <translation>没有设置更新地址。请用 U 盘。</translation>
    </message>
    <message>
        <source>No stick is plugged in. Plug it in and try again.</source>
        <translation>没有插 U 盘。请插上再试。</translation>
    </message>
    <message>
        <source>There is no release there, or it cannot be reached. Nothing was changed.</source>
        <translation>那里没有发布版本，或者连不上。没有任何改动。</translation>
    </message>
    <message>
        <source>What is there is not signed by the release keys, or was changed on the way. Nothing of it was kept. Tell support.</source>
        <translation>那里的文件不是发布密钥签的，或途中被改动，已全部丢弃。请告诉支持人员。</translation>
    </message>
    <message>
        <source>What is there is too old to be trusted, or this machine's clock is wrong. Check the clock; otherwise get a newer stick.</source>
        <translation>那里的发布信息已过期，或本机时钟不对。请检查时钟，否则请换新的 U 盘。</translation>
    </message>
    <message>
        <source>What is there is older than what this till has seen before. It is not taken.</source>
        <translation>那里的发布信息比本机见过的旧，不予采用。</translation>
    </message>
    <message>
        <source>The release there is faulty, though it is signed. Tell support.</source>
        <translation>那里的发布信息有签名但内容有误。请告诉支持人员。</translation>
    </message>
    <message>
        <source>The copy that the new version brought up does not verify ({what}); that version is not used. The records are unchanged.</source>
        <translation>新版本升级的副本核验不通过（{what}），不会使用这个版本。原记录没有改动。</translation>
    </message>
    <message>
        <source>The newer version has recorded something already, or there is no copy from before it: going back would lose it. Call support; the records are unchanged.</source>
        <translation>新版本已经记录了营业数据，或没有升级前的副本，不能退回。请联系支持；记录没有改动。</translation>
    </message>
    <message>
        <source>The till's folder for updates cannot be written. Check the disk.</source>
        <translation>更新文件夹写不进去。请检查磁盘。</translation>
    </message>
    <message>
        <source>Choose one of the keys F1 to F7 first.</source>
        <translation>请先用 F1 到 F7 选择一项。</translation>
    </message>
    <message>
        <source>The store code is 1 to 8 capitals and digits, such as S12. Type it again.</source>
        <translation>门店代码为 1 到 8 位大写字母和数字，如 S12。请重新输入。</translation>
    </message>
    <message>
        <source>The till's number is 1 to 5 capitals and digits, such as T01. Type it again.</source>
        <translation>机号为 1 到 5 位大写字母和数字，如 T01。请重新输入。</translation>
    </message>
    <message>
        <source>Write each group as code and per cent, such as V13 13; V9 9.</source>
        <translation>每个税组写代码和百分数，如 V13 13; V9 9。</translation>
    </message>
    <message>
        <source>The store is made already, only the till did not open. Close this window and start the till again; change what you like in the set-up.</source>
        <translation>门店已经建好，只是收银台没能打开。请关闭窗口，重新启动收银程序；其他内容以后可在设置里修改。</translation>
    </message>
    <message>
        <source>The cloud knows this till by its store code and number already. To change them, choose Later at the cloud first.</source>
        <translation>云端已按门店代码和机号登记本机。要更改，请先在“云端”一步选“以后再说”。</translation>
    </message>
    <message>
        <source>Another till of the store has the number {workstation}. Go back with Esc and take another one, or have head office give a code that replaces that till.</source>
        <translation>本店另一台收银机已使用机号 {workstation}。按 Esc 返回换一个机号，或请总部给一个替换那台机器的注册码。</translation>
    </message>
    <message>
        <source>Type the printer's address or device, or choose Later.</source>
        <translation>请输入打印机的地址或设备，或选“以后再说”。</translation>
    </message>
    <message>
        <source>The printer did not answer. Is it on, has it paper, is its cover closed, is the address right? Try again, or choose Later.</source>
        <translation>打印机没有应答。是否开机、有纸、盖好、地址正确？请重试，或选“以后再说”。</translation>
    </message>
    <message>
        <source>Check kind and address. It may be another device, or another width of paper.</source>
        <translation>请检查类型和地址：可能是别的设备，或纸宽不对。</translation>
    </message>
    <message>
        <source>No printer answered in the network. Is it on and connected? Its own test page (hold the paper key while switching it on) has its address.</source>
        <translation>网络中没有找到打印机。电源和网线接好了吗？按住走纸键开机，自检页上有它的地址。</translation>
    </message>
    <message>
        <source>The two PINs differ. Type both again.</source>
        <translation>两次输入的密码不一样，请重新输入。</translation>
    </message>
    <message>
        <source>The till was started anew since the PIN was typed, and no file keeps it. Type it again, then go on with F9.</source>
        <translation>输入密码之后程序重新启动过，密码不存文件。请重新输入，再按 F9 继续。</translation>
    </message>
    <message>
        <source>Type the list's folder and file, or plug in the stick and choose it there.</source>
        <translation>请输入清单的文件夹和文件名，或插上 U 盘后选择。</translation>
    </message>
    <message>
        <source>No goods were taken from the list. Choose another one, or Later.</source>
        <translation>清单里没有商品可导入。请换一份，或选“以后再说”。</translation>
    </message>
    <message>
        <source>{items} items taken, {refused} rows left out. What was left out stands in import-refused.csv of the data folder.</source>
        <translation>导入 {items} 种商品，{refused} 行未导入，详见数据文件夹里的 import-refused.csv。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written. Check the disk and its permissions, then try again; nothing is lost.</source>
        <translation>无法写入文件夹 {folder}。请检查磁盘和权限后重试，没有丢失任何内容。</translation>
    </message>
</context>
<context>
    <name>MovePanel</name>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>{amount} left the till of shift {shift}. Count what arrived.</source>
        <translation>第 {shift} 班钱箱送出 {amount}。请点清实到金额。</translation>
    </message>
    <message>
        <source>Up and Down: another pickup.</source>
        <translation>按上下键换一笔。</translation>
    </message>
    <message>
        <source>Pickup arrived in the safe</source>
        <translation>缴款入柜</translation>
    </message>
    <message>
        <source>Name of the till, such as T04</source>
        <translation>机号，例如 T04</translation>
    </message>
    <message>
        <source>Number of the order</source>
        <translation>单号</translation>
    </message>
    <message>
        <source>From another till</source>
        <translation>他机缴款</translation>
    </message>
    <message>
        <source>Count what it brought.</source>
        <translation>请点清送来的金额。</translation>
    </message>
    <message>
        <source>Float for another till</source>
        <translation>借给他机备用金</translation>
    </message>
    <message>
        <source>This till's own loans are booked on the shift screen, F6.</source>
        <translation>本机的备用金请在班次页按 F6 登记。</translation>
    </message>
    <message>
        <source>Notes to the bank for change</source>
        <translation>送银行换零钱</translation>
    </message>
    <message>
        <source>What leaves the safe now. The coins are entered when they come.</source>
        <translation>现在离开保险柜的金额。零钱到店后再登记。</translation>
    </message>
    <message>
        <source>Change from the bank</source>
        <translation>银行换回零钱</translation>
    </message>
    <message>
        <source>Count the coins before they go into the safe.</source>
        <translation>零钱入柜前请先点清。</translation>
    </message>
    <message>
        <source>Bank deposit</source>
        <translation>送存银行</translation>
    </message>
    <message>
        <source>Seal the bag, then enter its number and what is in it.</source>
        <translation>封好封包，然后输入封包号和金额。</translation>
    </message>
    <message>
        <source>Number of the bag</source>
        <translation>封包号</translation>
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
    <name>OffersPage</name>
    <message>
        <source>Taken off by promotions</source>
        <translation>促销让利</translation>
    </message>
    <message>
        <source>No promotion was used.</source>
        <translation>没有用到促销。</translation>
    </message>
    <message>
        <source>Coupons, from shown to redeemed</source>
        <translation>优惠券：出示到核销</translation>
    </message>
    <message>
        <source>No coupon was shown.</source>
        <translation>没有出示优惠券。</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>出示</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>选用</translation>
    </message>
    <message>
        <source>Redeemed</source>
        <translation>核销</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>让利</translation>
    </message>
</context>
<context>
    <name>OfficeView</name>
    <message>
        <source>Manager's desk</source>
        <translation>店长台</translation>
    </message>
</context>
<context>
    <name>OutcomePage</name>
    <message>
        <source>X report</source>
        <translation>交班预览</translation>
    </message>
    <message>
        <source>Net sales so far</source>
        <translation>当前净销售</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>交易笔数</translation>
    </message>
    <message>
        <source>Before discounts</source>
        <translation>优惠前</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>开班备用金</translation>
    </message>
    <message>
        <source>Nothing was closed. Print it, or go on.</source>
        <translation>未结班，可打印或继续。</translation>
    </message>
    <message>
        <source>Shift {name} is closed</source>
        <translation>班次 {name} 已结</translation>
    </message>
    <message>
        <source>Day {name} is closed</source>
        <translation>营业日 {name} 已结</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实点</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>应有</translation>
    </message>
    <message>
        <source>Net sales</source>
        <translation>净销售</translation>
    </message>
    <message>
        <source>The report is recorded, whether or not it was printed.</source>
        <translation>报表已存档，与是否打印无关。</translation>
    </message>
    <message>
        <source>OVER</source>
        <translation>长款</translation>
    </message>
    <message>
        <source>SHORT</source>
        <translation>短款</translation>
    </message>
    <message>
        <source>EXACT</source>
        <translation>相符</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Takings</source>
        <translation>销售额</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>交易笔数</translation>
    </message>
    <message>
        <source>Average basket</source>
        <translation>客单价</translation>
    </message>
    <message>
        <source>Items per basket</source>
        <translation>每单件数</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>毛利</translation>
    </message>
    <message>
        <source>Members' share</source>
        <translation>会员占比</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>was {amount}</source>
        <translation>对比 {amount}</translation>
    </message>
    <message>
        <source>Month by month</source>
        <translation>每月销售</translation>
    </message>
    <message>
        <source>rounding {amount}</source>
        <translation>抹零 {amount}</translation>
    </message>
    <message>
        <source>was {amount} in all</source>
        <translation>对比全天 {amount}</translation>
    </message>
    <message>
        <source>average {amount}</source>
        <translation>客单价 {amount}</translation>
    </message>
    <message>
        <source>Nothing was sold.</source>
        <translation>没有销售。</translation>
    </message>
    <message>
        <source>by now {amount}, all day {all}</source>
        <translation>对比同时刻 {amount}，全天 {all}</translation>
    </message>
    <message>
        <source>How it was paid</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>What sells, net of discounts</source>
        <translation>畅销商品（净额）</translation>
    </message>
    <message>
        <source>Day by day</source>
        <translation>每日销售</translation>
    </message>
    <message>
        <source>Hour by hour</source>
        <translation>分时销售</translation>
    </message>
    <message>
        <source>no cost is known</source>
        <translation>没有成本资料</translation>
    </message>
    <message>
        <source>cost known of {share}</source>
        <translation>{share} 的销售有成本</translation>
    </message>
    <message>
        <source>repeat rate {rate}</source>
        <translation>复购率 {rate}</translation>
    </message>
    <message>
        <source>{share} of sales</source>
        <translation>占销售 {share}</translation>
    </message>
    <message>
        <source>before: {amount}</source>
        <translation>对比 {amount}</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>{title} ({unit})</source>
        <translation>{title}（{unit}）</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Operators</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Nobody has sold anything.</source>
        <translation>没有人售出商品。</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Takings</source>
        <translation>销售额</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Avg. basket</source>
        <translation>客单价</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Voids</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No sales</source>
        <translation>空开</translation>
    </message>
    <message>
        <source>Repriced</source>
        <translation>改价</translation>
    </message>
    <message>
        <source>Members by how often they bought</source>
        <translation>会员人数（按购买次数）</translation>
    </message>
    <message>
        <source>No member has bought anything.</source>
        <translation>没有会员消费。</translation>
    </message>
    <message>
        <source>Who buys</source>
        <translation>谁在购买</translation>
    </message>
    <message>
        <source>Nothing was sold.</source>
        <translation>没有销售。</translation>
    </message>
    <message>
        <source>Members who bought</source>
        <translation>消费会员</translation>
    </message>
    <message>
        <source>Repeat rate</source>
        <translation>复购率</translation>
    </message>
    <message>
        <source>Their transactions</source>
        <translation>会员交易</translation>
    </message>
    <message>
        <source>New members</source>
        <translation>新会员</translation>
    </message>
    <message>
        <source>{count} came again</source>
        <translation>{count} 人再次购买</translation>
    </message>
    <message>
        <source>bought {often} times: {count} members, {amount}</source>
        <translation>购买 {often} 次：{count} 位会员，{amount}</translation>
    </message>
    <message>
        <source>{often}×</source>
        <translation>{often} 次</translation>
    </message>
</context>
<context>
    <name>PeopleView</name>
    <message>
        <source>Number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Who may sign on here, and in which role. What a role may do: Roles.</source>
        <translation>谁能在此登录、是什么角色。角色能做什么，见“角色与权限”。</translation>
    </message>
    <message>
        <source>People are kept at each till: a new person or PIN has to be entered at every till they work at. Head office does not send them.</source>
        <translation>人员保存在各收银台：新人或新密码要在其使用的每台收银台上录入，总部不下发。</translation>
    </message>
    <message>
        <source>Nobody is deleted: receipts keep who made them. Whoever has left is barred and can be admitted again.</source>
        <translation>人员不删除，小票保留经手人。离职的停用，可重新启用。</translation>
    </message>
    <message>
        <source>Each change is recorded; names and PINs are not sent anywhere.</source>
        <translation>每次修改都有记录；姓名和密码不会外传。</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>May sign on</source>
        <translation>可登录</translation>
    </message>
    <message>
        <source>Barred</source>
        <translation>已停用</translation>
    </message>
</context>
<context>
    <name>PeriodPanel</name>
    <message>
        <source>Which days?</source>
        <translation>看哪几天？</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>From and to</source>
        <translation>自选日期</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>对比日期</translation>
    </message>
    <message>
        <source>Against the days from</source>
        <translation>对比起始日</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>such as 1121</source>
        <translation>例如 1121</translation>
    </message>
    <message>
        <source>the days before</source>
        <translation>之前的日子</translation>
    </message>
    <message>
        <source>F9 takes the two dates. Without a date to measure against, a day is measured against the same weekday a week before, and longer periods against as many days before them, weekday by weekday.</source>
        <translation>F9 采用这两个日期。不填对比日期时，单日与上周同一天对比，较长的期间与之前同样天数、星期对齐的日子对比。</translation>
    </message>
</context>
<context>
    <name>PointsPanel</name>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>抵扣</translation>
    </message>
    <message>
        <source>Points to spend</source>
        <translation>要用的积分</translation>
    </message>
    <message>
        <source>None after all</source>
        <translation>不用积分</translation>
    </message>
    <message>
        <source>as of {moment}</source>
        <translation>截至 {moment}</translation>
    </message>
    <message>
        <source>{points} spent here since</source>
        <translation>此后本机已用 {points}</translation>
    </message>
    <message>
        <source>{points} earned here since, to be confirmed</source>
        <translation>此后本机新得 {points}，待确认</translation>
    </message>
    <message>
        <source>In use: {points} points take {off} off.</source>
        <translation>使用中：{points} 积分抵 {off}。</translation>
    </message>
    <message>
        <source>This basket is too small: {points} points take {off} off at a time.</source>
        <translation>本单金额不够：每 {points} 积分抵 {off}。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>This basket earns {points}: {rules}</source>
        <translation>本单可得 {points} 积分：{rules}</translation>
    </message>
</context>
<context>
    <name>PostVoidPanel</name>
    <message>
        <source>Post void {receipt}, {paid}?</source>
        <translation>冲销 {receipt}，{paid}？</translation>
    </message>
    <message>
        <source>A new receipt cancels the whole sale and every payment goes back the way it came.</source>
        <translation>将开一张新单冲销整笔销售，款项按原方式退回。</translation>
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
    <name>PriceWords</name>
    <message>
        <source>Before reductions</source>
        <translation>优惠前</translation>
    </message>
    <message>
        <source>given by the operator</source>
        <translation>收银员给的优惠</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>应付</translation>
    </message>
    <message>
        <source>Their share of what was paid</source>
        <translation>原单实付分摊</translation>
    </message>
    <message>
        <source>no longer earned by what stays</source>
        <translation>余下商品不再满足</translation>
    </message>
    <message>
        <source>To give back</source>
        <translation>应退</translation>
    </message>
    <message>
        <source>share of {whole} off {seen}</source>
        <translation>{seen} 减 {whole}，分摊到本行</translation>
    </message>
    <message>
        <source>share of {whole} for {points} points</source>
        <translation>{points} 积分抵 {whole}，分摊到本行</translation>
    </message>
    <message>
        <source>off what was left</source>
        <translation>按折后价再减</translation>
    </message>
    <message>
        <source>{units} of this line, {whole} off in all</source>
        <translation>本行 {units} 件参加，共减 {whole}</translation>
    </message>
    <message>
        <source>{units} of this line</source>
        <translation>本行 {units} 件参加</translation>
    </message>
    <message>
        <source>No promotions are in force.</source>
        <translation>当前没有促销方案。</translation>
    </message>
    <message>
        <source>in the order of the rules</source>
        <translation>按规则顺序</translation>
    </message>
    <message>
        <source>the best for the customer, proved</source>
        <translation>对顾客最优惠，已证明</translation>
    </message>
    <message>
        <source>the best found; not proved to be the best</source>
        <translation>已找到的最优惠组合，未证明是最优</translation>
    </message>
    <message>
        <source>Earned: {rule}. Scan the goods.</source>
        <translation>可享：{rule}，请扫商品</translation>
    </message>
    <message>
        <source>{count} more pieces</source>
        <translation>{count} 件</translation>
    </message>
    <message>
        <source>{missing} to go: another {gain} off ({rule})</source>
        <translation>再买 {missing}，再减 {gain}（{rule}）</translation>
    </message>
</context>
<context>
    <name>PricesView</name>
    <message>
        <source>Goods</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>货号</translation>
    </message>
    <message>
        <source>On the label</source>
        <translation>价签上</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原价</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Shelf prices</source>
        <translation>标价</translation>
    </message>
    <message>
        <source>The goods of this store and their prices come from head office, the same for every channel; a till changes none of them. Ask there.</source>
        <translation>本店商品和价格由总部下发，各渠道一致，收银台不改。请找总部。</translation>
    </message>
    <message>
        <source>One line can be given another price at the till with F5, with a reason and within what the role may.</source>
        <translation>收银时可用 F5 给单行改价，要有原因，并在角色权限之内。</translation>
    </message>
    <message>
        <source>Labels that say an old price stand under F3.</source>
        <translation>写着旧价的价签在 F3。</translation>
    </message>
    <message>
        <source>F6 finds goods, or scan them; F9 gives the marked goods a new price.</source>
        <translation>F6 找商品，或直接扫码；F9 给选中的商品定新价。</translation>
    </message>
    <message>
        <source>A price for a day counts from the opening of that business day on; at once, from the next line on. What is rung up already keeps its price.</source>
        <translation>按日期的价格从该营业日开始时生效；立即的从下一行起。已录入的行价格不变。</translation>
    </message>
    <message>
        <source>A mark-down, such as near the last day, has an end: the price before it comes back with the next business day, and its label is due again.</source>
        <translation>临期等降价可设截止日：次个营业日自动恢复原价，并提示换价签。</translation>
    </message>
    <message>
        <source>Each till of the store is told by itself, as with lists of goods.</source>
        <translation>店内每台收银台要分别设置，与导入商品一样。</translation>
    </message>
    <message>
        <source>A label is due until it was printed (manager's desk, F4 Stock, F5 Labels), or F7 says that it is right.</source>
        <translation>价签打印后（店长台 F4 库存、F5 价签），或按 F7 确认已对，才不再列出。</translation>
    </message>
    <message>
        <source>No price is planned. F6 finds goods to give a new price.</source>
        <translation>没有计划的价格。F6 找商品定新价。</translation>
    </message>
    <message>
        <source>No price is planned here. F6 finds goods and shows their price.</source>
        <translation>本店没有计划的价格。按 F6 找商品看现价。</translation>
    </message>
    <message>
        <source>No price was changed here yet.</source>
        <translation>这里还没有改过价。</translation>
    </message>
    <message>
        <source>No label is known to be wrong.</source>
        <translation>没有已知错误的价签。</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>from {date} on</source>
        <translation>{date} 起</translation>
    </message>
    <message>
        <source>in force, {date}</source>
        <translation>已生效，{date}</translation>
    </message>
    <message>
        <source>withdrawn, {date}</source>
        <translation>已撤回，{date}</translation>
    </message>
</context>
<context>
    <name>Privileges</name>
    <message>
        <source>Selling</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Voiding a line</source>
        <translation>删行</translation>
    </message>
    <message>
        <source>Voiding a transaction</source>
        <translation>整单取消</translation>
    </message>
    <message>
        <source>Changing a price</source>
        <translation>改价</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Taking goods back</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Taking goods back without a receipt</source>
        <translation>无小票退货</translation>
    </message>
    <message>
        <source>Refunding in another way than was paid</source>
        <translation>非原路退款</translation>
    </message>
    <message>
        <source>Cancelling a finished sale</source>
        <translation>冲销</translation>
    </message>
    <message>
        <source>Opening the drawer without a sale</source>
        <translation>空开钱箱</translation>
    </message>
    <message>
        <source>Printing a copy</source>
        <translation>补打小票</translation>
    </message>
    <message>
        <source>Money paid in</source>
        <translation>其他收入</translation>
    </message>
    <message>
        <source>Money paid out</source>
        <translation>其他支出</translation>
    </message>
    <message>
        <source>More float</source>
        <translation>补备用金</translation>
    </message>
    <message>
        <source>Cash to the safe</source>
        <translation>缴款</translation>
    </message>
    <message>
        <source>Opening a shift</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>The X report</source>
        <translation>交班预览</translation>
    </message>
    <message>
        <source>Closing a shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Closing another person's shift</source>
        <translation>代他人交班</translation>
    </message>
    <message>
        <source>Closing the business day</source>
        <translation>日结</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训模式</translation>
    </message>
    <message>
        <source>Unlocking for others</source>
        <translation>代他人解锁</translation>
    </message>
    <message>
        <source>Confirming the clock</source>
        <translation>确认本机时间</translation>
    </message>
    <message>
        <source>Deleting a member</source>
        <translation>删除会员</translation>
    </message>
    <message>
        <source>Connecting to a cloud</source>
        <translation>连接云端</translation>
    </message>
    <message>
        <source>Reading the store's figures</source>
        <translation>查看门店数据</translation>
    </message>
    <message>
        <source>Handing figures out as files</source>
        <translation>导出文件</translation>
    </message>
    <message>
        <source>Reading the journal</source>
        <translation>查看流水</translation>
    </message>
    <message>
        <source>Handling the safe</source>
        <translation>保险柜管理</translation>
    </message>
    <message>
        <source>Taking money to the bank</source>
        <translation>送存银行</translation>
    </message>
    <message>
        <source>Receiving goods</source>
        <translation>收货</translation>
    </message>
    <message>
        <source>Moving goods between stores</source>
        <translation>调拨</translation>
    </message>
    <message>
        <source>Correcting stock</source>
        <translation>库存调整</translation>
    </message>
    <message>
        <source>Counting stock</source>
        <translation>盘点</translation>
    </message>
    <message>
        <source>Changing shelf prices</source>
        <translation>改售价</translation>
    </message>
    <message>
        <source>Setting up the store</source>
        <translation>门店设置</translation>
    </message>
    <message>
        <source>Setting up operators</source>
        <translation>人员设置</translation>
    </message>
    <message>
        <source>Setting up devices</source>
        <translation>设备设置</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
</context>
<context>
    <name>ProgramView</name>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>An update is taken only with the shift closed, no sale begun or put aside, and nothing waiting for the cloud. The records are copied first.</source>
        <translation>只有交了班、没有未完成或挂起的交易、没有待上传的记录时才更新，而且先备份记录。</translation>
    </message>
    <message>
        <source>The new program tries itself on a copy of the records before it opens; if that fails, the old one goes on by itself.</source>
        <translation>新程序先在记录的副本上试运行；不行就自动继续用旧程序。</translation>
    </message>
    <message>
        <source>Only what the release keys have signed is installed, from the network or from a stick. There is no way back to an older version.</source>
        <translation>网络或 U 盘上只安装发布密钥签过的版本，不能退回旧版。</translation>
    </message>
    <message>
        <source>In full screen nobody leaves by mistake: only F10 here closes the till. Windows' own keys, and turning the computer off, work as ever; a sale that is begun is there again.</source>
        <translation>全屏时不会误退：只有在此按 F10 才能退出。Windows 自己的按键和关机照常可用，未完成的交易下次打开时还在。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>No address; from a stick alone</source>
        <translation>没有网址，只用 U 盘</translation>
    </message>
    <message>
        <source>Updates from</source>
        <translation>更新来源</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>未采用</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>At work. Go on selling.</source>
        <translation>正在处理，可继续收银。</translation>
    </message>
    <message>
        <source>{version} is here and may be installed.</source>
        <translation>{version} 版已到，可以安装。</translation>
    </message>
    <message>
        <source>{version} is here and waits.</source>
        <translation>{version} 版已到，暂时不能安装。</translation>
    </message>
    <message>
        <source>New in it</source>
        <translation>新内容</translation>
    </message>
    <message>
        <source>In the way</source>
        <translation>需先处理</translation>
    </message>
    <message>
        <source>No: it stands in a window that anybody may close</source>
        <translation>否：在窗口中，谁都可以关闭</translation>
    </message>
    <message>
        <source>Yes: it stays open until F10 here, or until the computer is turned off</source>
        <translation>是：一直开着，直到在此按 F10 或关闭电脑</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Yes: when this user signs on to the computer</source>
        <translation>是：本用户登录电脑时打开</translation>
    </message>
    <message>
        <source>Yes: when anybody signs on to the computer, as set up by Setup</source>
        <translation>是：任何用户登录电脑时都打开（由安装程序设置）</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Opens by itself</source>
        <translation>自动打开</translation>
    </message>
</context>
<context>
    <name>QuantityPanel</name>
    <message>
        <source>Read the scale</source>
        <translation>读取电子秤</translation>
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
    <name>Readiness</name>
    <message>
        <source>Sell</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Record sales</source>
        <translation>记录交易</translation>
    </message>
    <message>
        <source>Have a second person consent</source>
        <translation>第二人授权</translation>
    </message>
    <message>
        <source>Print receipts</source>
        <translation>打印小票</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫码</translation>
    </message>
    <message>
        <source>Promotions</source>
        <translation>促销</translation>
    </message>
    <message>
        <source>Know the time</source>
        <translation>时间准确</translation>
    </message>
    <message>
        <source>Members by their code</source>
        <translation>会员码识别</translation>
    </message>
    <message>
        <source>Members by name or phone</source>
        <translation>按姓名、手机找会员</translation>
    </message>
    <message>
        <source>Spend points</source>
        <translation>积分抵现</translation>
    </message>
    <message>
        <source>Coupons taken on trust</source>
        <translation>凭信任收的券</translation>
    </message>
    <message>
        <source>Coupons by this till's share</source>
        <translation>本机份额内的券</translation>
    </message>
    <message>
        <source>Coupons that head office keeps</source>
        <translation>由总部核销的券</translation>
    </message>
    <message>
        <source>Gift cards</source>
        <translation>礼品卡</translation>
    </message>
    <message>
        <source>Come back after a broken disk</source>
        <translation>硬盘损坏后恢复</translation>
    </message>
    <message>
        <source>{count} goods with their prices are on this till.</source>
        <translation>本机有 {count} 个商品及其价格。</translation>
    </message>
    <message>
        <source>Nobody at this till may sell. Set up a person for it: Set-up, People.</source>
        <translation>本机没有可以收银的人员。请在“设置 › 人员”中添加。</translation>
    </message>
    <message>
        <source>Room on the disk for {days} days as busy as the busiest.</source>
        <translation>磁盘空间按最忙的一天算还够 {days} 天。</translation>
    </message>
    <message>
        <source>{count} people may consent with their PIN.</source>
        <translation>有 {count} 人可凭 PIN 授权。</translation>
    </message>
    <message>
        <source>Nobody may consent to what a cashier may not do alone. Give somebody a role that may: Set-up, Roles.</source>
        <translation>收银员不能单独做的事无人可以授权。请在“设置 › 角色”中给人相应权限。</translation>
    </message>
    <message>
        <source>Nothing is known to be wrong with it.</source>
        <translation>没有发现问题。</translation>
    </message>
    <message>
        <source>No printer is set up: Set-up, Devices.</source>
        <translation>没有设置打印机：设置 › 设备。</translation>
    </message>
    <message>
        <source>No scanner is set up; codes can be typed. Set-up, Devices.</source>
        <translation>没有设置扫码枪，可以手工输入条码。设置 › 设备。</translation>
    </message>
    <message>
        <source>The promotions in force are on this till.</source>
        <translation>正在执行的促销都在本机。</translation>
    </message>
    <message>
        <source>The till's own time is sure.</source>
        <translation>本机时间可信。</translation>
    </message>
    <message>
        <source>What members' codes are read with is here; more comes with the next exchange.</source>
        <translation>识别会员码所需的资料都在本机；联网后会更新。</translation>
    </message>
    <message>
        <source>No pseudonyms of today, or no key that is still believed. Members' codes are read but lead to nobody. Connect the till once.</source>
        <translation>没有今天的会员代号，或公钥已过期：会员码能读，但认不出是谁。请联网一次。</translation>
    </message>
    <message>
        <source>Names and phones are kept for 12 hours after an exchange; then a card number still finds a member.</source>
        <translation>姓名和手机号在联网后保留 12 小时；之后仍可凭卡号找到会员。</translation>
    </message>
    <message>
        <source>The members are this shop's own: nothing of them ends.</source>
        <translation>会员资料归本店自管，不会过期。</translation>
    </message>
    <message>
        <source>The last exchange is more than 12 hours ago: nobody is named. Connect the till once.</source>
        <translation>距上次联网已超过 12 小时：不再显示姓名。请联网一次。</translation>
    </message>
    <message>
        <source>Allowances from head office are here; each member has their own.</source>
        <translation>总部给的离线积分额度在本机，每位会员各有额度。</translation>
    </message>
    <message>
        <source>No allowance is here: points are earned but not spent. They come with an exchange.</source>
        <translation>本机没有积分额度：可以积分，不能抵现。联网后会下发。</translation>
    </message>
    <message>
        <source>Coupons for {left} more may be taken without asking anybody.</source>
        <translation>不联网还可收券 {left}。</translation>
    </message>
    <message>
        <source>The sum that may be risked without asking is used up. An exchange makes room again.</source>
        <translation>不联网可承担的券额已用完。联网一次即可恢复。</translation>
    </message>
    <message>
        <source>Head office was not met for longer than the shop allows. Connect the till once.</source>
        <translation>未联网时间超过门店允许的时限。请联网一次。</translation>
    </message>
    <message>
        <source>{count} uses are this till's own.</source>
        <translation>本机还有 {count} 次份额。</translation>
    </message>
    <message>
        <source>This till's share is used up or over. More comes with an exchange.</source>
        <translation>本机份额已用完或到期，联网后补充。</translation>
    </message>
    <message>
        <source>Only head office can say yes, so that nothing is spent twice. Not counted.</source>
        <translation>只有总部能确认，防止重复使用。不计入得分。</translation>
    </message>
    <message>
        <source>This disk was restored or copied: what it was allowed may be spent elsewhere. An exchange settles it.</source>
        <translation>本机数据曾恢复或复制：额度可能已在别处用掉。联网后即可确认。</translation>
    </message>
    <message>
        <source>The till's time is not sure, so nothing is judged by dates. Confirm the clock on the shift screen.</source>
        <translation>本机时间不可信，不能判断有效期。请在班次界面确认时钟。</translation>
    </message>
    <message>
        <source>There is no room for another day. Free the disk before opening.</source>
        <translation>磁盘不够再用一天。请在营业前清理。</translation>
    </message>
    <message>
        <source>There is no backup. Make one: Set-up, Backups.</source>
        <translation>还没有备份。请到“设置 › 备份”做一次。</translation>
    </message>
    <message>
        <source>Backed up {moment}, never rehearsed. A rehearsal shows that it can be used.</source>
        <translation>{moment} 已备份，未做恢复演练。演练后才知道能用。</translation>
    </message>
    <message>
        <source>Backed up {moment}; a rehearsal went well.</source>
        <translation>{moment} 已备份，恢复演练成功。</translation>
    </message>
    <message>
        <source>The last backup is of {moment}: days would be lost. Make one: Set-up, Backups.</source>
        <translation>上次备份是 {moment}，会丢失几天的数据。请到“设置 › 备份”做一次。</translation>
    </message>
    <message>
        <source>Sell by barcode</source>
        <translation>扫码销售</translation>
    </message>
    <message>
        <source>Weigh</source>
        <translation>称重</translation>
    </message>
    <message>
        <source>Find a member</source>
        <translation>查找会员</translation>
    </message>
    <message>
        <source>Take a coupon</source>
        <translation>收券</translation>
    </message>
    <message>
        <source>Put aside, take up</source>
        <translation>挂单取单</translation>
    </message>
    <message>
        <source>Power cut</source>
        <translation>断电恢复</translation>
    </message>
    <message>
        <source>Take goods back</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>X and Z reports</source>
        <translation>X／Z 报表</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>未演练</translation>
    </message>
    <message>
        <source>FAILED: {why}</source>
        <translation>未通过：{why}</translation>
    </message>
    <message>
        <source>never offline</source>
        <translation>需联网</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>现在不行</translation>
    </message>
    <message>
        <source>without end</source>
        <translation>不限时</translation>
    </message>
    <message>
        <source>still {count} min</source>
        <translation>还有 {count} 分钟</translation>
    </message>
    <message>
        <source>still {count} h</source>
        <translation>还有 {count} 小时</translation>
    </message>
    <message>
        <source>still {count} days</source>
        <translation>还有 {count} 天</translation>
    </message>
    <message>
        <source>over {count} days</source>
        <translation>{count} 天以上</translation>
    </message>
</context>
<context>
    <name>ReadinessView</name>
    <message>
        <source>Without a network</source>
        <translation>断网时</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>能用多久</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>If the network died now</source>
        <translation>如果现在断网</translation>
    </message>
    <message>
        <source>100 means: everything this shop does would go on for three days.</source>
        <translation>100 分表示：本店所有业务断网后都能再用三天。</translation>
    </message>
    <message>
        <source>{score} of 100</source>
        <translation>{score} 分</translation>
    </message>
    <message>
        <source>Everything would go on.</source>
        <translation>一切照常。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Does not work now: {name}</source>
        <translation>现在不能用：{name}</translation>
    </message>
    <message>
        <source>Ends first, {moment}: {name}</source>
        <translation>最先到期（{moment}）：{name}</translation>
    </message>
    <message>
        <source>Fire drill</source>
        <translation>断网演练</translation>
    </message>
    <message>
        <source>No drill was held yet.</source>
        <translation>尚未做过演练。</translation>
    </message>
    <message>
        <source>Last drill {moment}: it went well.</source>
        <translation>上次演练 {moment}：成功。</translation>
    </message>
    <message>
        <source>Last drill {moment}: something did not work.</source>
        <translation>上次演练 {moment}：有项目不能用。</translation>
    </message>
    <message>
        <source>by {number}</source>
        <translation>工号 {number}</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Page {number} of {count}</source>
        <translation>第 {number} 页，共 {count} 页</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Hour by hour</source>
        <translation>分时段</translation>
    </message>
    <message>
        <source>Day by day</source>
        <translation>逐日</translation>
    </message>
    <message>
        <source>Tenders</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Best-selling goods</source>
        <translation>畅销商品</translation>
    </message>
    <message>
        <source>Slow goods</source>
        <translation>滞销商品</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>品类</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Promotions</source>
        <translation>促销</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>异常操作</translation>
    </message>
    <message>
        <source>Lost sales</source>
        <translation>流失记录</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Taxes</source>
        <translation>税</translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>经营看板</translation>
    </message>
    <message>
        <source>X report, shift</source>
        <translation>交班预览 班次</translation>
    </message>
    <message>
        <source>Z report, shift</source>
        <translation>班结报表 班次</translation>
    </message>
    <message>
        <source>Z report</source>
        <translation>日结报表</translation>
    </message>
    <message>
        <source>Day archive</source>
        <translation>日归档</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>To</source>
        <translation>止</translation>
    </message>
    <message>
        <source>Takings</source>
        <translation>销售额</translation>
    </message>
    <message>
        <source>Takings before</source>
        <translation>对比期销售额</translation>
    </message>
    <message>
        <source>Goods, net of discounts</source>
        <translation>商品净额</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>交易笔数</translation>
    </message>
    <message>
        <source>Transactions before</source>
        <translation>对比期笔数</translation>
    </message>
    <message>
        <source>Sales transactions</source>
        <translation>销售笔数</translation>
    </message>
    <message>
        <source>Average basket</source>
        <translation>客单价</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Pieces per basket</source>
        <translation>每单件数</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Number of returns</source>
        <translation>退货笔数</translation>
    </message>
    <message>
        <source>Cost of goods</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>毛利</translation>
    </message>
    <message>
        <source>Margin %</source>
        <translation>毛利率</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>营业日</translation>
    </message>
    <message>
        <source>Report no.</source>
        <translation>报表号</translation>
    </message>
    <message>
        <source>First receipt</source>
        <translation>首张小票</translation>
    </message>
    <message>
        <source>Last receipt</source>
        <translation>末张小票</translation>
    </message>
    <message>
        <source>Goods before discounts</source>
        <translation>商品优惠前</translation>
    </message>
    <message>
        <source>Perpetual net total</source>
        <translation>累计净额</translation>
    </message>
    <message>
        <source>Perpetual total of all amounts</source>
        <translation>累计发生额</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Item no.</source>
        <translation>货号</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>品类</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Last sold</source>
        <translation>最近售出</translation>
    </message>
    <message>
        <source>Transactions with it</source>
        <translation>含该品类笔数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Voids</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Changed prices</source>
        <translation>改价</translation>
    </message>
    <message>
        <source>Drawer without sale</source>
        <translation>空开钱箱</translation>
    </message>
    <message>
        <source>New members</source>
        <translation>新会员</translation>
    </message>
    <message>
        <source>Their purchases</source>
        <translation>会员消费次数</translation>
    </message>
    <message>
        <source>Came again</source>
        <translation>复购会员</translation>
    </message>
    <message>
        <source>Repeat rate</source>
        <translation>复购率</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>活动号</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>出示</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>选用</translation>
    </message>
    <message>
        <source>Redeemed</source>
        <translation>核销</translation>
    </message>
    <message>
        <source>Given away</source>
        <translation>让利</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation>促销</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Tax group</source>
        <translation>税组</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>税率</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>计税方式</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>计税额</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>税额</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>银行卡</translation>
    </message>
    <message>
        <source>Maker's coupon</source>
        <translation>代金券</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>储值卡</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Lost sale</source>
        <translation>流失</translation>
    </message>
    <message>
        <source>in the price</source>
        <translation>价内税</translation>
    </message>
    <message>
        <source>on top</source>
        <translation>价外税</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>开班备用金</translation>
    </message>
    <message>
        <source>Float from the safe</source>
        <translation>补充备用金</translation>
    </message>
    <message>
        <source>Cash to the safe</source>
        <translation>缴款</translation>
    </message>
    <message>
        <source>Rounding of cash</source>
        <translation>现金抹零</translation>
    </message>
    <message>
        <source>Expected cash</source>
        <translation>应有现金</translation>
    </message>
    <message>
        <source>Counted cash</source>
        <translation>清点现金</translation>
    </message>
    <message>
        <source>Amounts in {currency}</source>
        <translation>金额单位：{currency}</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>ReportsView</name>
    <message>
        <source>Business day</source>
        <translation>营业日</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实点</translation>
    </message>
    <message>
        <source>Over / short</source>
        <translation>长短款</translation>
    </message>
    <message>
        <source>No shift was closed yet. Z reports stand here once the first one is.</source>
        <translation>还没有结过班。交班后，班结和日结报表会出现在这里。</translation>
    </message>
    <message>
        <source>Choose a report, or read the open shift with F2.</source>
        <translation>选择一份报表，或按 F2 预览当前班次。</translation>
    </message>
    <message>
        <source>Z shift {number}</source>
        <translation>班结 {number}</translation>
    </message>
    <message>
        <source>Z day no. {number}</source>
        <translation>日结 第 {number} 号</translation>
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
        <source>Lines</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>金额</translation>
    </message>
</context>
<context>
    <name>RolesView</name>
    <message>
        <source>May they …</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>F6 and F7 choose the role (▸), Up and Down the right, F9 changes it.</source>
        <translation>F6、F7 选角色（▸），上下键选权限，F9 修改。</translation>
    </message>
    <message>
        <source>✓ alone
✓ 10% alone up to there, more with a second person</source>
        <translation>✓ 可自行操作
✓ 10% 限额内自行操作，超出需授权</translation>
    </message>
    <message>
        <source>2 with a second person only
– not at all</source>
        <translation>2 需第二人授权
– 不可以</translation>
    </message>
    <message>
        <source>Nobody changes their own role, and somebody who may set people up stays.</source>
        <translation>不能改自己的角色；至少保留一位能设置人员的人。</translation>
    </message>
    <message>
        <source>{role}: {right}, {how}</source>
        <translation>{role} · {right}：{how}</translation>
    </message>
    <message>
        <source>(your own role)</source>
        <translation>（您自己的角色）</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>不可以</translation>
    </message>
    <message>
        <source>with a second person</source>
        <translation>需第二人授权</translation>
    </message>
    <message>
        <source>alone up to {limit}</source>
        <translation>{limit} 以内可自行操作</translation>
    </message>
    <message>
        <source>alone</source>
        <translation>可自行操作</translation>
    </message>
</context>
<context>
    <name>Rooms</name>
    <message>
        <source>Takings, goods, people, offers and control, for any days.</source>
        <translation>任意日期的销售、商品、人员、优惠与管控。</translation>
    </message>
    <message>
        <source>The safe, the tills, and why a shift was over or short.</source>
        <translation>保险柜、各钱箱，以及某班为何长短款。</translation>
    </message>
    <message>
        <source>What is on hand; deliveries, stocktakes, what runs out, labels.</source>
        <translation>现有库存、收货调拨、盘点、缺货清单、价签。</translation>
    </message>
    <message>
        <source>What stands out, the journal, and a shift replayed.</source>
        <translation>异常、流水、班次回放。</translation>
    </message>
    <message>
        <source>Shelf prices that come, and labels that are wrong.</source>
        <translation>将生效的标价，要更换的价签。</translation>
    </message>
    <message>
        <source>People, roles, the store, devices and backups.</source>
        <translation>人员、角色、门店、设备和备份。</translation>
    </message>
    <message>
        <source>What would go on without a network, and for how long.</source>
        <translation>断网后哪些还能用、能用多久。</translation>
    </message>
    <message>
        <source>Shifts and days that were closed.</source>
        <translation>已结的班次与营业日。</translation>
    </message>
    <message>
        <source>Find, copy and cancel receipts.</source>
        <translation>查找、补打、作废小票。</translation>
    </message>
    <message>
        <source>What head office has, and what waits.</source>
        <translation>总部已收到什么，还有什么待传。</translation>
    </message>
    <message>
        <source>Who may sign on: names, numbers, PINs.</source>
        <translation>谁能登录：姓名、工号、密码。</translation>
    </message>
    <message>
        <source>What each role may do, and up to what.</source>
        <translation>各角色能做什么、到什么限度。</translation>
    </message>
    <message>
        <source>Receipt texts, reasons, taxes, cash and barcodes.</source>
        <translation>小票文字、原因、税率、现金和条码。</translation>
    </message>
    <message>
        <source>Printer, scanner, scale, customer's screen: each with a test.</source>
        <translation>打印机、钱箱、扫码枪、电子秤、顾客屏，逐一测试。</translation>
    </message>
    <message>
        <source>Copies of the records, and rehearsals.</source>
        <translation>记录的备份与恢复演练。</translation>
    </message>
    <message>
        <source>Who changed what of the set-up, and when.</source>
        <translation>谁在何时改了哪些设置。</translation>
    </message>
    <message>
        <source>Files that each closed day is handed out as, by itself.</source>
        <translation>日结后自动导出哪些报表、到哪里。</translation>
    </message>
    <message>
        <source>Version, updates, full screen, opening by itself.</source>
        <translation>版本、更新、全屏、自动打开。</translation>
    </message>
    <message>
        <source>Grey: not for your role.</source>
        <translation>灰色：您的角色无权进入。</translation>
    </message>
</context>
<context>
    <name>SafePage</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>The safe's ledger has not begun. Count the safe with F9: that begins it.</source>
        <translation>保险柜台账尚未开始。按 F9 盘点保险柜即开始。</translation>
    </message>
    <message>
        <source>Should be in the safe</source>
        <translation>保险柜应有</translation>
    </message>
    <message>
        <source>On its way from this till</source>
        <translation>本机送出、未入柜</translation>
    </message>
    <message>
        <source>Not counted yet.</source>
        <translation>尚未盘点。</translation>
    </message>
    <message>
        <source>Last settled count {when}: {amount}, difference {difference}.</source>
        <translation>上次入账盘点 {when}：{amount}，差异 {difference}。</translation>
    </message>
    <message>
        <source>Just counted {amount}, difference {difference}: count once more with F9.</source>
        <translation>刚点数 {amount}，差异 {difference}：请按 F9 再点一遍保险柜。</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>没有。</translation>
    </message>
    <message>
        <source>F5 enters the first one when it is there.</source>
        <translation>到柜后按 F5 登记第一笔。</translation>
    </message>
    <message>
        <source>Counted, asked again</source>
        <translation>已点，要求复点</translation>
    </message>
    <message>
        <source>Ledger begun</source>
        <translation>台账开始</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>盘点</translation>
    </message>
    <message>
        <source>From a till</source>
        <translation>钱箱缴入</translation>
    </message>
    <message>
        <source>Float to a till</source>
        <translation>借出备用金</translation>
    </message>
    <message>
        <source>Bank deposit</source>
        <translation>送存银行</translation>
    </message>
    <message>
        <source>To the bank for change</source>
        <translation>送银行换零</translation>
    </message>
    <message>
        <source>Change from the bank</source>
        <translation>银行换回零钱</translation>
    </message>
</context>
<context>
    <name>SaleCard</name>
    <message>
        <source>Item</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>售出</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已退</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>可退</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Nothing was sold on this receipt: open another one.</source>
        <translation>这张单没有售出商品，请换一张小票。</translation>
    </message>
    <message>
        <source>This sale was post voided: nothing of it can come back.</source>
        <translation>该单已冲销，不能再退。</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>小票 {number}</translation>
    </message>
</context>
<context>
    <name>SalesList</name>
    <message>
        <source>Sale</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Post void</source>
        <translation>冲销</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>实付</translation>
    </message>
    <message>
        <source>No receipt fits. Take a search away or look for less.</source>
        <translation>没有符合的小票，请减少条件再找。</translation>
    </message>
    <message>
        <source>{item} and {count} more</source>
        <translation>{item}，另 {count} 行</translation>
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
    <name>SectionPanel</name>
    <message>
        <source>Which part of the shop is counted?</source>
        <translation>盘点哪个区域？</translation>
    </message>
    <message>
        <source>Count an item, enter it, go to the next. The shop may sell on: what is sold between is asked for again.</source>
        <translation>点完一种就录入，再点下一种。盘点期间可照常销售：期间卖出的商品会要求复盘。</translation>
    </message>
    <message>
        <source>Section, such as A1, or ALL for the whole store</source>
        <translation>区域编号，如 A1；全店为 ALL</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Set-up</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>ShiftView</name>
    <message>
        <source>Day and shift</source>
        <translation>营业日与班次</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>钱箱</translation>
    </message>
    <message>
        <source>This till</source>
        <translation>本机</translation>
    </message>
</context>
<context>
    <name>ShiftsPage</name>
    <message>
        <source>Closed shifts</source>
        <translation>已交班的班次</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>营业日</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Over / short</source>
        <translation>长短款</translation>
    </message>
    <message>
        <source>F9 looks into the marked shift: what may explain it, and where to look.</source>
        <translation>F9 查看所选班次：可能的原因，以及先看哪里。</translation>
    </message>
    <message>
        <source>No shift was closed yet.</source>
        <translation>还没有交过班。</translation>
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
        <source>The till is not open</source>
        <translation>收银程序未能打开</translation>
    </message>
    <message>
        <source>Put right what is said above, then start the till again.</source>
        <translation>请按上方提示处理，然后重新启动收银程序。</translation>
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
        <source>Type your operator number and PIN, or scan your badge.</source>
        <translation>输入工号和密码，或扫描工牌。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
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
    <name>StateCard</name>
    <message>
        <source>Day and shift</source>
        <translation>营业日与班次</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>营业日</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>开班时间</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>开班备用金</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>挂单</translation>
    </message>
    <message>
        <source>The drawer holds more cash than the store wants there: bring some with F5.</source>
        <translation>钱箱现金已超过本店规定：请按 F5 缴款一部分。</translation>
    </message>
    <message>
        <source>not open</source>
        <translation>未开</translation>
    </message>
    <message>
        <source>This is training: nothing here reaches the real till. F8 ends it.</source>
        <translation>培训模式：不影响真实收银，按 F8 结束。</translation>
    </message>
    <message>
        <source>You may look, but not open or close a shift here.</source>
        <translation>您可以查看，但不能在此开班或交班。</translation>
    </message>
    <message>
        <source>Next: open the business day and a shift with F1.</source>
        <translation>下一步：按 F1 开业并开班。</translation>
    </message>
    <message>
        <source>Next: open a shift with F1, or close the day with F10.</source>
        <translation>下一步：按 F1 开班，或按 F10 日结。</translation>
    </message>
    <message>
        <source>This shift belongs to {name}. Close it with F9 to take over.</source>
        <translation>当前班次属于 {name}，按 F9 清点交班后才能接班。</translation>
    </message>
    <message>
        <source>The till is open. At the end count the drawer with F9.</source>
        <translation>正在营业。下班时按 F9 清点钱箱。</translation>
    </message>
    <message>
        <source>● Sales are kept on this till; no network needed</source>
        <translation>● 销售已保存在本机，断网可用</translation>
    </message>
    <message>
        <source>This till belongs to no cloud. Connect it with F7.</source>
        <translation>本机还没有连接云端。按 F7 连接。</translation>
    </message>
    <message>
        <source>{url} · store {store} · six digits to compare: {fingerprint}</source>
        <translation>{url} · 门店 {store} · 核对数字：{fingerprint}</translation>
    </message>
    <message>
        <source>coupons offline: {used} of {most} used</source>
        <translation>离线用券：{most} 中已用 {used}</translation>
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
        <source>● Printer in trouble since {time}: sales go on, print later</source>
        <translation>● 打印机异常（{time} 起）：照常收银，稍后补打</translation>
    </message>
    <message>
        <source>● Scanner ready</source>
        <translation>● 扫码枪就绪</translation>
    </message>
    <message>
        <source>● No scanner since {time}: type the codes</source>
        <translation>● 扫码枪断开（{time} 起）：请手工输入条码</translation>
    </message>
    <message>
        <source>● Camera ready</source>
        <translation>● 摄像头就绪</translation>
    </message>
    <message>
        <source>● No camera since {time}</source>
        <translation>● 摄像头断开（{time} 起）</translation>
    </message>
</context>
<context>
    <name>StockView</name>
    <message>
        <source>Scan, or type a code (names are found with F1)</source>
        <translation>扫描，或输入编码（按 F1 可查品名）</translation>
    </message>
    <message>
        <source>Scan, or type a code, a name or its initials</source>
        <translation>扫描，或输入编码、品名、拼音首字母</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Look through</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>A4 pages</source>
        <translation>A4 页</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不盘此项</translation>
    </message>
    <message>
        <source>Lead days</source>
        <translation>到货天数</translation>
    </message>
    <message>
        <source>Print code</source>
        <translation>打印盘点码</translation>
    </message>
    <message>
        <source>Cover days</source>
        <translation>备货天数</translation>
    </message>
</context>
<context>
    <name>StoreView</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>现值</translation>
    </message>
    <message>
        <source>As it is: I item, N value, V its check digit, C check digit</source>
        <translation>现值：I 货号，N 数值，V 数值校验，C 校验位</translation>
    </message>
    <message>
        <source>→ {value} next day</source>
        <translation>→ 下个营业日 {value}</translation>
    </message>
    <message>
        <source>Scan a label of the scale to see how it will be read.</source>
        <translation>扫一张秤打的标签，看看会怎样识别。</translation>
    </message>
    <message>
        <source>Changes between two business days, or from a day that is named. Head office rules its own.</source>
        <translation>在两个营业日之间更改，或从指定的营业日起生效。总部商品的税率由总部决定。</translation>
    </message>
    <message>
        <source>A change counts at once, at this till.</source>
        <translation>修改后在本收银台立即生效。</translation>
    </message>
    <message>
        <source>A change counts from the next business day on, at this till.</source>
        <translation>修改后在本收银台从下个营业日起生效。</translation>
    </message>
    <message>
        <source>A change counts when this till is started the next time.</source>
        <translation>修改后在本收银台下次启动时生效。</translation>
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
    <name>SyncTables</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>实付</translation>
    </message>
    <message>
        <source>How far it has come</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Who must act</source>
        <translation>由谁处理</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>营业日</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>对账</translation>
    </message>
    <message>
        <source>This till</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>云端</translation>
    </message>
    <message>
        <source>From head office</source>
        <translation>总部下发</translation>
    </message>
    <message>
        <source>List</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Read up to</source>
        <translation>已读到</translation>
    </message>
    <message>
        <source>proved: both sides add up the same</source>
        <translation>已对账：两边数目一致</translation>
    </message>
    <message>
        <source>not proved: {why}</source>
        <translation>未对账：{why}</translation>
    </message>
    <message>
        <source>being fetched</source>
        <translation>正在获取</translation>
    </message>
</context>
<context>
    <name>SyncView</name>
    <message>
        <source>Find a receipt by its number</source>
        <translation>按小票号查找</translation>
    </message>
    <message>
        <source>{who}: {what}</source>
        <translation>{who}：{what}</translation>
    </message>
    <message>
        <source>recorded here → sent → acknowledged by the cloud → applied → reconciled</source>
        <translation>本机已记录 → 已发送 → 云端已收 → 已入账 → 已对账</translation>
    </message>
    <message>
        <source>No such receipt on this till.</source>
        <translation>本机没有这张小票。</translation>
    </message>
    <message>
        <source>Nothing needs anybody.</source>
        <translation>没有需要处理的事项。</translation>
    </message>
    <message>
        <source>No day was closed yet. Both sides are compared after a day is closed.</source>
        <translation>还没有日结。日结后两边会自动核对。</translation>
    </message>
    <message>
        <source>Nothing comes from head office yet.</source>
        <translation>总部还没有下发内容。</translation>
    </message>
</context>
<context>
    <name>TakeAllPanel</name>
    <message>
        <source>Take back all that is left of {receipt}</source>
        <translation>整单退货 {receipt}</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) to take back</source>
        <translation>
            <numerusform>共 %n 行退回</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose why, then press F9.</source>
        <translation>请选择原因，再按 F9。</translation>
    </message>
</context>
<context>
    <name>TakeBackPanel</name>
    <message>
        <source>Take back {name}</source>
        <translation>退货 {name}</translation>
    </message>
    <message>
        <source>of {count} that may still come back</source>
        <translation>最多可退 {count}</translation>
    </message>
    <message>
        <source>Without receipt: {name}</source>
        <translation>无小票退货 {name}</translation>
    </message>
    <message>
        <source>at the lowest recent price, {price}</source>
        <translation>按近期最低价 {price}</translation>
    </message>
</context>
<context>
    <name>TenderView</name>
    <message>
        <source>Received so far</source>
        <translation>已收</translation>
    </message>
    <message>
        <source>Given back so far</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>To refund</source>
        <translation>应退</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>应付</translation>
    </message>
    <message>
        <source>Total {amount}</source>
        <translation>合计 {amount}</translation>
    </message>
    <message>
        <source>Refund {amount}</source>
        <translation>退款合计 {amount}</translation>
    </message>
    <message>
        <source>Discounts {amount}</source>
        <translation>优惠 {amount}</translation>
    </message>
    <message>
        <source>Give refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>rounded in cash from {amount}</source>
        <translation>现金抹零前 {amount}</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>银行卡</translation>
    </message>
    <message>
        <source>Maker's coupon</source>
        <translation>厂商券</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>礼品卡</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
</context>
<context>
    <name>Tenders</name>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>银行卡</translation>
    </message>
    <message>
        <source>Maker's coupon</source>
        <translation>代金券</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>储值卡</translation>
    </message>
</context>
<context>
    <name>TillPage</name>
    <message>
        <source>This till now</source>
        <translation>本机钱箱现况</translation>
    </message>
    <message>
        <source>The store's rules for cash</source>
        <translation>本店现金规定</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>开班备用金</translation>
    </message>
    <message>
        <source>More float</source>
        <translation>补备用金</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>缴款</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>其他收入</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>其他支出</translation>
    </message>
    <message>
        <source>Should be in the till</source>
        <translation>钱箱应有</translation>
    </message>
    <message>
        <source>On its way to the safe</source>
        <translation>送往保险柜途中</translation>
    </message>
    <message>
        <source>Cash of sales, less refunds</source>
        <translation>销售现金（减退款）</translation>
    </message>
    <message>
        <source>A shift begins with</source>
        <translation>开班备用金</translation>
    </message>
    <message>
        <source>A pickup is due above</source>
        <translation>超过此数应缴款</translation>
    </message>
    <message>
        <source>A count is made again above a difference of</source>
        <translation>差异超过此数须复点</translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation>没有开着的班次。</translation>
    </message>
    <message>
        <source>Shift {number}, {name}, open since {when}</source>
        <translation>第 {number} 班，{name}，{when} 开班</translation>
    </message>
    <message>
        <source>A pickup is due: shift screen, F5, to the safe.</source>
        <translation>应当缴款：班次页 F5 缴款入保险柜。</translation>
    </message>
    <message>
        <source>What should be in the till is told after the count.</source>
        <translation>钱箱应有金额在点完后才显示。</translation>
    </message>
    <message>
        <source>The store has set no limit for tills.</source>
        <translation>本店没有规定钱箱上限。</translation>
    </message>
    <message>
        <source>Another {amount} and a pickup is due.</source>
        <translation>再收 {amount} 就应缴款。</translation>
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
    <name>Variance</name>
    <message>
        <source>Look at this cash sale: it may have been paid by card or phone.</source>
        <translation>看这笔现金销售：可能是刷卡或手机支付的。</translation>
    </message>
    <message>
        <source>Look at this card sale: it may have been paid in cash.</source>
        <translation>看这笔刷卡销售：可能收的是现金。</translation>
    </message>
    <message>
        <source>Look at what was handed over: another amount may have been keyed.</source>
        <translation>看实收金额：可能输成了另一个数。</translation>
    </message>
    <message>
        <source>Look at the change: it may have been given as for another note.</source>
        <translation>看找零：可能按另一张面额找了。</translation>
    </message>
    <message>
        <source>Look at this refund: booked as cash, it may have gone to a card.</source>
        <translation>看这笔退款：记为现金，可能退到了卡上。</translation>
    </message>
    <message>
        <source>Look at this refund: booked to a card, it may have been cash.</source>
        <translation>看这笔退款：记为退卡，可能退的是现金。</translation>
    </message>
    <message>
        <source>Look at the drawer opened without a sale.</source>
        <translation>看这次无交易开钱箱。</translation>
    </message>
    <message>
        <source>Look at this time: money may have moved without being booked.</source>
        <translation>看这个时间：可能有现金进出没有登记。</translation>
    </message>
    <message>
        <source>Look at these two entries: they may be one, booked twice.</source>
        <translation>看这两笔登记：可能是同一笔登记了两次。</translation>
    </message>
    <message>
        <source>Look at this entry: the money may not have been moved.</source>
        <translation>看这笔登记：钱可能并没有动。</translation>
    </message>
    <message>
        <source>Look at this entry: another amount may have moved than was booked.</source>
        <translation>看这笔登记：实际金额可能与登记的不同。</translation>
    </message>
    <message>
        <source>Look at the closing count: pieces missed or counted twice.</source>
        <translation>看交班点数：可能漏点或重点了几张。</translation>
    </message>
    <message>
        <source>Look at the closing count: digits turned around, or another row.</source>
        <translation>看交班点数：数字可能颠倒或填错行。</translation>
    </message>
    <message>
        <source>Look at the opening float: it may have been another amount.</source>
        <translation>看开班备用金：实际可能是另一个数。</translation>
    </message>
    <message>
        <source>Look at this cancelled sale: its cash may have stayed in the drawer.</source>
        <translation>看这笔取消的交易：现金可能还在钱箱里。</translation>
    </message>
    <message>
        <source>Look at the small coins: odd change of many receipts adds up.</source>
        <translation>看角票硬币：许多小票的零头会累积成差异。</translation>
    </message>
    <message>
        <source>More float</source>
        <translation>补备用金</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>缴款</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>其他收入</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>其他支出</translation>
    </message>
    <message>
        <source>{fitting} of {of} chances in this shift fit.</source>
        <translation>本班 {of} 处可能，有 {fitting} 处吻合。</translation>
    </message>
    <message>
        <source>{place}: {supposed} would fit</source>
        <translation>{place}：{supposed} 就吻合</translation>
    </message>
    <message>
        <source>{place}: {booked}</source>
        <translation>{place}：{booked}</translation>
    </message>
    <message>
        <source>{place}: {booked} booked, {supposed} would fit</source>
        <translation>{place}：记为 {booked}，若为 {supposed} 就吻合</translation>
    </message>
    <message>
        <source>{piece}: {booked} pieces counted, {supposed} would fit</source>
        <translation>{piece}：点了 {booked} 张（枚），若为 {supposed} 就吻合</translation>
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
<context>
    <name>WalletPage</name>
    <message>
        <source>WeChat Pay</source>
        <translation>微信支付</translation>
    </message>
    <message>
        <source>Alipay</source>
        <translation>支付宝</translation>
    </message>
    <message>
        <source>Wallet payments are not connected to this till yet. Take cash, or a card on the terminal. A pay code scanned here is recognised and not stored.</source>
        <translation>本机尚未开通扫码支付。请改收现金，或在刷卡机上刷卡。此处扫到的付款码只识别、不保存。</translation>
    </message>
</context>
<context>
    <name>Weekdays</name>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
</context>
<context>
    <name>WherePanel</name>
    <message>
        <source>Look where?</source>
        <translation>查看哪里？</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>such as 1121</source>
        <translation>例如 1121</translation>
    </message>
    <message>
        <source>Number of the shift</source>
        <translation>班次号</translation>
    </message>
    <message>
        <source>Number of the receipt</source>
        <translation>小票号</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Why this price: {name}</source>
        <translation>为什么这个价：{name}</translation>
    </message>
</context>
<context>
    <name>Withheld</name>
    <message>
        <source>{rule} no longer applies: -{amount}</source>
        <translation>{rule}不再适用 -{amount}</translation>
    </message>
    <message>
        <source>{rule}, withheld before: +{amount}</source>
        <translation>{rule}此前扣减，现退 +{amount}</translation>
    </message>
</context>
</TS>
