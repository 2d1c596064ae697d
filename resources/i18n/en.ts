<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AboutCard</name>
    <message>
        <source>{left} sales are not in these figures yet.</source>
        <translation>{left} sales are not in these figures yet.</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>On hand</translation>
    </message>
    <message>
        <source>Scan an item, or type its name or initials.</source>
        <translation>Scan an item, or type its name or initials.</translation>
    </message>
    <message>
        <source>{rests_on}. At {time}, by what moved at till {tills}; not other tills.</source>
        <translation>{rests_on}. At {time}, by what moved at till {tills}; not other tills.</translation>
    </message>
    <message>
        <source>Below zero: receive what came, or count it.</source>
        <translation>Below zero: receive what came, or count it.</translation>
    </message>
    <message>
        <source>Its last count is not settled: a till's rows are to come.</source>
        <translation>Its last count is not settled: a till's rows are to come.</translation>
    </message>
    <message>
        <source>It moved while it was counted, or was counted twice at a time.</source>
        <translation>It moved while it was counted, or was counted twice at a time.</translation>
    </message>
    <message>
        <source>Till {tills} scanned no code of the count: taken by the clock.</source>
        <translation>Till {tills} scanned no code of the count: taken by the clock.</translation>
    </message>
    <message>
        <source>{rests_on}. The whole store, tills {tills}: the others as head office knew them at {told}, this one until {time}.</source>
        <translation>{rests_on}. The whole store, tills {tills}: the others as head office knew them at {told}, this one until {time}.</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Deliveries</translation>
    </message>
    <message>
        <source>F2 begins one, or takes one up again.</source>
        <translation>F2 begins one, or takes one up again.</translation>
    </message>
    <message>
        <source>{met} of {all} lines met, {differing} differ. Scans count up; a number and F6 sets how many, a number and F10 the cost. F9 records.</source>
        <translation>{met} of {all} lines met, {differing} differ. Scans count up; a number and F6 sets how many, a number and F10 the cost. F9 records.</translation>
    </message>
    <message>
        <source>Stocktake</source>
        <translation>Stocktake</translation>
    </message>
    <message>
        <source>F3 begins a section, or takes one up again.</source>
        <translation>F3 begins a section, or takes one up again.</translation>
    </message>
    <message>
        <source>Every other till scans this code once, on its sale screen:</source>
        <translation>Every other till scans this code once, on its sale screen:</translation>
    </message>
    <message>
        <source>Each of the tills {tills} scans this code once, on its sale screen:</source>
        <translation>Each of the tills {tills} scans this code once, on its sale screen:</translation>
    </message>
    <message>
        <source>Stocktake {section}</source>
        <translation>Stocktake {section}</translation>
    </message>
    <message>
        <source>{differing} of {all} items differ. F9 adjusts the books.</source>
        <translation>{differing} of {all} items differ. F9 adjusts the books.</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Before and after</translation>
    </message>
    <message>
        <source>Low stock</source>
        <translation>Low stock</translation>
    </message>
    <message>
        <source>Nothing runs out soon.</source>
        <translation>Nothing runs out soon.</translation>
    </message>
    <message>
        <source>Below zero</source>
        <translation>Below zero</translation>
    </message>
    <message>
        <source>No figure is below zero.</source>
        <translation>No figure is below zero.</translation>
    </message>
    <message>
        <source>What expires first is taken to be sold first; F7 writes off what is left.</source>
        <translation>What expires first is taken to be sold first; F7 writes off what is left.</translation>
    </message>
    <message>
        <source>Near the last day</source>
        <translation>Near the last day</translation>
    </message>
    <message>
        <source>{items} items, {again} to count again. Scans add up; a number and F6 is how many in all, F6 alone begins the item anew.</source>
        <translation>{items} items, {again} to count again. Scans add up; a number and F6 is how many in all, F6 alone begins the item anew.</translation>
    </message>
    <message>
        <source>{name}: {sold} sold here on {days} trading days of the last {back}. Order this for {cover} days and {lead} until it comes, in packs of {pack}. A number and F6 or F10 changes the days.</source>
        <translation>{name}: {sold} sold here on {days} trading days of the last {back}. Order this for {cover} days and {lead} until it comes, in packs of {pack}. A number and F6 or F10 changes the days.</translation>
    </message>
    <message>
        <source>No lot is near its last day.</source>
        <translation>No lot is near its last day.</translation>
    </message>
    <message>
        <source>Scanned or looked for in the last 14 days while the books had none; at most once an hour each.</source>
        <translation>Scanned or looked for in the last 14 days while the books had none; at most once an hour each.</translation>
    </message>
    <message>
        <source>Asked for, not there</source>
        <translation>Asked for, not there</translation>
    </message>
    <message>
        <source>Scan what needs a label. F9 prints on the roll, F10 writes A4 pages.</source>
        <translation>Scan what needs a label. F9 prints on the roll, F10 writes A4 pages.</translation>
    </message>
    <message>
        <source>Shelf labels</source>
        <translation>Shelf labels</translation>
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
        <translation>Dismiss</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Sign on</source>
        <translation>Sign on</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Discount</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Suspend</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Void line</source>
        <translation>Void line</translation>
    </message>
    <message>
        <source>Void all</source>
        <translation>Void all</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>PAY</source>
        <translation>PAY</translation>
    </message>
    <message>
        <source>Line up</source>
        <translation>Line up</translation>
    </message>
    <message>
        <source>Line down</source>
        <translation>Line down</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>Line note</source>
        <translation>Line note</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Receipts</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>Open shift</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X report</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Paid in</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Paid out</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>To the safe</translation>
    </message>
    <message>
        <source>More float</source>
        <translation>More float</translation>
    </message>
    <message>
        <source>No sale</source>
        <translation>No sale</translation>
    </message>
    <message>
        <source>Close shift</source>
        <translation>Close shift</translation>
    </message>
    <message>
        <source>Close day</source>
        <translation>Close day</translation>
    </message>
    <message>
        <source>Confirm clock</source>
        <translation>Confirm clock</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Page up</source>
        <translation>Page up</translation>
    </message>
    <message>
        <source>Page down</source>
        <translation>Page down</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Print a copy</source>
        <translation>Print a copy</translation>
    </message>
    <message>
        <source>Post void last sale</source>
        <translation>Post void last sale</translation>
    </message>
    <message>
        <source>Open receipt</source>
        <translation>Open receipt</translation>
    </message>
    <message>
        <source>Without receipt</source>
        <translation>Without receipt</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>Take all back</translation>
    </message>
    <message>
        <source>Another receipt</source>
        <translation>Another receipt</translation>
    </message>
    <message>
        <source>To the basket</source>
        <translation>To the basket</translation>
    </message>
    <message>
        <source>Why this price</source>
        <translation>Why this price</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Member</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>Coupons</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>To see to</source>
        <translation>To see to</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Lists</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>Lost sale</source>
        <translation>Lost sale</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>Sign off</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Manager</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>Fewer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Cash</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>WeChat</translation>
    </message>
    <message>
        <source>Alipay</source>
        <translation>Alipay</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Coupon</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>Gift card</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>Take payment</translation>
    </message>
    <message>
        <source>Remove payment</source>
        <translation>Remove payment</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Dashboard</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Money</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stock</translation>
    </message>
    <message>
        <source>Prices and labels</source>
        <translation>Prices and labels</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>Set-up</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>Readiness</translation>
    </message>
    <message>
        <source>X and Z reports</source>
        <translation>X and Z reports</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>Offers</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Control</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>See receipts</source>
        <translation>See receipts</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Mark left</source>
        <translation>Mark left</translation>
    </message>
    <message>
        <source>Mark right</source>
        <translation>Mark right</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>New person</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>New PIN</translation>
    </message>
    <message>
        <source>Bar / admit</source>
        <translation>Bar / admit</translation>
    </message>
    <message>
        <source>Change the name</source>
        <translation>Change the name</translation>
    </message>
    <message>
        <source>Role to the left</source>
        <translation>Role to the left</translation>
    </message>
    <message>
        <source>Role to the right</source>
        <translation>Role to the right</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Change it</translation>
    </message>
    <message>
        <source>Roles and rights</source>
        <translation>Roles and rights</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Store</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Day exports</source>
        <translation>Day exports</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>On hand</translation>
    </message>
    <message>
        <source>Stocktake</source>
        <translation>Stocktake</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Delivery</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alerts</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Cost</translation>
    </message>
    <message>
        <source>Add label</source>
        <translation>Add label</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Give up</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texts</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>Money, tax</source>
        <translation>Money, tax</translation>
    </message>
    <message>
        <source>Barcodes</source>
        <translation>Barcodes</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Set up</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Take away</translation>
    </message>
    <message>
        <source>Test it</source>
        <translation>Test it</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Rehearse a restore</source>
        <translation>Rehearse a restore</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>Stands out</source>
        <translation>Stands out</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Replay shift</source>
        <translation>Replay shift</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>This person</source>
        <translation>This person</translation>
    </message>
    <message>
        <source>This kind</source>
        <translation>This kind</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Other days</source>
        <translation>Other days</translation>
    </message>
    <message>
        <source>Show receipt</source>
        <translation>Show receipt</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>Day before</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>Day after</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>Coming</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Labels due</source>
        <translation>Labels due</translation>
    </message>
    <message>
        <source>Find goods</source>
        <translation>Find goods</translation>
    </message>
    <message>
        <source>Label is right</source>
        <translation>Label is right</translation>
    </message>
    <message>
        <source>Apply due</source>
        <translation>Apply due</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>New price</source>
        <translation>New price</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>Safe</translation>
    </message>
    <message>
        <source>This till</source>
        <translation>This till</translation>
    </message>
    <message>
        <source>Over / short</source>
        <translation>Over / short</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>Shifts</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>To the bank</source>
        <translation>To the bank</translation>
    </message>
    <message>
        <source>Change out</source>
        <translation>Change out</translation>
    </message>
    <message>
        <source>Change in</source>
        <translation>Change in</translation>
    </message>
    <message>
        <source>Count safe</source>
        <translation>Count safe</translation>
    </message>
    <message>
        <source>From a till</source>
        <translation>From a till</translation>
    </message>
    <message>
        <source>To a till</source>
        <translation>To a till</translation>
    </message>
    <message>
        <source>More days</source>
        <translation>More days</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>Look into it</translation>
    </message>
    <message>
        <source>Other shifts</source>
        <translation>Other shifts</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Print last drill</source>
        <translation>Print last drill</translation>
    </message>
    <message>
        <source>Fire drill</source>
        <translation>Fire drill</translation>
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
        <translation>Archive</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Write now</source>
        <translation>Write now</translation>
    </message>
    <message>
        <source>Keep the plan</source>
        <translation>Keep the plan</translation>
    </message>
    <message>
        <source>Look for an update</source>
        <translation>Look for an update</translation>
    </message>
    <message>
        <source>From a stick</source>
        <translation>From a stick</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Open by itself</source>
        <translation>Open by itself</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>Close the till</translation>
    </message>
    <message>
        <source>Close and install</source>
        <translation>Close and install</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>Goods taken back</source>
        <translation>Goods taken back</translation>
    </message>
    <message>
        <source>Line voided</source>
        <translation>Line voided</translation>
    </message>
    <message>
        <source>Whole sale voided</source>
        <translation>Whole sale voided</translation>
    </message>
    <message>
        <source>Approved their own act</source>
        <translation>Approved their own act</translation>
    </message>
    <message>
        <source>Taken back, no receipt</source>
        <translation>Taken back, no receipt</translation>
    </message>
    <message>
        <source>Finished sale cancelled</source>
        <translation>Finished sale cancelled</translation>
    </message>
    <message>
        <source>Price changed</source>
        <translation>Price changed</translation>
    </message>
    <message>
        <source>Discount by hand</source>
        <translation>Discount by hand</translation>
    </message>
    <message>
        <source>Drawer opened, no sale</source>
        <translation>Drawer opened, no sale</translation>
    </message>
    <message>
        <source>Over / short</source>
        <translation>Over / short</translation>
    </message>
    <message>
        <source>Copy printed</source>
        <translation>Copy printed</translation>
    </message>
    <message>
        <source>Locked out</source>
        <translation>Locked out</translation>
    </message>
    <message>
        <source>Clock changed</source>
        <translation>Clock changed</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Paid in</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Paid out</translation>
    </message>
</context>
<context>
    <name>AdjustPanel</name>
    <message>
        <source>Write off: {name}</source>
        <translation>Write off: {name}</translation>
    </message>
    <message>
        <source>Found: {name}</source>
        <translation>Found: {name}</translation>
    </message>
</context>
<context>
    <name>ApprovalPanel</name>
    <message>
        <source>A second person must approve this</source>
        <translation>A second person must approve this</translation>
    </message>
    <message>
        <source>Nothing has changed yet.</source>
        <translation>Nothing has changed yet.</translation>
    </message>
    <message>
        <source>Operator number</source>
        <translation>Operator number</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
</context>
<context>
    <name>BackupsView</name>
    <message>
        <source>Made</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Last good rehearsal</source>
        <translation>Last good rehearsal</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>No folder is set. Type one with F6, best on a USB stick; then F9.</source>
        <translation>No folder is set. Type one with F6, best on a USB stick; then F9.</translation>
    </message>
    <message>
        <source>No backup is in the folder yet. F9 makes one now.</source>
        <translation>No backup is in the folder yet. F9 makes one now.</translation>
    </message>
    <message>
        <source>Last run {moment}: good.</source>
        <translation>Last run {moment}: good.</translation>
    </message>
    <message>
        <source>Last run {moment}: it did not work.</source>
        <translation>Last run {moment}: it did not work.</translation>
    </message>
    <message>
        <source>Selling goes on during a backup. It opens on this till only, with its own key; goods and promotions are not in it, for they can be had again.</source>
        <translation>Selling goes on during a backup. It opens on this till only, with its own key; goods and promotions are not in it, for they can be had again.</translation>
    </message>
    <message>
        <source>A rehearsal restores a backup aside, checks every page, row and signature, and throws it away. Only a rehearsed backup is a sure one.</source>
        <translation>A rehearsal restores a backup aside, checks every page, row and signature, and throws it away. Only a rehearsed backup is a sure one.</translation>
    </message>
    <message>
        <source>There is no plan: nothing is backed up by itself.</source>
        <translation>There is no plan: nothing is backed up by itself.</translation>
    </message>
    <message>
        <source>Only by hand, into {folder}.</source>
        <translation>Only by hand, into {folder}.</translation>
    </message>
    <message>
        <source>Every day from {hour}:00 on, into {folder}; {keep} are kept.</source>
        <translation>Every day from {hour}:00 on, into {folder}; {keep} are kept.</translation>
    </message>
    <message>
        <source>under 1 h</source>
        <translation>under 1 h</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} h</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} days</translation>
    </message>
    <message>
        <source>never</source>
        <translation>never</translation>
    </message>
    <message>
        <source>At work: {percent}%. Go on selling.</source>
        <translation>At work: {percent}%. Go on selling.</translation>
    </message>
</context>
<context>
    <name>BasketCard</name>
    <message>
        <source>Taken back ({count})</source>
        <translation>Taken back ({count})</translation>
    </message>
    <message>
        <source>Sold ({count})</source>
        <translation>Sold ({count})</translation>
    </message>
    <message>
        <source>To refund</source>
        <translation>To refund</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>To pay</translation>
    </message>
</context>
<context>
    <name>BehindView</name>
    <message>
        <source>Looking… {share}</source>
        <translation>Looking… {share}</translation>
    </message>
    <message>
        <source>Receipts: {figure}</source>
        <translation>Receipts: {figure}</translation>
    </message>
    <message>
        <source>Choose a receipt.</source>
        <translation>Choose a receipt.</translation>
    </message>
    <message>
        <source>Only this till's receipts are listed; those of {tills} are kept there.</source>
        <translation>Only this till's receipts are listed; those of {tills} are kept there.</translation>
    </message>
    <message>
        <source>The receipts of {tills} are kept there; look at them at that till.</source>
        <translation>The receipts of {tills} are kept there; look at them at that till.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>the latest {count}, there are older ones</source>
        <translation>the latest {count}, there are older ones</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Last four digits</source>
        <translation>Last four digits</translation>
    </message>
    <message>
        <source>Approval code</source>
        <translation>Approval code</translation>
    </message>
    <message>
        <source>UnionPay</source>
        <translation>UnionPay</translation>
    </message>
    <message>
        <source>Other card</source>
        <translation>Other card</translation>
    </message>
</context>
<context>
    <name>CashPage</name>
    <message>
        <source>Give back in cash</source>
        <translation>Give back in cash</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exact</translation>
    </message>
</context>
<context>
    <name>CashPanel</name>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Open the drawer without a sale</source>
        <translation>Open the drawer without a sale</translation>
    </message>
    <message>
        <source>Choose why, then press F9. It is recorded.</source>
        <translation>Choose why, then press F9. It is recorded.</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Paid in</translation>
    </message>
    <message>
        <source>Money that comes in with no sale.</source>
        <translation>Money that comes in with no sale.</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Paid out</translation>
    </message>
    <message>
        <source>Money that goes out with no sale.</source>
        <translation>Money that goes out with no sale.</translation>
    </message>
    <message>
        <source>Tender pickup</source>
        <translation>Tender pickup</translation>
    </message>
    <message>
        <source>Cash from the drawer to the safe.</source>
        <translation>Cash from the drawer to the safe.</translation>
    </message>
    <message>
        <source>Tender loan</source>
        <translation>Tender loan</translation>
    </message>
    <message>
        <source>More float from the safe to the drawer.</source>
        <translation>More float from the safe to the drawer.</translation>
    </message>
</context>
<context>
    <name>ChangesView</name>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Nothing of the set-up was changed at this till yet.</source>
        <translation>Nothing of the set-up was changed at this till yet.</translation>
    </message>
    <message>
        <source>Who changed what of the set-up at this till, with before and after.</source>
        <translation>Who changed what of the set-up at this till, with before and after.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>What it is now is personal and not recorded.</source>
        <translation>What it is now is personal and not recorded.</translation>
    </message>
    <message>
        <source>Before: {value}</source>
        <translation>Before: {value}</translation>
    </message>
    <message>
        <source>After</source>
        <translation>After</translation>
    </message>
    <message>
        <source>After: {value}</source>
        <translation>After: {value}</translation>
    </message>
    <message>
        <source>Approved by {name}</source>
        <translation>Approved by {name}</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Store</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Backups</translation>
    </message>
</context>
<context>
    <name>CheckoutView</name>
    <message>
        <source>no price</source>
        <translation>no price</translation>
    </message>
    <message>
        <source>Scan, or type a code, a name or its initials (F2)</source>
        <translation>Scan, or type a code, a name or its initials (F2)</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Qty</source>
        <translation>Qty</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>Unit price</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>RETURN</source>
        <translation>RETURN</translation>
    </message>
    <message>
        <source>voided</source>
        <translation>voided</translation>
    </message>
    <message>
        <source>new price:</source>
        <translation>new price:</translation>
    </message>
    <message>
        <source>REFUND</source>
        <translation>REFUND</translation>
    </message>
    <message>
        <source>FINISH</source>
        <translation>FINISH</translation>
    </message>
</context>
<context>
    <name>CloudCodes</name>
    <message>
        <source>Nobody: this till</source>
        <translation>Nobody: this till</translation>
    </message>
    <message>
        <source>Store manager</source>
        <translation>Store manager</translation>
    </message>
    <message>
        <source>Head office</source>
        <translation>Head office</translation>
    </message>
    <message>
        <source>Cloud operator</source>
        <translation>Cloud operator</translation>
    </message>
    <message>
        <source>it is put right by itself</source>
        <translation>it is put right by itself</translation>
    </message>
    <message>
        <source>look at the receipt and settle it with head office</source>
        <translation>look at the receipt and settle it with head office</translation>
    </message>
    <message>
        <source>decides who bears it and closes the case</source>
        <translation>decides who bears it and closes the case</translation>
    </message>
    <message>
        <source>looks at the record; the sale itself is safe</source>
        <translation>looks at the record; the sale itself is safe</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>Coupons</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>recorded</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>acknowledged</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>applied</translation>
    </message>
    <message>
        <source>reconciled</source>
        <translation>reconciled</translation>
    </message>
    <message>
        <source>Goods and prices</source>
        <translation>Goods and prices</translation>
    </message>
    <message>
        <source>Promotions</source>
        <translation>Promotions</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Stock nearby</source>
        <translation>Stock nearby</translation>
    </message>
    <message>
        <source>This till's limits</source>
        <translation>This till's limits</translation>
    </message>
</context>
<context>
    <name>CloudWords</name>
    <message>
        <source>● Sales are kept on this till; no network needed</source>
        <translation>● Sales are kept on this till; no network needed</translation>
    </message>
    <message>
        <source>● Waiting for head office to confirm this till</source>
        <translation>● Waiting for head office to confirm this till</translation>
    </message>
    <message>
        <source>● Sales are kept on this till; calling the cloud</source>
        <translation>● Sales are kept on this till; calling the cloud</translation>
    </message>
    <message>
        <source>● The cloud shut this till out: call the manager</source>
        <translation>● The cloud shut this till out: call the manager</translation>
    </message>
    <message>
        <source>● This till was restored or copied: call the manager</source>
        <translation>● This till was restored or copied: call the manager</translation>
    </message>
    <message>
        <source>● This till needs an update; sales are kept here</source>
        <translation>● This till needs an update; sales are kept here</translation>
    </message>
    <message>
        <source>● The cloud needs an update; sales are kept here</source>
        <translation>● The cloud needs an update; sales are kept here</translation>
    </message>
    <message>
        <source>● Offline since {time}; sales are kept here</source>
        <translation>● Offline since {time}; sales are kept here</translation>
    </message>
    <message>
        <source>● Online; fetching goods and prices: {percent} %</source>
        <translation>● Online; fetching goods and prices: {percent} %</translation>
    </message>
    <message>
        <source>● Online; sending</source>
        <translation>● Online; sending</translation>
    </message>
    <message>
        <source>● Online; every sale is in the cloud</source>
        <translation>● Online; every sale is in the cloud</translation>
    </message>
    <message>
        <source> · {count} to upload, {amount}, oldest {age}</source>
        <translation> · {count} to upload, {amount}, oldest {age}</translation>
    </message>
    <message>
        <source>Not synced: {why}</source>
        <translation>Not synced: {why}</translation>
    </message>
    <message>
        <source>Syncing: {sent} rows sent, {applied} received</source>
        <translation>Syncing: {sent} rows sent, {applied} received</translation>
    </message>
    <message>
        <source>Synced: {sent} rows sent, {applied} received</source>
        <translation>Synced: {sent} rows sent, {applied} received</translation>
    </message>
    <message>
        <source>Prices as of {time}</source>
        <translation>Prices as of {time}</translation>
    </message>
    <message>
        <source>Only {mb} MB left on the disk: prices wait, sell on</source>
        <translation>Only {mb} MB left on the disk: prices wait, sell on</translation>
    </message>
    <message>
        <source>{day} proved</source>
        <translation>{day} proved</translation>
    </message>
    <message>
        <source>{day} not proved</source>
        <translation>{day} not proved</translation>
    </message>
    <message>
        <source>Coupons online only</source>
        <translation>Coupons online only</translation>
    </message>
    <message>
        <source>This till's clock is {minutes} min fast</source>
        <translation>This till's clock is {minutes} min fast</translation>
    </message>
    <message>
        <source>This till's clock is {minutes} min slow</source>
        <translation>This till's clock is {minutes} min slow</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} d</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
</context>
<context>
    <name>Completeness</name>
    <message>
        <source>no till has recorded anything</source>
        <translation>no till has recorded anything</translation>
    </message>
    <message>
        <source>{day} is still open</source>
        <translation>{day} is still open</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>Not complete yet</source>
        <translation>Not complete yet</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>as of {time}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>: </source>
        <translation>: </translation>
    </message>
    <message>
        <source>Compared days: {words}</source>
        <translation>Compared days: {words}</translation>
    </message>
    <message>
        <source>{till} not in it (a category is of this till alone)</source>
        <translation>{till} not in it (a category is of this till alone)</translation>
    </message>
    <message>
        <source>{till} has nothing yet</source>
        <translation>{till} has nothing yet</translation>
    </message>
    <message>
        <source>last heard of {time}, the rest still to come</source>
        <translation>last heard of {time}, the rest still to come</translation>
    </message>
    <message>
        <source>{till} to {time}</source>
        <translation>{till} to {time}</translation>
    </message>
    <message>
        <source>last heard of {time}, out of use since {out}: what it sold between is not known</source>
        <translation>last heard of {time}, out of use since {out}: what it sold between is not known</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>figures of {day} still to come</source>
        <translation>figures of {day} still to come</translation>
    </message>
</context>
<context>
    <name>ConnectPanel</name>
    <message>
        <source>Connect this till to a cloud</source>
        <translation>Connect this till to a cloud</translation>
    </message>
    <message>
        <source>Head office gives out a one-time code for this till. Afterwards both compare six digits; until then nothing is sent.</source>
        <translation>Head office gives out a one-time code for this till. Afterwards both compare six digits; until then nothing is sent.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>One-time code</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>{figure} in all</source>
        <translation>{figure} in all</translation>
    </message>
</context>
<context>
    <name>ConsentPanel</name>
    <message>
        <source>What the member agrees to</source>
        <translation>What the member agrees to</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>Write down</translation>
    </message>
    <message>
        <source>End membership, delete the data</source>
        <translation>End membership, delete the data</translation>
    </message>
</context>
<context>
    <name>ConsentPicker</name>
    <message>
        <source>needed</source>
        <translation>needed</translation>
    </message>
    <message>
        <source>free to refuse</source>
        <translation>free to refuse</translation>
    </message>
    <message>
        <source>notice {version}</source>
        <translation>notice {version}</translation>
    </message>
    <message>
        <source>Data: {data} Kept: {kept}</source>
        <translation>Data: {data} Kept: {kept}</translation>
    </message>
</context>
<context>
    <name>ControlPage</name>
    <message>
        <source>Returns, voids and changed prices</source>
        <translation>Returns, voids and changed prices</translation>
    </message>
    <message>
        <source>There was nothing of the kind.</source>
        <translation>There was nothing of the kind.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Found out of stock</source>
        <translation>Found out of stock</translation>
    </message>
    <message>
        <source>Why sales were lost</source>
        <translation>Why sales were lost</translation>
    </message>
    <message>
        <source>No lost sale was noted.</source>
        <translation>No lost sale was noted.</translation>
    </message>
</context>
<context>
    <name>ControlTables</name>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>In 1,000</source>
        <translation>In 1,000</translation>
    </message>
    <message>
        <source>All in 1,000</source>
        <translation>All in 1,000</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>Drawer</translation>
    </message>
    <message>
        <source>In the drawer</source>
        <translation>In the drawer</translation>
    </message>
    <message>
        <source>approved by {name}</source>
        <translation>approved by {name}</translation>
    </message>
    <message>
        <source>{said} (fetched back from the cloud)</source>
        <translation>{said} (fetched back from the cloud)</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>far above all</source>
        <translation>far above all</translation>
    </message>
</context>
<context>
    <name>ControlView</name>
    <message>
        <source>Reading… {share}</source>
        <translation>Reading… {share}</translation>
    </message>
    <message>
        <source>F9 shows the receipt of the marked row.</source>
        <translation>F9 shows the receipt of the marked row.</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} rows</translation>
    </message>
    <message>
        <source>Other shift</source>
        <translation>Other shift</translation>
    </message>
    <message>
        <source>Is the journal as it was written?</source>
        <translation>Is the journal as it was written?</translation>
    </message>
    <message>
        <source>Control room</source>
        <translation>Control room</translation>
    </message>
    <message>
        <source>Shift {number}, step by step</source>
        <translation>Shift {number}, step by step</translation>
    </message>
    <message>
        <source>Nothing is shown without leave to look: F1 asks for it again.</source>
        <translation>Nothing is shown without leave to look: F1 asks for it again.</translation>
    </message>
    <message>
        <source>These are the latest {count} rows only; F8 looks at fewer days.</source>
        <translation>These are the latest {count} rows only; F8 looks at fewer days.</translation>
    </message>
    <message>
        <source>By the journal {expected}, counted {counted}: {difference}</source>
        <translation>By the journal {expected}, counted {counted}: {difference}</translation>
    </message>
    <message>
        <source>The marked row has no receipt.</source>
        <translation>The marked row has no receipt.</translation>
    </message>
    <message>
        <source>No shift is open. F8 asks for the number of one.</source>
        <translation>No shift is open. F8 asks for the number of one.</translation>
    </message>
    <message>
        <source>Nothing of the kind. Left and Right go to other days.</source>
        <translation>Nothing of the kind. Left and Right go to other days.</translation>
    </message>
    <message>
        <source>A figure leads to rows, not to a verdict: look at the receipts first.</source>
        <translation>A figure leads to rows, not to a verdict: look at the receipts first.</translation>
    </message>
    <message>
        <source>Every page, row, signature and sale is checked. The till sells on.</source>
        <translation>Every page, row, signature and sale is checked. The till sells on.</translation>
    </message>
    <message>
        <source>Something is not as it was written ({trouble}). Call for support, and change nothing on this machine: `verify` names the place.</source>
        <translation>Something is not as it was written ({trouble}). Call for support, and change nothing on this machine: `verify` names the place.</translation>
    </message>
    <message>
        <source>Nothing was tampered with: {rows} journal rows and {sales} transactions are as they were written.</source>
        <translation>Nothing was tampered with: {rows} journal rows and {sales} transactions are as they were written.</translation>
    </message>
</context>
<context>
    <name>CountPanel</name>
    <message>
        <source>Count the drawer</source>
        <translation>Count the drawer</translation>
    </message>
    <message>
        <source>Count everything in the drawer. What should be there is shown afterwards.</source>
        <translation>Count everything in the drawer. What should be there is shown afterwards.</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>Open the shift: count the float</source>
        <translation>Open the shift: count the float</translation>
    </message>
    <message>
        <source>Count the drawer once more</source>
        <translation>Count the drawer once more</translation>
    </message>
    <message>
        <source>Please count everything again, from the first note. Both counts are kept.</source>
        <translation>Please count everything again, from the first note. Both counts are kept.</translation>
    </message>
    <message>
        <source>The rest is zero</source>
        <translation>The rest is zero</translation>
    </message>
    <message>
        <source>Count the safe</source>
        <translation>Count the safe</translation>
    </message>
    <message>
        <source>Count everything in the safe, bags that wait for the bank included.</source>
        <translation>Count everything in the safe, bags that wait for the bank included.</translation>
    </message>
    <message>
        <source>Count the safe once more</source>
        <translation>Count the safe once more</translation>
    </message>
    <message>
        <source>Count what is in the drawer before the first sale.</source>
        <translation>Count what is in the drawer before the first sale.</translation>
    </message>
    <message>
        <source>Count what is in the drawer before the first sale. It should be {float}.</source>
        <translation>Count what is in the drawer before the first sale. It should be {float}.</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>Opening float</translation>
    </message>
    <message>
        <source>Opening float, {amount} above the standard</source>
        <translation>Opening float, {amount} above the standard</translation>
    </message>
    <message>
        <source>Opening float, {amount} below the standard</source>
        <translation>Opening float, {amount} below the standard</translation>
    </message>
</context>
<context>
    <name>CountedWords</name>
    <message numerus="yes">
        <source>%n transaction(s)</source>
        <translation>
            <numerusform>%n transaction</numerusform>
            <numerusform>%n transactions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s)</source>
        <translation>
            <numerusform>%n receipt</numerusform>
            <numerusform>%n receipts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) still open</source>
        <translation>
            <numerusform>%n day still open</numerusform>
            <numerusform>%n days still open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{day} restated by %n late receipt(s) of {till}</source>
        <translation>
            <numerusform>{day} restated by %n late receipt of {till}</numerusform>
            <numerusform>{day} restated by %n late receipts of {till}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transaction(s) of {day} still to come</source>
        <translation>
            <numerusform>%n transaction of {day} still to come</numerusform>
            <numerusform>%n transactions of {day} still to come</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and of %n day(s) before</source>
        <translation>
            <numerusform>and of %n day before</numerusform>
            <numerusform>and of %n days before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CouponPage</name>
    <message>
        <source>Number of the maker's coupon</source>
        <translation>Number of the maker's coupon</translation>
    </message>
    <message>
        <source>Value on the paper</source>
        <translation>Value on the paper</translation>
    </message>
    <message>
        <source>Scan it</source>
        <translation>Scan it</translation>
    </message>
    <message>
        <source>The goods it is for: Up and Down, F1 for several</source>
        <translation>The goods it is for: Up and Down, F1 for several</translation>
    </message>
    <message>
        <source>This one too</source>
        <translation>This one too</translation>
    </message>
</context>
<context>
    <name>CouponsPanel</name>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Coupons: {count} of {all} help this basket</source>
        <translation>Coupons: {count} of {all} help this basket</translation>
    </message>
    <message>
        <source>Coupons: none so far</source>
        <translation>Coupons: none so far</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Coupon</translation>
    </message>
    <message>
        <source>Takes off</source>
        <translation>Takes off</translation>
    </message>
    <message>
        <source>Why not now</source>
        <translation>Why not now</translation>
    </message>
    <message>
        <source>Good until</source>
        <translation>Good until</translation>
    </message>
    <message>
        <source>Scan the coupon's code, here or at any time while selling.</source>
        <translation>Scan the coupon's code, here or at any time while selling.</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Give back</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Use it</translation>
    </message>
    <message>
        <source>Kept with the sale and not used so far: {why}.</source>
        <translation>Kept with the sale and not used so far: {why}.</translation>
    </message>
    <message>
        <source>Not yet: {why}. It may be taken now and helps as soon as it can.</source>
        <translation>Not yet: {why}. It may be taken now and helps as soon as it can.</translation>
    </message>
    <message>
        <source>Cannot be used: {why}.</source>
        <translation>Cannot be used: {why}.</translation>
    </message>
    <message>
        <source>In use: {off} off this basket.</source>
        <translation>In use: {off} off this basket.</translation>
    </message>
    <message>
        <source>Would take {off} off this basket.</source>
        <translation>Would take {off} off this basket.</translation>
    </message>
</context>
<context>
    <name>DayExportsView</name>
    <message>
        <source>Report of the day</source>
        <translation>Report of the day</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Day exports</source>
        <translation>Day exports</translation>
    </message>
    <message>
        <source>The folder is not there now. Plug the stick in, or name another with F6.</source>
        <translation>The folder is not there now. Plug the stick in, or name another with F6.</translation>
    </message>
    <message>
        <source>Nothing goes by itself. F6 changes that.</source>
        <translation>Nothing goes by itself. F6 changes that.</translation>
    </message>
    <message>
        <source>After each day close the marked files go to {folder} by themselves.</source>
        <translation>After each day close the marked files go to {folder} by themselves.</translation>
    </message>
    <message>
        <source>Not kept yet: F9 keeps the plan.</source>
        <translation>Not kept yet: F9 keeps the plan.</translation>
    </message>
    <message>
        <source>Last {moment}, {date}: {count} files, all well.</source>
        <translation>Last {moment}, {date}: {count} files, all well.</translation>
    </message>
    <message>
        <source>Last {moment}, {date}: {count} files, not all could be written.</source>
        <translation>Last {moment}, {date}: {count} files, not all could be written.</translation>
    </message>
    <message>
        <source>Still to go: {days}. It is tried again by itself; F7 tries now.</source>
        <translation>Still to go: {days}. It is tried again by itself; F7 tries now.</translation>
    </message>
    <message>
        <source>F1–F3 choose the files of: {report}</source>
        <translation>F1–F3 choose the files of: {report}</translation>
    </message>
    <message>
        <source>F1–F4 choose the files of: {report}. The archive is signed.</source>
        <translation>F1–F4 choose the files of: {report}. The archive is signed.</translation>
    </message>
    <message>
        <source>Could not be written last time: {report}</source>
        <translation>Could not be written last time: {report}</translation>
    </message>
</context>
<context>
    <name>DayPanel</name>
    <message>
        <source>Open the business day</source>
        <translation>Open the business day</translation>
    </message>
    <message>
        <source>Sales count for this day until it is closed, also after midnight.</source>
        <translation>Sales count for this day until it is closed, also after midnight.</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>Day before</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>Day after</translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message>
        <source>Name, Chinese</source>
        <translation>Name, Chinese</translation>
    </message>
    <message>
        <source>Name, English</source>
        <translation>Name, English</translation>
    </message>
    <message>
        <source>Address, Chinese</source>
        <translation>Address, Chinese</translation>
    </message>
    <message>
        <source>Address, English</source>
        <translation>Address, English</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Tax registration</source>
        <translation>Tax registration</translation>
    </message>
    <message>
        <source>Foot of receipts, Chinese</source>
        <translation>Foot of receipts, Chinese</translation>
    </message>
    <message>
        <source>Foot of receipts, English</source>
        <translation>Foot of receipts, English</translation>
    </message>
    <message>
        <source>Locks itself after minutes (0: never)</source>
        <translation>Locks itself after minutes (0: never)</translation>
    </message>
    <message>
        <source>Days a return without receipt looks back</source>
        <translation>Days a return without receipt looks back</translation>
    </message>
    <message>
        <source>Another price</source>
        <translation>Another price</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Discount</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Drawer without sale</source>
        <translation>Drawer without sale</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Paid in</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Paid out</translation>
    </message>
    <message>
        <source>More float</source>
        <translation>More float</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>To the safe</translation>
    </message>
    <message>
        <source>Lost sale</source>
        <translation>Lost sale</translation>
    </message>
    <message>
        <source>Stock taken off</source>
        <translation>Stock taken off</translation>
    </message>
    <message>
        <source>Stock put on</source>
        <translation>Stock put on</translation>
    </message>
    <message>
        <source>Other reasons</source>
        <translation>Other reasons</translation>
    </message>
    <message>
        <source>Cash is rounded to</source>
        <translation>Cash is rounded to</translation>
    </message>
    <message>
        <source>A shift begins with</source>
        <translation>A shift begins with</translation>
    </message>
    <message>
        <source>Cash to the safe above</source>
        <translation>Cash to the safe above</translation>
    </message>
    <message>
        <source>Counted again when off by more than</source>
        <translation>Counted again when off by more than</translation>
    </message>
    <message>
        <source>Notes and coins</source>
        <translation>Notes and coins</translation>
    </message>
    <message>
        <source>Notes on the quick keys</source>
        <translation>Notes on the quick keys</translation>
    </message>
    <message>
        <source>Tax group</source>
        <translation>Tax group</translation>
    </message>
    <message>
        <source>Barcodes of the scale</source>
        <translation>Barcodes of the scale</translation>
    </message>
    <message>
        <source>Rules for cash</source>
        <translation>Rules for cash</translation>
    </message>
    <message>
        <source>Tax groups</source>
        <translation>Tax groups</translation>
    </message>
    <message>
        <source>Planned tax</source>
        <translation>Planned tax</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>name</source>
        <translation>name</translation>
    </message>
    <message>
        <source>number</source>
        <translation>number</translation>
    </message>
    <message>
        <source>role</source>
        <translation>role</translation>
    </message>
    <message>
        <source>may sign on</source>
        <translation>may sign on</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>Receipt printer</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>Language at the start</source>
        <translation>Language at the start</translation>
    </message>
    <message>
        <source>Customer's screen</source>
        <translation>Customer's screen</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Opens by itself</source>
        <translation>Opens by itself</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>plan</translation>
    </message>
    <message>
        <source>Day exports</source>
        <translation>Day exports</translation>
    </message>
    <message>
        <source>Folder of exports</source>
        <translation>Folder of exports</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>folder</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>rate</translation>
    </message>
    <message>
        <source>in the price</source>
        <translation>in the price</translation>
    </message>
    <message>
        <source>from</source>
        <translation>from</translation>
    </message>
    <message>
        <source>by itself</source>
        <translation>by itself</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>hour</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>kept</translation>
    </message>
    <message>
        <source>files</source>
        <translation>files</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>connection</translation>
    </message>
    <message>
        <source>paper, mm</source>
        <translation>paper, mm</translation>
    </message>
    <message>
        <source>address</source>
        <translation>address</translation>
    </message>
    <message>
        <source>port</source>
        <translation>port</translation>
    </message>
    <message>
        <source>device</source>
        <translation>device</translation>
    </message>
    <message>
        <source>baud</source>
        <translation>baud</translation>
    </message>
    <message>
        <source>looks a second</source>
        <translation>looks a second</translation>
    </message>
    <message>
        <source>digits of the item</source>
        <translation>digits of the item</translation>
    </message>
    <message>
        <source>digits of the value</source>
        <translation>digits of the value</translation>
    </message>
    <message>
        <source>value</source>
        <translation>value</translation>
    </message>
    <message>
        <source>after the point</source>
        <translation>after the point</translation>
    </message>
    <message>
        <source>check digit</source>
        <translation>check digit</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinese</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Chinese and English</source>
        <translation>Chinese and English</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>Half up</source>
        <translation>Half up</translation>
    </message>
    <message>
        <source>Half even</source>
        <translation>Half even</translation>
    </message>
    <message>
        <source>Half down</source>
        <translation>Half down</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Weight</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Pieces</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Serial</translation>
    </message>
    <message>
        <source>Into a file</source>
        <translation>Into a file</translation>
    </message>
    <message>
        <source>Types like a keyboard</source>
        <translation>Types like a keyboard</translation>
    </message>
</context>
<context>
    <name>DeliveryPanel</name>
    <message>
        <source>Which delivery?</source>
        <translation>Which delivery?</translation>
    </message>
    <message>
        <source>Up and Down choose one that waits or a note that came; or type a new number.</source>
        <translation>Up and Down choose one that waits or a note that came; or type a new number.</translation>
    </message>
    <message>
        <source>None waits, and no note came: type the number of a new one.</source>
        <translation>None waits, and no note came: type the number of a new one.</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>From another store</source>
        <translation>From another store</translation>
    </message>
    <message>
        <source>To another store</source>
        <translation>To another store</translation>
    </message>
    <message>
        <source>Number of the note</source>
        <translation>Number of the note</translation>
    </message>
    <message>
        <source>Number of the other store</source>
        <translation>Number of the other store</translation>
    </message>
</context>
<context>
    <name>DevicesView</name>
    <message>
        <source>Device</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>Set up as</source>
        <translation>Set up as</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Start the till again: something was set up anew since it started.</source>
        <translation>Start the till again: something was set up anew since it started.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>F9 tests the marked device: the printer prints a page, the drawer opens, the scale weighs, a scan is shown as it came, customers see a test picture.</source>
        <translation>F9 tests the marked device: the printer prints a page, the drawer opens, the scale weighs, a scan is shown as it came, customers see a test picture.</translation>
    </message>
    <message>
        <source>An opened drawer is recorded like any opening without a sale.</source>
        <translation>An opened drawer is recorded like any opening without a sale.</translation>
    </message>
    <message>
        <source>Settings are this till's own and count from its next start on.</source>
        <translation>Settings are this till's own and count from its next start on.</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>Receipt printer</translation>
    </message>
    <message>
        <source>Cash drawer</source>
        <translation>Cash drawer</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>Customer's screen</source>
        <translation>Customer's screen</translation>
    </message>
    <message>
        <source>Language at the start</source>
        <translation>Language at the start</translation>
    </message>
    <message>
        <source>On the printer</source>
        <translation>On the printer</translation>
    </message>
    <message>
        <source>None</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Speaks as the till</source>
        <translation>Speaks as the till</translation>
    </message>
    <message>
        <source>After the next start</source>
        <translation>After the next start</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Works</translation>
    </message>
    <message>
        <source>No second screen</source>
        <translation>No second screen</translation>
    </message>
    <message>
        <source>Known once it is used</source>
        <translation>Known once it is used</translation>
    </message>
    <message>
        <source>Wrong since {time}</source>
        <translation>Wrong since {time}</translation>
    </message>
    <message>
        <source>Works since {time}</source>
        <translation>Works since {time}</translation>
    </message>
    <message>
        <source>Came in: {text}</source>
        <translation>Came in: {text}</translation>
    </message>
</context>
<context>
    <name>DiscountPanel</name>
    <message>
        <source>Discount on the whole transaction</source>
        <translation>Discount on the whole transaction</translation>
    </message>
    <message>
        <source>Discount on {name}</source>
        <translation>Discount on {name}</translation>
    </message>
    <message>
        <source>Take the whole-transaction discounts off</source>
        <translation>Take the whole-transaction discounts off</translation>
    </message>
    <message>
        <source>Whole transaction</source>
        <translation>Whole transaction</translation>
    </message>
    <message>
        <source>This line</source>
        <translation>This line</translation>
    </message>
    <message>
        <source>Percent off</source>
        <translation>Percent off</translation>
    </message>
    <message>
        <source>Amount off</source>
        <translation>Amount off</translation>
    </message>
</context>
<context>
    <name>EnrolPanel</name>
    <message>
        <source>New member</source>
        <translation>New member</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>Enrol</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>Mobile number</translation>
    </message>
    <message>
        <source>Name (may stay empty; kept masked)</source>
        <translation>Name (may stay empty; kept masked)</translation>
    </message>
    <message>
        <source>F8 changes the field</source>
        <translation>F8 changes the field</translation>
    </message>
    <message>
        <source>{phone} is a member already: {name}</source>
        <translation>{phone} is a member already: {name}</translation>
    </message>
    <message>
        <source>Take this member</source>
        <translation>Take this member</translation>
    </message>
</context>
<context>
    <name>ExportPanel</name>
    <message>
        <source>Export: {what}</source>
        <translation>Export: {what}</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>F5 Export every closed day by itself (what: Set-up, Day exports)</source>
        <translation>F5 Export every closed day by itself (what: Set-up, Day exports)</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>PDF, paper</source>
        <translation>PDF, paper</translation>
    </message>
    <message>
        <source>XLSX, Excel</source>
        <translation>XLSX, Excel</translation>
    </message>
    <message>
        <source>CSV, plain</source>
        <translation>CSV, plain</translation>
    </message>
    <message>
        <source>Signed day archive</source>
        <translation>Signed day archive</translation>
    </message>
</context>
<context>
    <name>FacePanel</name>
    <message>
        <source>Coupons</source>
        <translation>Coupons</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Somebody else</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Consents</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Tier</translation>
    </message>
    <message>
        <source>+{points} with this purchase</source>
        <translation>+{points} with this purchase</translation>
    </message>
    <message>
        <source>best {off}</source>
        <translation>best {off}</translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s) used</source>
        <translation>
            <numerusform>%n coupon used</numerusform>
            <numerusform>%n coupons used</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} of {all} usable</source>
        <translation>{count} of {all} usable</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>Birthday: say something nice; birthday offers count</source>
        <translation>Birthday: say something nice; birthday offers count</translation>
    </message>
    <message>
        <source>The code is good. Points will be credited by head office.</source>
        <translation>The code is good. Points will be credited by head office.</translation>
    </message>
    <message>
        <source>Clock in doubt: no coupons or points may be spent now.</source>
        <translation>Clock in doubt: no coupons or points may be spent now.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Enrolled at this till, not confirmed by head office yet.</source>
        <translation>Enrolled at this till, not confirmed by head office yet.</translation>
    </message>
    <message>
        <source>Agreed to: {purposes}</source>
        <translation>Agreed to: {purposes}</translation>
    </message>
    <message>
        <source>Agreed to nothing so far</source>
        <translation>Agreed to nothing so far</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>No category</source>
        <translation>No category</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>Not members</source>
        <translation>Not members</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>Look at which part?</source>
        <translation>Look at which part?</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Till</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>All of it</translation>
    </message>
    <message>
        <source>Number of the shift</source>
        <translation>Number of the shift</translation>
    </message>
    <message>
        <source>this till</source>
        <translation>this till</translation>
    </message>
</context>
<context>
    <name>FindMemberPanel</name>
    <message>
        <source>Who is buying?</source>
        <translation>Who is buying?</translation>
    </message>
    <message>
        <source>Phone, card number, or initials of the name</source>
        <translation>Phone, card number, or initials of the name</translation>
    </message>
    <message>
        <source>The member code is best: scan it now. It also lets points be spent.</source>
        <translation>The member code is best: scan it now. It also lets points be spent.</translation>
    </message>
    <message>
        <source>Enrol a new member</source>
        <translation>Enrol a new member</translation>
    </message>
    <message>
        <source>Code to join by phone</source>
        <translation>Code to join by phone</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Member</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Tier</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>Last visit</translation>
    </message>
</context>
<context>
    <name>FindPanel</name>
    <message>
        <source>Find a receipt</source>
        <translation>Find a receipt</translation>
    </message>
    <message>
        <source>Scan it, or type the number or its end</source>
        <translation>Scan it, or type the number or its end</translation>
    </message>
    <message>
        <source>Day, such as 1121 or 2026-11-21</source>
        <translation>Day, such as 1121 or 2026-11-21</translation>
    </message>
    <message>
        <source>Amount paid</source>
        <translation>Amount paid</translation>
    </message>
    <message>
        <source>An item's name, pinyin, initials or SKU</source>
        <translation>An item's name, pinyin, initials or SKU</translation>
    </message>
    <message>
        <source>Last four digits of the card</source>
        <translation>Last four digits of the card</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Everything</translation>
    </message>
</context>
<context>
    <name>FindingPage</name>
    <message>
        <source>Mark a line with a receipt, and the receipt stands here.</source>
        <translation>Mark a line with a receipt, and the receipt stands here.</translation>
    </message>
    <message>
        <source>Shift {number}: {amount} over</source>
        <translation>Shift {number}: {amount} over</translation>
    </message>
    <message>
        <source>Shift {number}: {amount} short</source>
        <translation>Shift {number}: {amount} short</translation>
    </message>
    <message>
        <source>None of this is likely. Count the drawer and the safe again first.</source>
        <translation>None of this is likely. Count the drawer and the safe again first.</translation>
    </message>
    <message>
        <source>{share} likely</source>
        <translation>{share} likely</translation>
    </message>
    <message>
        <source>More places that fit</source>
        <translation>More places that fit</translation>
    </message>
    <message>
        <source>Nothing in the record fits. Count the drawer and the safe again.</source>
        <translation>Nothing in the record fits. Count the drawer and the safe again.</translation>
    </message>
    <message>
        <source>The record cannot tell the first {number} apart: look at each.</source>
        <translation>The record cannot tell the first {number} apart: look at each.</translation>
    </message>
    <message>
        <source>{name}, {date}. Counted {counted}, expected {expected}.</source>
        <translation>{name}, {date}. Counted {counted}, expected {expected}.</translation>
    </message>
    <message>
        <source>The first count was {amount}.</source>
        <translation>The first count was {amount}.</translation>
    </message>
</context>
<context>
    <name>FinishedPage</name>
    <message>
        <source>Scan the first item</source>
        <translation>Scan the first item</translation>
    </message>
    <message>
        <source>Next customer: scan the first item</source>
        <translation>Next customer: scan the first item</translation>
    </message>
    <message>
        <source>REFUNDED</source>
        <translation>REFUNDED</translation>
    </message>
    <message>
        <source>CHANGE</source>
        <translation>CHANGE</translation>
    </message>
    <message>
        <source>PAID</source>
        <translation>PAID</translation>
    </message>
    <message>
        <source>To pay {due}   ·   received {received}</source>
        <translation>To pay {due}   ·   received {received}</translation>
    </message>
    <message>
        <source>Give it back to the customer</source>
        <translation>Give it back to the customer</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>Receipt {number}</translation>
    </message>
    <message>
        <source>Points {moved}</source>
        <translation>Points {moved}</translation>
    </message>
    <message>
        <source>now {balance}</source>
        <translation>now {balance}</translation>
    </message>
</context>
<context>
    <name>FirstRunView</name>
    <message>
        <source>Looking for printers in the network. Esc ends it.</source>
        <translation>Looking for printers in the network. Esc ends it.</translation>
    </message>
    <message>
        <source>First start</source>
        <translation>First start</translation>
    </message>
    <message>
        <source>A few questions, and this is a till. F9 goes on, Esc goes back.</source>
        <translation>A few questions, and this is a till. F9 goes on, Esc goes back.</translation>
    </message>
    <message>
        <source>You may stop at any time, by closing the window or by switching off: it goes on where it was left. Nothing counts before the last step.</source>
        <translation>You may stop at any time, by closing the window or by switching off: it goes on where it was left. Nothing counts before the last step.</translation>
    </message>
    <message>
        <source>What is answered here can be changed later in the set-up, but for the store's code, the till's number and the currency.</source>
        <translation>What is answered here can be changed later in the set-up, but for the store's code, the till's number and the currency.</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>Open the till</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Yes, keep it</source>
        <translation>Yes, keep it</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>Not taken</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation>Line {line}</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Kind of store</source>
        <translation>Kind of store</translation>
    </message>
    <message>
        <source>Store and till</source>
        <translation>Store and till</translation>
    </message>
    <message>
        <source>On the receipt</source>
        <translation>On the receipt</translation>
    </message>
    <message>
        <source>Taxes</source>
        <translation>Taxes</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Store manager</source>
        <translation>Store manager</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>later</source>
        <translation>later</translation>
    </message>
    <message>
        <source>to compare: {digits}</source>
        <translation>to compare: {digits}</translation>
    </message>
    <message>
        <source>demo store</source>
        <translation>demo store</translation>
    </message>
    <message>
        <source>my store</source>
        <translation>my store</translation>
    </message>
    <message>
        <source>from the cloud</source>
        <translation>from the cloud</translation>
    </message>
    <message>
        <source>{items} items, {refused} rows left out</source>
        <translation>{items} items, {refused} rows left out</translation>
    </message>
</context>
<context>
    <name>FormPanel</name>
    <message>
        <source>F8 changes the field</source>
        <translation>F8 changes the field</translation>
    </message>
    <message>
        <source>{amount} ({currency})</source>
        <translation>{amount} ({currency})</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>Name on screen and receipt</source>
        <translation>Name on screen and receipt</translation>
    </message>
    <message>
        <source>Number, as typed or on the badge</source>
        <translation>Number, as typed or on the badge</translation>
    </message>
    <message>
        <source>Did the test page come out?</source>
        <translation>Did the test page come out?</translation>
    </message>
    <message>
        <source>Are all its lines there, and the Chinese too? Otherwise try another way.</source>
        <translation>Are all its lines there, and the Chinese too? Otherwise try another way.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>The till speaks it from now on; Ctrl+L changes it at any time.</source>
        <translation>The till speaks it from now on; Ctrl+L changes it at any time.</translation>
    </message>
    <message>
        <source>Your store, or one to try with</source>
        <translation>Your store, or one to try with</translation>
    </message>
    <message>
        <source>The demo store has goods, members, offers and people, and nothing in it is real. It can't become your store later: for that, start with an empty data folder.</source>
        <translation>The demo store has goods, members, offers and people, and nothing in it is real. It can't become your store later: for that, start with an empty data folder.</translation>
    </message>
    <message>
        <source>Store, till and currency</source>
        <translation>Store, till and currency</translation>
    </message>
    <message>
        <source>Name of the store, Chinese</source>
        <translation>Name of the store, Chinese</translation>
    </message>
    <message>
        <source>Name of the store, English</source>
        <translation>Name of the store, English</translation>
    </message>
    <message>
        <source>Store code, such as S12</source>
        <translation>Store code, such as S12</translation>
    </message>
    <message>
        <source>Number of this till, such as T01</source>
        <translation>Number of this till, such as T01</translation>
    </message>
    <message>
        <source>Code and number stand in every receipt number and never change; nor does the currency.</source>
        <translation>Code and number stand in every receipt number and never change; nor does the currency.</translation>
    </message>
    <message>
        <source>On every receipt</source>
        <translation>On every receipt</translation>
    </message>
    <message>
        <source>Address, Chinese</source>
        <translation>Address, Chinese</translation>
    </message>
    <message>
        <source>Address, English</source>
        <translation>Address, English</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Tax registration number</source>
        <translation>Tax registration number</translation>
    </message>
    <message>
        <source>What stays empty is left out. All of it can be changed later.</source>
        <translation>What stays empty is left out. All of it can be changed later.</translation>
    </message>
    <message>
        <source>Tax groups</source>
        <translation>Tax groups</translation>
    </message>
    <message>
        <source>Code and per cent, such as V13 13; V9 9</source>
        <translation>Code and per cent, such as V13 13; V9 9</translation>
    </message>
    <message>
        <source>A list of goods names each item's group by its code. The usual ones of the country are filled in: look at them, for they count for every sale.</source>
        <translation>A list of goods names each item's group by its code. The usual ones of the country are filled in: look at them, for they count for every sale.</translation>
    </message>
    <message>
        <source>Head office's cloud</source>
        <translation>Head office's cloud</translation>
    </message>
    <message>
        <source>Address, https://…</source>
        <translation>Address, https://…</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>One-time code</translation>
    </message>
    <message>
        <source>With a cloud, goods, prices, offers and members come from it. The till sells without one too, and can be connected at any later time.</source>
        <translation>With a cloud, goods, prices, offers and members come from it. The till sells without one too, and can be connected at any later time.</translation>
    </message>
    <message>
        <source>F9 prints a test page. Later means that receipts go into a file until then.</source>
        <translation>F9 prints a test page. Later means that receipts go into a file until then.</translation>
    </message>
    <message>
        <source>The store manager</source>
        <translation>The store manager</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Operator number</source>
        <translation>Operator number</translation>
    </message>
    <message>
        <source>PIN, 6 to 10 digits</source>
        <translation>PIN, 6 to 10 digits</translation>
    </message>
    <message>
        <source>The PIN once more</source>
        <translation>The PIN once more</translation>
    </message>
    <message>
        <source>Signs on first, may do everything, and adds the others. Nobody can read the PIN again, and it isn't kept while this is unfinished.</source>
        <translation>Signs on first, may do everything, and adds the others. Nobody can read the PIN again, and it isn't kept while this is unfinished.</translation>
    </message>
    <message>
        <source>List of goods</source>
        <translation>List of goods</translation>
    </message>
    <message>
        <source>A list's file and folder</source>
        <translation>A list's file and folder</translation>
    </message>
    <message>
        <source>A list is CSV (UTF-8) or XLSX with the columns sku, name_zh or name_en, tax_group, unit (EA, KGM, LTR, MTR), price; gtin, plu, category if you have them.</source>
        <translation>A list is CSV (UTF-8) or XLSX with the columns sku, name_zh or name_en, tax_group, unit (EA, KGM, LTR, MTR), price; gtin, plu, category if you have them.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Look through the list above; Esc leads back. F9 makes it a till.</source>
        <translation>Look through the list above; Esc leads back. F9 makes it a till.</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>The same PIN again</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>New person</translation>
    </message>
    <message>
        <source>Change the name</source>
        <translation>Change the name</translation>
    </message>
    <message>
        <source>Change the number</source>
        <translation>Change the number</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>Change the role</translation>
    </message>
    <message>
        <source>It counts at their next sign-on.</source>
        <translation>It counts at their next sign-on.</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>New PIN</translation>
    </message>
    <message>
        <source>The old PIN is worth nothing afterwards.</source>
        <translation>The old PIN is worth nothing afterwards.</translation>
    </message>
    <message>
        <source>May this role do it?</source>
        <translation>May this role do it?</translation>
    </message>
    <message>
        <source>Alone up to … % of the price</source>
        <translation>Alone up to … % of the price</translation>
    </message>
    <message>
        <source>Alone up to this amount</source>
        <translation>Alone up to this amount</translation>
    </message>
    <message>
        <source>A limit goes with F3; leave it empty for none.</source>
        <translation>A limit goes with F3; leave it empty for none.</translation>
    </message>
    <message>
        <source>Code: capitals and digits</source>
        <translation>Code: capitals and digits</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>Change the text</translation>
    </message>
    <message>
        <source>As it is to be printed</source>
        <translation>As it is to be printed</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Change the amounts</source>
        <translation>Change the amounts</translation>
    </message>
    <message>
        <source>Amounts with blanks between them</source>
        <translation>Amounts with blanks between them</translation>
    </message>
    <message>
        <source>How cash is rounded</source>
        <translation>How cash is rounded</translation>
    </message>
    <message>
        <source>The smallest step</source>
        <translation>The smallest step</translation>
    </message>
    <message>
        <source>Rule for cash</source>
        <translation>Rule for cash</translation>
    </message>
    <message>
        <source>Amount; left empty there is no such rule</source>
        <translation>Amount; left empty there is no such rule</translation>
    </message>
    <message>
        <source>Tax group</source>
        <translation>Tax group</translation>
    </message>
    <message>
        <source>Rate in per cent</source>
        <translation>Rate in per cent</translation>
    </message>
    <message>
        <source>First day, such as 20270101; empty: at once</source>
        <translation>First day, such as 20270101; empty: at once</translation>
    </message>
    <message>
        <source>At once between two business days only. The rate as it is, with a day, takes a plan back.</source>
        <translation>At once between two business days only. The rate as it is, with a day, takes a plan back.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>In Chinese</source>
        <translation>In Chinese</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>In English</translation>
    </message>
    <message>
        <source>Barcodes that the scale prints</source>
        <translation>Barcodes that the scale prints</translation>
    </message>
    <message>
        <source>They begin with</source>
        <translation>They begin with</translation>
    </message>
    <message>
        <source>Digits of the item</source>
        <translation>Digits of the item</translation>
    </message>
    <message>
        <source>Digits of the value</source>
        <translation>Digits of the value</translation>
    </message>
    <message>
        <source>Of these after the point</source>
        <translation>Of these after the point</translation>
    </message>
    <message>
        <source>Device, such as COM3 or /dev/ttyS0</source>
        <translation>Device, such as COM3 or /dev/ttyS0</translation>
    </message>
    <message>
        <source>Speed in baud (empty: 9600)</source>
        <translation>Speed in baud (empty: 9600)</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>Receipt printer</translation>
    </message>
    <message>
        <source>Address in the network, or device</source>
        <translation>Address in the network, or device</translation>
    </message>
    <message>
        <source>Port, or baud (empty: usual)</source>
        <translation>Port, or baud (empty: usual)</translation>
    </message>
    <message>
        <source>Width of the paper: 58 or 80</source>
        <translation>Width of the paper: 58 or 80</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>First key it types, if any</source>
        <translation>First key it types, if any</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Device, such as /dev/video0</source>
        <translation>Device, such as /dev/video0</translation>
    </message>
    <message>
        <source>Looks a second (empty: 8)</source>
        <translation>Looks a second (empty: 8)</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>Language of the customer's screen</source>
        <translation>Language of the customer's screen</translation>
    </message>
    <message>
        <source>Pictures for idle times go into the folder customer_pictures.</source>
        <translation>Pictures for idle times go into the folder customer_pictures.</translation>
    </message>
    <message>
        <source>Language at the start</source>
        <translation>Language at the start</translation>
    </message>
    <message>
        <source>A backup every day</source>
        <translation>A backup every day</translation>
    </message>
    <message>
        <source>Folder with its whole path</source>
        <translation>Folder with its whole path</translation>
    </message>
    <message>
        <source>At which hour, 0 to 23</source>
        <translation>At which hour, 0 to 23</translation>
    </message>
    <message>
        <source>How many to keep</source>
        <translation>How many to keep</translation>
    </message>
    <message>
        <source>A till that is off at that hour makes it when it is next on.</source>
        <translation>A till that is off at that hour makes it when it is next on.</translation>
    </message>
    <message>
        <source>Which goods?</source>
        <translation>Which goods?</translation>
    </message>
    <message>
        <source>Name, pinyin, barcode or number; or scan it</source>
        <translation>Name, pinyin, barcode or number; or scan it</translation>
    </message>
    <message>
        <source>New shelf price</source>
        <translation>New shelf price</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>From this business day on, such as 1122</source>
        <translation>From this business day on, such as 1122</translation>
    </message>
    <message>
        <source>Until the end of this day; empty: for good</source>
        <translation>Until the end of this day; empty: for good</translation>
    </message>
    <message>
        <source>Where closed days go</source>
        <translation>Where closed days go</translation>
    </message>
    <message>
        <source>A stick that is pulled out gets what it missed when it is back.</source>
        <translation>A stick that is pulled out gets what it missed when it is back.</translation>
    </message>
</context>
<context>
    <name>GiftCardPage</name>
    <message>
        <source>Number of the gift card</source>
        <translation>Number of the gift card</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Scan or type it</source>
        <translation>Scan or type it</translation>
    </message>
    <message>
        <source>What is on the card is known at head office alone, which holds the amount for this sale. Without the network it cannot be taken: the card keeps its value. Offer cash, a card, or to put the sale aside (Esc, F6).</source>
        <translation>What is on the card is known at head office alone, which holds the amount for this sale. Without the network it cannot be taken: the card keeps its value. Offer cash, a card, or to put the sale aside (Esc, F6).</translation>
    </message>
</context>
<context>
    <name>GoodsMarks</name>
    <message>
        <source>on {amount}</source>
        <translation>on {amount}</translation>
    </message>
    <message>
        <source>{quantity} sold</source>
        <translation>{quantity} sold</translation>
    </message>
    <message>
        <source>margin {share}</source>
        <translation>margin {share}</translation>
    </message>
</context>
<context>
    <name>GoodsPage</name>
    <message>
        <source>Nothing was sold.</source>
        <translation>Nothing was sold.</translation>
    </message>
    <message>
        <source>What sells, net of discounts</source>
        <translation>What sells, net of discounts</translation>
    </message>
    <message>
        <source>What hardly sells</source>
        <translation>What hardly sells</translation>
    </message>
    <message>
        <source>Nothing stands out.</source>
        <translation>Nothing stands out.</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Sold</translation>
    </message>
    <message>
        <source>Last sold</source>
        <translation>Last sold</translation>
    </message>
    <message>
        <source>Categories, net of discounts</source>
        <translation>Categories, net of discounts</translation>
    </message>
</context>
<context>
    <name>GoodsTables</name>
    <message>
        <source>Item</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>On hand</translation>
    </message>
    <message>
        <source>Rests on</source>
        <translation>Rests on</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Lot, last day</source>
        <translation>Lot, last day</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Expected</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>Differs</translation>
    </message>
    <message>
        <source>Unit cost</source>
        <translation>Unit cost</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>At shelf price</source>
        <translation>At shelf price</translation>
    </message>
    <message>
        <source>Lasts</source>
        <translation>Lasts</translation>
    </message>
    <message>
        <source>Sold lately</source>
        <translation>Sold lately</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Lot</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>Days left</source>
        <translation>Days left</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Asked for</translation>
    </message>
    <message>
        <source>Count it again</source>
        <translation>Count it again</translation>
    </message>
    <message>
        <source>Count unsettled</source>
        <translation>Count unsettled</translation>
    </message>
    <message>
        <source>Counted today</source>
        <translation>Counted today</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>In the books</source>
        <translation>In the books</translation>
    </message>
    <message>
        <source>Counted {days} d ago</source>
        <translation>Counted {days} d ago</translation>
    </message>
    <message>
        <source>Old count, {days} d</source>
        <translation>Old count, {days} d</translation>
    </message>
    <message>
        <source>Never counted</source>
        <translation>Never counted</translation>
    </message>
    <message>
        <source>Sales only</source>
        <translation>Sales only</translation>
    </message>
    <message>
        <source>Count again: it was sold meanwhile</source>
        <translation>Count again: it was sold meanwhile</translation>
    </message>
    <message>
        <source>Not met yet: count it, or enter 0</source>
        <translation>Not met yet: count it, or enter 0</translation>
    </message>
    <message>
        <source>Count once more</source>
        <translation>Count once more</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days} d</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>{days} d past</source>
        <translation>{days} d past</translation>
    </message>
    <message>
        <source>{times} times</source>
        <translation>{times} times</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Adding up…</source>
        <translation>Adding up…</translation>
    </message>
    <message>
        <source>against {days}</source>
        <translation>against {days}</translation>
    </message>
    <message>
        <source>Till {till}</source>
        <translation>Till {till}</translation>
    </message>
    <message>
        <source>Shift {number}</source>
        <translation>Shift {number}</translation>
    </message>
    <message>
        <source>Only: {part}</source>
        <translation>Only: {part}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>This year</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>TRAINING – nothing here is a real sale</source>
        <translation>TRAINING – nothing here is a real sale</translation>
    </message>
    <message>
        <source>Till {name}</source>
        <translation>Till {name}</translation>
    </message>
    <message>
        <source>Business day {name}</source>
        <translation>Business day {name}</translation>
    </message>
    <message>
        <source>Shift {name}</source>
        <translation>Shift {name}</translation>
    </message>
    <message>
        <source>Cashier {name}</source>
        <translation>Cashier {name}</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Over and short, the last {days} days</source>
        <translation>Over and short, the last {days} days</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Cashier</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>Shifts</translation>
    </message>
    <message>
        <source>Not even</source>
        <translation>Not even</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>In all</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Largest</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>Figures to talk about: look into a shift with F4 before saying anything.</source>
        <translation>Figures to talk about: look into a shift with F4 before saying anything.</translation>
    </message>
    <message>
        <source>too few shifts</source>
        <translation>too few shifts</translation>
    </message>
    <message>
        <source>↘ nearer to even</source>
        <translation>↘ nearer to even</translation>
    </message>
    <message>
        <source>→ steady</source>
        <translation>→ steady</translation>
    </message>
    <message>
        <source>↗ further off</source>
        <translation>↗ further off</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>Choose a receipt, or scan one.</source>
        <translation>Choose a receipt, or scan one.</translation>
    </message>
</context>
<context>
    <name>ItemPanel</name>
    <message>
        <source>Without receipt: which item?</source>
        <translation>Without receipt: which item?</translation>
    </message>
    <message>
        <source>Scan it, or type a code, a name or its initials</source>
        <translation>Scan it, or type a code, a name or its initials</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters or the end of the barcode.</source>
        <translation>Nothing found. Try fewer letters or the end of the barcode.</translation>
    </message>
    <message>
        <source>Up and Down choose, Enter takes. A second person must approve.</source>
        <translation>Up and Down choose, Enter takes. A second person must approve.</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>no price</translation>
    </message>
</context>
<context>
    <name>JoinPanel</name>
    <message>
        <source>Join by phone</source>
        <translation>Join by phone</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Please scan this code with your phone to become a member.</source>
        <translation>Please scan this code with your phone to become a member.</translation>
    </message>
    <message>
        <source>It counts for this store, this till and whoever is signed on. The same code is on the receipt. Go on selling: Esc, or scan the next item.</source>
        <translation>It counts for this store, this till and whoever is signed on. The same code is on the receipt. Go on selling: Esc, or scan the next item.</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>The journal of this till begins</source>
        <translation>The journal of this till begins</translation>
    </message>
    <message>
        <source>The journal goes on in part {epoch}</source>
        <translation>The journal goes on in part {epoch}</translation>
    </message>
    <message>
        <source>Till started, version {version}</source>
        <translation>Till started, version {version}</translation>
    </message>
    <message>
        <source>The machine's clock jumped by {jump}</source>
        <translation>The machine's clock jumped by {jump}</translation>
    </message>
    <message>
        <source>Second person consented: {privilege}</source>
        <translation>Second person consented: {privilege}</translation>
    </message>
    <message>
        <source>Sale {rcpt}</source>
        <translation>Sale {rcpt}</translation>
    </message>
    <message>
        <source>Return {rcpt}</source>
        <translation>Return {rcpt}</translation>
    </message>
    <message>
        <source>{rcpt} cancels {of}</source>
        <translation>{rcpt} cancels {of}</translation>
    </message>
    <message>
        <source>{who} signed on</source>
        <translation>{who} signed on</translation>
    </message>
    <message>
        <source>{who} signed off</source>
        <translation>{who} signed off</translation>
    </message>
    <message>
        <source>{who} locked out after {failures} wrong PINs</source>
        <translation>{who} locked out after {failures} wrong PINs</translation>
    </message>
    <message>
        <source>Open sale dropped: {reason} (lines: {lines})</source>
        <translation>Open sale dropped: {reason} (lines: {lines})</translation>
    </message>
    <message>
        <source>Sale put aside (lines: {lines})</source>
        <translation>Sale put aside (lines: {lines})</translation>
    </message>
    <message>
        <source>Sale taken up again</source>
        <translation>Sale taken up again</translation>
    </message>
    <message>
        <source>Copy {copy} of {of}</source>
        <translation>Copy {copy} of {of}</translation>
    </message>
    <message>
        <source>Drawer opened without a sale: {reason}</source>
        <translation>Drawer opened without a sale: {reason}</translation>
    </message>
    <message>
        <source>More float: {reason}</source>
        <translation>More float: {reason}</translation>
    </message>
    <message>
        <source>Cash taken out: {reason}</source>
        <translation>Cash taken out: {reason}</translation>
    </message>
    <message>
        <source>Paid in: {reason}</source>
        <translation>Paid in: {reason}</translation>
    </message>
    <message>
        <source>Paid out: {reason}</source>
        <translation>Paid out: {reason}</translation>
    </message>
    <message>
        <source>Shift {shift} opened with this float</source>
        <translation>Shift {shift} opened with this float</translation>
    </message>
    <message>
        <source>Drawer counted, to be counted again</source>
        <translation>Drawer counted, to be counted again</translation>
    </message>
    <message>
        <source>Shift {shift} closed; this was counted</source>
        <translation>Shift {shift} closed; this was counted</translation>
    </message>
    <message>
        <source>X report read</source>
        <translation>X report read</translation>
    </message>
    <message>
        <source>Day {date} closed, Z {z}</source>
        <translation>Day {date} closed, Z {z}</translation>
    </message>
    <message>
        <source>Training began</source>
        <translation>Training began</translation>
    </message>
    <message>
        <source>Training ended</source>
        <translation>Training ended</translation>
    </message>
    <message>
        <source>Setting changed: {name}</source>
        <translation>Setting changed: {name}</translation>
    </message>
    <message>
        <source>Set-up changed: {key}</source>
        <translation>Set-up changed: {key}</translation>
    </message>
    <message>
        <source>Shelf price of {sku}</source>
        <translation>Shelf price of {sku}</translation>
    </message>
    <message>
        <source>Backup made or rehearsed</source>
        <translation>Backup made or rehearsed</translation>
    </message>
    <message>
        <source>Members' data deleted, its time was over</source>
        <translation>Members' data deleted, its time was over</translation>
    </message>
    <message>
        <source>Member enrolled</source>
        <translation>Member enrolled</translation>
    </message>
    <message>
        <source>Member answered a notice</source>
        <translation>Member answered a notice</translation>
    </message>
    <message>
        <source>Looked for a member</source>
        <translation>Looked for a member</translation>
    </message>
    <message>
        <source>Goods received, note {note}</source>
        <translation>Goods received, note {note}</translation>
    </message>
    <message>
        <source>Goods from another store, note {note}</source>
        <translation>Goods from another store, note {note}</translation>
    </message>
    <message>
        <source>Goods to another store, note {note}</source>
        <translation>Goods to another store, note {note}</translation>
    </message>
    <message>
        <source>Stock corrected: {reason}</source>
        <translation>Stock corrected: {reason}</translation>
    </message>
    <message>
        <source>Stock count began: {section}</source>
        <translation>Stock count began: {section}</translation>
    </message>
    <message>
        <source>Joined a stock count</source>
        <translation>Joined a stock count</translation>
    </message>
    <message>
        <source>Stock counted: {section}</source>
        <translation>Stock counted: {section}</translation>
    </message>
    <message>
        <source>Stock count given up</source>
        <translation>Stock count given up</translation>
    </message>
    <message>
        <source>{sku} asked for, none by the books</source>
        <translation>{sku} asked for, none by the books</translation>
    </message>
    <message>
        <source>Customer left without buying: {reason}</source>
        <translation>Customer left without buying: {reason}</translation>
    </message>
    <message>
        <source>Coupons of a member shown</source>
        <translation>Coupons of a member shown</translation>
    </message>
    <message>
        <source>Coupon taken into a basket</source>
        <translation>Coupon taken into a basket</translation>
    </message>
    <message>
        <source>Safe: first count</source>
        <translation>Safe: first count</translation>
    </message>
    <message>
        <source>Safe counted</source>
        <translation>Safe counted</translation>
    </message>
    <message>
        <source>Safe: cash of a till arrived</source>
        <translation>Safe: cash of a till arrived</translation>
    </message>
    <message>
        <source>Safe: float given out</source>
        <translation>Safe: float given out</translation>
    </message>
    <message>
        <source>To the bank</source>
        <translation>To the bank</translation>
    </message>
    <message>
        <source>Notes to the bank for change</source>
        <translation>Notes to the bank for change</translation>
    </message>
    <message>
        <source>Change came from the bank</source>
        <translation>Change came from the bank</translation>
    </message>
    <message>
        <source>Figures handed out as a file</source>
        <translation>Figures handed out as a file</translation>
    </message>
    <message>
        <source>A fire drill was held</source>
        <translation>A fire drill was held</translation>
    </message>
    <message>
        <source>{who} unlocked the screen</source>
        <translation>{who} unlocked the screen</translation>
    </message>
    <message>
        <source>{who} locked the screen</source>
        <translation>{who} locked the screen</translation>
    </message>
    <message>
        <source>{rcpt} cancels {of}: {reason}</source>
        <translation>{rcpt} cancels {of}: {reason}</translation>
    </message>
    <message>
        <source>Safe counted, to be counted again</source>
        <translation>Safe counted, to be counted again</translation>
    </message>
</context>
<context>
    <name>Letters</name>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
</context>
<context>
    <name>LostSalePanel</name>
    <message>
        <source>The customer leaves without buying. Why?</source>
        <translation>The customer leaves without buying. Why?</translation>
    </message>
    <message>
        <source>The item, if it was said: scan it or type its code</source>
        <translation>The item, if it was said: scan it or type its code</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Ronghe POS</source>
        <translation>Ronghe POS</translation>
    </message>
</context>
<context>
    <name>MemberStrip</name>
    <message>
        <source>No member. Scan the member code, or press Ins</source>
        <translation>No member. Scan the member code, or press Ins</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Birthday</translation>
    </message>
    <message>
        <source>{points} points</source>
        <translation>{points} points</translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s) used</source>
        <translation>
            <numerusform>%n coupon used</numerusform>
            <numerusform>%n coupons used</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s) usable</source>
        <translation>
            <numerusform>%n coupon usable</numerusform>
            <numerusform>%n coupons usable</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemberWords</name>
    <message>
        <source>{missing} more to spend</source>
        <translation>{missing} more to spend</translation>
    </message>
    <message>
        <source>more pieces needed</source>
        <translation>more pieces needed</translation>
    </message>
    <message>
        <source>nothing here it is for</source>
        <translation>nothing here it is for</translation>
    </message>
    <message>
        <source>other offers give more</source>
        <translation>other offers give more</translation>
    </message>
    <message>
        <source>not at this time</source>
        <translation>not at this time</translation>
    </message>
    <message>
        <source>not in this store</source>
        <translation>not in this store</translation>
    </message>
    <message>
        <source>not at a till</source>
        <translation>not at a till</translation>
    </message>
    <message>
        <source>not for this member</source>
        <translation>not for this member</translation>
    </message>
    <message>
        <source>a right is missing</source>
        <translation>a right is missing</translation>
    </message>
    <message>
        <source>used up</source>
        <translation>used up</translation>
    </message>
    <message>
        <source>has expired</source>
        <translation>has expired</translation>
    </message>
    <message>
        <source>spent meanwhile</source>
        <translation>spent meanwhile</translation>
    </message>
    <message>
        <source>hold has ended</source>
        <translation>hold has ended</translation>
    </message>
    <message>
        <source>not valid yet</source>
        <translation>not valid yet</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>clock in doubt</source>
        <translation>clock in doubt</translation>
    </message>
    <message>
        <source>used already</source>
        <translation>used already</translation>
    </message>
    <message>
        <source>in another sale</source>
        <translation>in another sale</translation>
    </message>
    <message>
        <source>members only</source>
        <translation>members only</translation>
    </message>
    <message>
        <source>another member's</source>
        <translation>another member's</translation>
    </message>
    <message>
        <source>member's limit reached</source>
        <translation>member's limit reached</translation>
    </message>
    <message>
        <source>no more in one sale</source>
        <translation>no more in one sale</translation>
    </message>
    <message>
        <source>unknown to this till</source>
        <translation>unknown to this till</translation>
    </message>
    <message>
        <source>offer not readable</source>
        <translation>offer not readable</translation>
    </message>
    <message>
        <source>needs the network</source>
        <translation>needs the network</translation>
    </message>
    <message>
        <source>at another till only</source>
        <translation>at another till only</translation>
    </message>
    <message>
        <source>this till's share is gone</source>
        <translation>this till's share is gone</translation>
    </message>
    <message>
        <source>offline too long</source>
        <translation>offline too long</translation>
    </message>
    <message>
        <source>too valuable offline</source>
        <translation>too valuable offline</translation>
    </message>
    <message>
        <source>offline limit reached</source>
        <translation>offline limit reached</translation>
    </message>
    <message>
        <source>payment has begun</source>
        <translation>payment has begun</translation>
    </message>
    <message>
        <source>membership</source>
        <translation>membership</translation>
    </message>
    <message>
        <source>offers</source>
        <translation>offers</translation>
    </message>
    <message>
        <source>recommendations</source>
        <translation>recommendations</translation>
    </message>
    <message>
        <source>sharing</source>
        <translation>sharing</translation>
    </message>
    <message>
        <source>Member not known at this till</source>
        <translation>Member not known at this till</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Member</translation>
    </message>
    <message>
        <source>{tier} with this purchase</source>
        <translation>{tier} with this purchase</translation>
    </message>
    <message>
        <source>the highest tier</source>
        <translation>the highest tier</translation>
    </message>
    <message>
        <source>{missing} to {tier}</source>
        <translation>{missing} to {tier}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>today</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>yesterday</translation>
    </message>
    <message>
        <source>{days} days ago</source>
        <translation>{days} days ago</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>It did not work ({code}).</source>
        <translation>It did not work ({code}).</translation>
    </message>
    <message>
        <source>Something went wrong in the till. Nothing that was confirmed is lost. Try again; if it stays, tell support the number {reference}.</source>
        <translation>Something went wrong in the till. Nothing that was confirmed is lost. Try again; if it stays, tell support the number {reference}.</translation>
    </message>
    <message>
        <source>The till was switched off without closing. Everything confirmed is there; a basket that was open has been brought back.</source>
        <translation>The till was switched off without closing. Everything confirmed is there; a basket that was open has been brought back.</translation>
    </message>
    <message>
        <source>The till broke off because of a fault and was started again. Everything confirmed is there; a basket that was open has been brought back. For support: number {reference}.</source>
        <translation>The till broke off because of a fault and was started again. Everything confirmed is there; a basket that was open has been brought back. For support: number {reference}.</translation>
    </message>
    <message>
        <source>The disk is full, so nothing more can be recorded. What was confirmed is safe. Call the manager: free some space, then go on.</source>
        <translation>The disk is full, so nothing more can be recorded. What was confirmed is safe. Call the manager: free some space, then go on.</translation>
    </message>
    <message>
        <source>Only {free_mb} MB are free in {folder}; {needed_mb} MB are needed. Free some space first.</source>
        <translation>Only {free_mb} MB are free in {folder}; {needed_mb} MB are needed. Free some space first.</translation>
    </message>
    <message>
        <source>{file} is damaged. Stop selling on this till and call support; keep the backup.</source>
        <translation>{file} is damaged. Stop selling on this till and call support; keep the backup.</translation>
    </message>
    <message>
        <source>{file} cannot be read or written. What was confirmed is safe. Call support.</source>
        <translation>{file} cannot be read or written. What was confirmed is safe. Call support.</translation>
    </message>
    <message>
        <source>{file} does not open with this till's key. Was it copied from another till? Call support.</source>
        <translation>{file} does not open with this till's key. Was it copied from another till? Call support.</translation>
    </message>
    <message>
        <source>{file} is in use by another program. Close it, or start the till anew.</source>
        <translation>{file} is in use by another program. Close it, or start the till anew.</translation>
    </message>
    <message>
        <source>{file} is missing. Restore it from a backup.</source>
        <translation>{file} is missing. Restore it from a backup.</translation>
    </message>
    <message>
        <source>{file} was written by a newer version ({found}; this one knows {known}). Update this till first. Nothing was changed.</source>
        <translation>{file} was written by a newer version ({found}; this one knows {known}). Update this till first. Nothing was changed.</translation>
    </message>
    <message>
        <source>{file} may only be read. Give the till the right to write, then start anew.</source>
        <translation>{file} may only be read. Give the till the right to write, then start anew.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be used. Check that it exists and may be written to.</source>
        <translation>The folder {folder} cannot be used. Check that it exists and may be written to.</translation>
    </message>
    <message>
        <source>The till is running already with the files in {folder}. Use the window that is open.</source>
        <translation>The till is running already with the files in {folder}. Use the window that is open.</translation>
    </message>
    <message>
        <source>The key file {file} is damaged; the records do not open without it. Call support.</source>
        <translation>The key file {file} is damaged; the records do not open without it. Call support.</translation>
    </message>
    <message>
        <source>The key file {file} is missing; the records do not open without it. Call support.</source>
        <translation>The key file {file} is missing; the records do not open without it. Call support.</translation>
    </message>
    <message>
        <source>The key file {file} was written by a newer version. Update this till first.</source>
        <translation>The key file {file} was written by a newer version. Update this till first.</translation>
    </message>
    <message>
        <source>The key file {file} cannot be read. Check the folder's rights.</source>
        <translation>The key file {file} cannot be read. Check the folder's rights.</translation>
    </message>
    <message>
        <source>The system's secret store does not answer or has no key of this till. Sign in to the computer as the till's user, then start anew.</source>
        <translation>The system's secret store does not answer or has no key of this till. Sign in to the computer as the till's user, then start anew.</translation>
    </message>
    <message>
        <source>The key file {file} cannot be written. Check the folder's rights.</source>
        <translation>The key file {file} cannot be written. Check the folder's rights.</translation>
    </message>
    <message>
        <source>The settings in {file} cannot be read: {problem}</source>
        <translation>The settings in {file} cannot be read: {problem}</translation>
    </message>
    <message>
        <source>The store's settings are incomplete or wrong: {key}. Call support.</source>
        <translation>The store's settings are incomplete or wrong: {key}. Call support.</translation>
    </message>
    <message>
        <source>The journal is damaged at epoch {epoch}, number {seq} ({reason}). Stop selling on this till and call support.</source>
        <translation>The journal is damaged at epoch {epoch}, number {seq} ({reason}). Stop selling on this till and call support.</translation>
    </message>
    <message>
        <source>No Chinese font was found: Chinese would show as boxes. Install Noto Sans CJK.</source>
        <translation>No Chinese font was found: Chinese would show as boxes. Install Noto Sans CJK.</translation>
    </message>
    <message>
        <source>{file} exists already. Choose another name; nothing was overwritten.</source>
        <translation>{file} exists already. Choose another name; nothing was overwritten.</translation>
    </message>
    <message>
        <source>Head office has given this store no items yet. They come by themselves once it has.</source>
        <translation>Head office has given this store no items yet. They come by themselves once it has.</translation>
    </message>
    <message>
        <source>The demo catalogue that came with the till is damaged. Install the till anew.</source>
        <translation>The demo catalogue that came with the till is damaged. Install the till anew.</translation>
    </message>
    <message>
        <source>{file} was written by a newer version ({version}). Update this till first.</source>
        <translation>{file} was written by a newer version ({version}). Update this till first.</translation>
    </message>
    <message>
        <source>{file} cannot be written. The catalogue stays as it was.</source>
        <translation>{file} cannot be written. The catalogue stays as it was.</translation>
    </message>
    <message>
        <source>The store's barcode pattern {prefix} is wrong. Call support.</source>
        <translation>The store's barcode pattern {prefix} is wrong. Call support.</translation>
    </message>
    <message>
        <source>{file} could not be written. Check the folder and its free space.</source>
        <translation>{file} could not be written. Check the folder and its free space.</translation>
    </message>
    <message>
        <source>The logo {file} is too large for a receipt.</source>
        <translation>The logo {file} is too large for a receipt.</translation>
    </message>
    <message>
        <source>The logo {file} cannot be read as a picture.</source>
        <translation>The logo {file} cannot be read as a picture.</translation>
    </message>
    <message>
        <source>The printer has too much to do. The sale is saved; print it again later.</source>
        <translation>The printer has too much to do. The sale is saved; print it again later.</translation>
    </message>
    <message>
        <source>The printer's cover is open. The sale is saved. Close it, then print again.</source>
        <translation>The printer's cover is open. The sale is saved. Close it, then print again.</translation>
    </message>
    <message>
        <source>The printer reports an error. The sale is saved. Switch it off and on, then print again.</source>
        <translation>The printer reports an error. The sale is saved. Switch it off and on, then print again.</translation>
    </message>
    <message>
        <source>The printer stopped answering while printing. The sale is saved. Look at the paper; print again if it is incomplete.</source>
        <translation>The printer stopped answering while printing. The sale is saved. Look at the paper; print again if it is incomplete.</translation>
    </message>
    <message>
        <source>The printer has no paper. The sale is saved. Put paper in, then print again.</source>
        <translation>The printer has no paper. The sale is saved. Put paper in, then print again.</translation>
    </message>
    <message>
        <source>The printer {printer} does not answer. The sale is saved. Check cable and power, then print again.</source>
        <translation>The printer {printer} does not answer. The sale is saved. Check cable and power, then print again.</translation>
    </message>
    <message>
        <source>The printer is off line. The sale is saved. Press its button, then print again.</source>
        <translation>The printer is off line. The sale is saved. Press its button, then print again.</translation>
    </message>
    <message>
        <source>The printer did not answer in time. The sale is saved. Look at the paper; print again if it is missing.</source>
        <translation>The printer did not answer in time. The sale is saved. Look at the paper; print again if it is missing.</translation>
    </message>
    <message>
        <source>The paper is nearly used up. Have a new roll ready.</source>
        <translation>The paper is nearly used up. Have a new roll ready.</translation>
    </message>
    <message>
        <source>The drawer could not be opened. The sale is saved. Use the key, and check the cable to the printer.</source>
        <translation>The drawer could not be opened. The sale is saved. Use the key, and check the cable to the printer.</translation>
    </message>
    <message>
        <source>The scanner {scanner} does not answer. Check its cable; until then type the codes. It is tried again by itself.</source>
        <translation>The scanner {scanner} does not answer. Check its cable; until then type the codes. It is tried again by itself.</translation>
    </message>
    <message>
        <source>The camera {camera} cannot be used: reading a camera is not possible on Windows. Use the scanner or type the codes; selling goes on.</source>
        <translation>The camera {camera} cannot be used: reading a camera is not possible on Windows. Use the scanner or type the codes; selling goes on.</translation>
    </message>
    <message>
        <source>The camera {camera} does not answer. Check its cable; until then use the scanner or type the codes. It is tried again by itself.</source>
        <translation>The camera {camera} does not answer. Check its cable; until then use the scanner or type the codes. It is tried again by itself.</translation>
    </message>
    <message>
        <source>The camera is not used: the part of the program that reads its pictures (zxing-cpp) is not installed. Use the scanner or type the codes; selling goes on.</source>
        <translation>The camera is not used: the part of the program that reads its pictures (zxing-cpp) is not installed. Use the scanner or type the codes; selling goes on.</translation>
    </message>
    <message>
        <source>The camera {camera} sends its pictures in a form that cannot be read. Connect another one; until then use the scanner or type the codes.</source>
        <translation>The camera {camera} sends its pictures in a form that cannot be read. Connect another one; until then use the scanner or type the codes.</translation>
    </message>
    <message>
        <source>The promotion rules that came cannot be read. Tell the head office; selling goes on without them.</source>
        <translation>The promotion rules that came cannot be read. Tell the head office; selling goes on without them.</translation>
    </message>
    <message>
        <source>The promotion rules that came are for another version of the program. Tell the head office; selling goes on without them.</source>
        <translation>The promotion rules that came are for another version of the program. Tell the head office; selling goes on without them.</translation>
    </message>
    <message>
        <source>The promotion rules that came are too large. Tell the head office; selling goes on without them.</source>
        <translation>The promotion rules that came are too large. Tell the head office; selling goes on without them.</translation>
    </message>
    <message>
        <source>The promotion rules that came are wrong at {path}. Tell the head office; selling goes on without them.</source>
        <translation>The promotion rules that came are wrong at {path}. Tell the head office; selling goes on without them.</translation>
    </message>
    <message>
        <source>The scale sent something unreadable. Weigh again.</source>
        <translation>The scale sent something unreadable. Weigh again.</translation>
    </message>
    <message>
        <source>The scale shows less than zero. Empty it and set it to zero.</source>
        <translation>The scale shows less than zero. Empty it and set it to zero.</translation>
    </message>
    <message>
        <source>There is nothing on the scale.</source>
        <translation>There is nothing on the scale.</translation>
    </message>
    <message>
        <source>The scale does not answer. Check cable and power, or type the weight.</source>
        <translation>The scale does not answer. Check cable and power, or type the weight.</translation>
    </message>
    <message>
        <source>Too heavy for the scale. Weigh in parts.</source>
        <translation>Too heavy for the scale. Weigh in parts.</translation>
    </message>
    <message>
        <source>The scale is still moving. Wait until it is calm.</source>
        <translation>The scale is still moving. Wait until it is calm.</translation>
    </message>
    <message>
        <source>The list of members and offers was damaged and has been begun anew. Selling goes on; members and coupons come back with the next exchange or set-up.</source>
        <translation>The list of members and offers was damaged and has been begun anew. Selling goes on; members and coupons come back with the next exchange or set-up.</translation>
    </message>
    <message>
        <source>Sealed data cannot be opened: it was changed, or is meant for somebody else.</source>
        <translation>Sealed data cannot be opened: it was changed, or is meant for somebody else.</translation>
    </message>
    <message>
        <source>The date or time of this machine may be wrong. Selling goes on; member codes and coupons wait until a manager has confirmed the clock: shift screen, Ctrl+T.</source>
        <translation>The date or time of this machine may be wrong. Selling goes on; member codes and coupons wait until a manager has confirmed the clock: shift screen, Ctrl+T.</translation>
    </message>
    <message>
        <source>Too fast: the last scans are still being worked on. Scan again.</source>
        <translation>Too fast: the last scans are still being worked on. Scan again.</translation>
    </message>
    <message>
        <source>The quantity must be more than zero.</source>
        <translation>The quantity must be more than zero.</translation>
    </message>
    <message>
        <source>At most {largest} in one line. Check the quantity.</source>
        <translation>At most {largest} in one line. Check the quantity.</translation>
    </message>
    <message>
        <source>This item is sold by the piece: type a whole number.</source>
        <translation>This item is sold by the piece: type a whole number.</translation>
    </message>
    <message>
        <source>There is no line {line}. Choose a line first.</source>
        <translation>There is no line {line}. Choose a line first.</translation>
    </message>
    <message>
        <source>Line {line} is already voided.</source>
        <translation>Line {line} is already voided.</translation>
    </message>
    <message>
        <source>Choose a line that is being sold, with Up and Down or by touch.</source>
        <translation>Choose a line that is being sold, with Up and Down or by touch.</translation>
    </message>
    <message>
        <source>Payment has begun. Remove the payments first, then change the basket.</source>
        <translation>Payment has begun. Remove the payments first, then change the basket.</translation>
    </message>
    <message>
        <source>This basket is as large as one receipt can be. Take payment now and go on with a new one.</source>
        <translation>This basket is as large as one receipt can be. Take payment now and go on with a new one.</translation>
    </message>
    <message>
        <source>A transaction takes at most {most} lines. Take payment, then begin another one.</source>
        <translation>A transaction takes at most {most} lines. Take payment, then begin another one.</translation>
    </message>
    <message>
        <source>A returned line cannot be changed. Void it and take the goods back again.</source>
        <translation>A returned line cannot be changed. Void it and take the goods back again.</translation>
    </message>
    <message>
        <source>The price of this line is printed in its barcode. Void the line and scan again.</source>
        <translation>The price of this line is printed in its barcode. Void the line and scan again.</translation>
    </message>
    <message>
        <source>A price cannot be below zero.</source>
        <translation>A price cannot be below zero.</translation>
    </message>
    <message>
        <source>That price is too large. Was a barcode typed into the price?</source>
        <translation>That price is too large. Was a barcode typed into the price?</translation>
    </message>
    <message>
        <source>A discount is more than nothing and at most the whole price.</source>
        <translation>A discount is more than nothing and at most the whole price.</translation>
    </message>
    <message>
        <source>Nothing changed: the discount already given would become too large a share. Take the discount off first, or void its line, then give it anew.</source>
        <translation>Nothing changed: the discount already given would become too large a share. Take the discount off first, or void its line, then give it anew.</translation>
    </message>
    <message>
        <source>No line can be worth that much. Check the quantity and the price.</source>
        <translation>No line can be worth that much. Check the quantity and the price.</translation>
    </message>
    <message>
        <source>There is no sold line to take anything off.</source>
        <translation>There is no sold line to take anything off.</translation>
    </message>
    <message>
        <source>A note has at most {most} characters.</source>
        <translation>A note has at most {most} characters.</translation>
    </message>
    <message>
        <source>The name has at most {most} characters.</source>
        <translation>The name has at most {most} characters.</translation>
    </message>
    <message>
        <source>Type a number first, then press F9.</source>
        <translation>Type a number first, then press F9.</translation>
    </message>
    <message>
        <source>Choose a reason first (F1 to F8 or touch), then press F9.</source>
        <translation>Choose a reason first (F1 to F8 or touch), then press F9.</translation>
    </message>
    <message>
        <source>The store does not use this reason. Choose another one.</source>
        <translation>The store does not use this reason. Choose another one.</translation>
    </message>
    <message>
        <source>There is nothing in the basket. Scan an item first.</source>
        <translation>There is nothing in the basket. Scan an item first.</translation>
    </message>
    <message>
        <source>A transaction is open. Take payment, suspend or void it first.</source>
        <translation>A transaction is open. Take payment, suspend or void it first.</translation>
    </message>
    <message>
        <source>The transaction was voided. Nothing was sold.</source>
        <translation>The transaction was voided. Nothing was sold.</translation>
    </message>
    <message>
        <source>The transaction was put aside. F7 takes it up again.</source>
        <translation>The transaction was put aside. F7 takes it up again.</translation>
    </message>
    <message>
        <source>That transaction has already been taken up again or voided.</source>
        <translation>That transaction has already been taken up again or voided.</translation>
    </message>
    <message>
        <source>This item has no price yet. Do not sell it; ask the manager.</source>
        <translation>This item has no price yet. Do not sell it; ask the manager.</translation>
    </message>
    <message>
        <source>This item is priced in {currency}, which this till does not count. Do not sell it; ask head office.</source>
        <translation>This item is priced in {currency}, which this till does not count. Do not sell it; ask head office.</translation>
    </message>
    <message>
        <source>This item was recalled. Do not sell it; put it aside for the manager.</source>
        <translation>This item was recalled. Do not sell it; put it aside for the manager.</translation>
    </message>
    <message>
        <source>Lot {lot} was recalled. Do not sell it; put it aside for the manager.</source>
        <translation>Lot {lot} was recalled. Do not sell it; put it aside for the manager.</translation>
    </message>
    <message>
        <source>This piece may not be sold after {expired_on}. Take another one from the shelf.</source>
        <translation>This piece may not be sold after {expired_on}. Take another one from the shelf.</translation>
    </message>
    <message>
        <source>This item is sold by weight. Weigh it and type the weight.</source>
        <translation>This item is sold by weight. Weigh it and type the weight.</translation>
    </message>
    <message>
        <source>Sold. Another part of the code, such as lot or date, could not be read: check it on the pack.</source>
        <translation>Sold. Another part of the code, such as lot or date, could not be read: check it on the pack.</translation>
    </message>
    <message>
        <source>The scan was empty. Scan again.</source>
        <translation>The scan was empty. Scan again.</translation>
    </message>
    <message>
        <source>This code has {length} characters; the till takes at most {longest}. It is not an item.</source>
        <translation>This code has {length} characters; the till takes at most {longest}. It is not an item.</translation>
    </message>
    <message>
        <source>This code names no item. Look for the item's own barcode.</source>
        <translation>This code names no item. Look for the item's own barcode.</translation>
    </message>
    <message>
        <source>The check digit of {number} is wrong. Scan again or type it anew.</source>
        <translation>The check digit of {number} is wrong. Scan again or type it anew.</translation>
    </message>
    <message>
        <source>The price or weight in {number} is misprinted. Weigh the goods again.</source>
        <translation>The price or weight in {number} is misprinted. Weigh the goods again.</translation>
    </message>
    <message>
        <source>{digits} digits are no barcode: it has 8, 12, 13 or 14.</source>
        <translation>{digits} digits are no barcode: it has 8, 12, 13 or 14.</translation>
    </message>
    <message>
        <source>A barcode number has digits only.</source>
        <translation>A barcode number has digits only.</translation>
    </message>
    <message>
        <source>This is a web address, not an item. Scan the barcode on the pack.</source>
        <translation>This is a web address, not an item. Scan the barcode on the pack.</translation>
    </message>
    <message>
        <source>The receipt code is damaged. Type the receipt number.</source>
        <translation>The receipt code is damaged. Type the receipt number.</translation>
    </message>
    <message>
        <source>This is a payment code. Wallet payments are not connected yet: take cash or a card. The code was not kept.</source>
        <translation>This is a payment code. Wallet payments are not connected yet: take cash or a card. The code was not kept.</translation>
    </message>
    <message>
        <source>This is a bank card. Use the card terminal; the number was not kept.</source>
        <translation>This is a bank card. Use the card terminal; the number was not kept.</translation>
    </message>
    <message>
        <source>This is an operator's badge. It is used to sign on or to approve.</source>
        <translation>This is an operator's badge. It is used to sign on or to approve.</translation>
    </message>
    <message>
        <source>Wallet payments are not connected yet. Take cash, or a card on the terminal.</source>
        <translation>Wallet payments are not connected yet. Take cash, or a card on the terminal.</translation>
    </message>
    <message>
        <source>Added. The amount to pay has changed.</source>
        <translation>Added. The amount to pay has changed.</translation>
    </message>
    <message>
        <source>Type the amount that changes hands, or touch one. F1 is the exact amount.</source>
        <translation>Type the amount that changes hands, or touch one. F1 is the exact amount.</translation>
    </message>
    <message>
        <source>{due} is still open: take it or give it back first.</source>
        <translation>{due} is still open: take it or give it back first.</translation>
    </message>
    <message>
        <source>A card pays or gets back at most what is open: {due}. It gives no change.</source>
        <translation>A card pays or gets back at most what is open: {due}. It gives no change.</translation>
    </message>
    <message>
        <source>There is nothing to pay.</source>
        <translation>There is nothing to pay.</translation>
    </message>
    <message>
        <source>Not in the catalogue. Check the code, or look for the item by name.</source>
        <translation>Not in the catalogue. Check the code, or look for the item by name.</translation>
    </message>
    <message>
        <source>A maker's coupon pays like money. Ring everything up first, then F9 and scan it again.</source>
        <translation>A maker's coupon pays like money. Ring everything up first, then F9 and scan it again.</translation>
    </message>
    <message>
        <source>The amount must not be zero.</source>
        <translation>The amount must not be zero.</translation>
    </message>
    <message>
        <source>The amount is too large. Was a code typed into it?</source>
        <translation>The amount is too large. Was a code typed into it?</translation>
    </message>
    <message>
        <source>Money goes the other way here: check whether it is a sale or a refund.</source>
        <translation>Money goes the other way here: check whether it is a sale or a refund.</translation>
    </message>
    <message>
        <source>That payment has already been removed.</source>
        <translation>That payment has already been removed.</translation>
    </message>
    <message>
        <source>At most {due} is to be given back.</source>
        <translation>At most {due} is to be given back.</translation>
    </message>
    <message>
        <source>Choose the brand of the card.</source>
        <translation>Choose the brand of the card.</translation>
    </message>
    <message>
        <source>Type the last four digits as on the slip.</source>
        <translation>Type the last four digits as on the slip.</translation>
    </message>
    <message>
        <source>Type the approval code as on the slip: 1 to 12 letters or digits.</source>
        <translation>Type the approval code as on the slip: 1 to 12 letters or digits.</translation>
    </message>
    <message>
        <source>Never type a whole card number here. Only the last four digits.</source>
        <translation>Never type a whole card number here. Only the last four digits.</translation>
    </message>
    <message>
        <source>There is no receipt {receipt} on this till. Check the number.</source>
        <translation>There is no receipt {receipt} on this till. Check the number.</translation>
    </message>
    <message>
        <source>Line {line} cannot be returned.</source>
        <translation>Line {line} cannot be returned.</translation>
    </message>
    <message>
        <source>At most {remaining} may still come back.</source>
        <translation>At most {remaining} may still come back.</translation>
    </message>
    <message>
        <source>This sale was cancelled afterwards; nothing of it may be returned.</source>
        <translation>This sale was cancelled afterwards; nothing of it may be returned.</translation>
    </message>
    <message>
        <source>There is no sale of this shift that could be cancelled.</source>
        <translation>There is no sale of this shift that could be cancelled.</translation>
    </message>
    <message>
        <source>Training: nothing here counts. Leave with More, F8.</source>
        <translation>Training: nothing here counts. Leave with More, F8.</translation>
    </message>
    <message>
        <source>Back at the real till.</source>
        <translation>Back at the real till.</translation>
    </message>
    <message>
        <source>The till is in training already.</source>
        <translation>The till is in training already.</translation>
    </message>
    <message>
        <source>The till is not in training.</source>
        <translation>The till is not in training.</translation>
    </message>
    <message>
        <source>Number or PIN is wrong. Try again.</source>
        <translation>Number or PIN is wrong. Try again.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. This number can try again in {minutes} minutes.</source>
        <translation>Too many wrong PINs. This number can try again in {minutes} minutes.</translation>
    </message>
    <message>
        <source>Too many wrong sign-ons at this till. Wait a minute, or call the manager.</source>
        <translation>Too many wrong sign-ons at this till. Wait a minute, or call the manager.</translation>
    </message>
    <message>
        <source>Somebody is signed on already.</source>
        <translation>Somebody is signed on already.</translation>
    </message>
    <message>
        <source>Sign on first.</source>
        <translation>Sign on first.</translation>
    </message>
    <message>
        <source>The till is locked. Type the PIN first.</source>
        <translation>The till is locked. Type the PIN first.</translation>
    </message>
    <message>
        <source>{operator} locked this till. Only {operator} or a manager can unlock it.</source>
        <translation>{operator} locked this till. Only {operator} or a manager can unlock it.</translation>
    </message>
    <message>
        <source>You may not do this: {privilege}. Call somebody who may.</source>
        <translation>You may not do this: {privilege}. Call somebody who may.</translation>
    </message>
    <message>
        <source>{privilege} needs a second person. Nothing has changed yet.</source>
        <translation>{privilege} needs a second person. Nothing has changed yet.</translation>
    </message>
    <message>
        <source>Nobody approves their own action. Ask a second person.</source>
        <translation>Nobody approves their own action. Ask a second person.</translation>
    </message>
    <message>
        <source>This person may not approve it: {privilege}. Ask somebody else.</source>
        <translation>This person may not approve it: {privilege}. Ask somebody else.</translation>
    </message>
    <message>
        <source>The approval has run out. Ask for it again.</source>
        <translation>The approval has run out. Ask for it again.</translation>
    </message>
    <message>
        <source>A PIN has {shortest} to {longest} digits.</source>
        <translation>A PIN has {shortest} to {longest} digits.</translation>
    </message>
    <message>
        <source>A PIN has digits only.</source>
        <translation>A PIN has digits only.</translation>
    </message>
    <message>
        <source>This PIN is too easy to guess. Choose another one.</source>
        <translation>This PIN is too easy to guess. Choose another one.</translation>
    </message>
    <message>
        <source>The business day is not open. Open it first.</source>
        <translation>The business day is not open. Open it first.</translation>
    </message>
    <message>
        <source>Business day {date} is open already.</source>
        <translation>Business day {date} is open already.</translation>
    </message>
    <message>
        <source>There is no business day {date} on this till.</source>
        <translation>There is no business day {date} on this till.</translation>
    </message>
    <message>
        <source>That is not a date. Write it like 20261121 or 2026-11-21.</source>
        <translation>That is not a date. Write it like 20261121 or 2026-11-21.</translation>
    </message>
    <message>
        <source>That day is too far ahead: until {date} at most. Check the date and the clock.</source>
        <translation>That day is too far ahead: until {date} at most. Check the date and the clock.</translation>
    </message>
    <message>
        <source>Business days only go forward; the last one was {date}.</source>
        <translation>Business days only go forward; the last one was {date}.</translation>
    </message>
    <message>
        <source>No shift is open. Count the float and open one first.</source>
        <translation>No shift is open. Count the float and open one first.</translation>
    </message>
    <message>
        <source>The shift of {operator} is still open on this till.</source>
        <translation>The shift of {operator} is still open on this till.</translation>
    </message>
    <message>
        <source>The open shift belongs to {operator}. It has to be closed first.</source>
        <translation>The open shift belongs to {operator}. It has to be closed first.</translation>
    </message>
    <message>
        <source>The shift of {operator} is still open. Close it first.</source>
        <translation>The shift of {operator} is still open. Close it first.</translation>
    </message>
    <message>
        <source>There is no shift {number} on this till.</source>
        <translation>There is no shift {number} on this till.</translation>
    </message>
    <message>
        <source>{count} suspended transactions remain. Take them up or void them first.</source>
        <translation>{count} suspended transactions remain. Take them up or void them first.</translation>
    </message>
    <message>
        <source>The amount must be more than zero.</source>
        <translation>The amount must be more than zero.</translation>
    </message>
    <message>
        <source>The amount is too large. Check it.</source>
        <translation>The amount is too large. Check it.</translation>
    </message>
    <message>
        <source>There is not that much cash in the till.</source>
        <translation>There is not that much cash in the till.</translation>
    </message>
    <message>
        <source>The store does not count {denomination}.</source>
        <translation>The store does not count {denomination}.</translation>
    </message>
    <message>
        <source>At most {most} pieces of one note or coin. Check the count.</source>
        <translation>At most {most} pieces of one note or coin. Check the count.</translation>
    </message>
    <message>
        <source>That is not a mobile number. Type all 11 digits; a number of another country begins with + and its code.</source>
        <translation>That is not a mobile number. Type all 11 digits; a number of another country begins with + and its code.</translation>
    </message>
    <message>
        <source>The shift is open. Scan the first item.</source>
        <translation>The shift is open. Scan the first item.</translation>
    </message>
    <message>
        <source>Nothing is counted yet. Type the pieces, or press F1 for an empty drawer.</source>
        <translation>Nothing is counted yet. Type the pieces, or press F1 for an empty drawer.</translation>
    </message>
    <message>
        <source>Close shift {shift} with {counted} counted?</source>
        <translation>Close shift {shift} with {counted} counted?</translation>
    </message>
    <message>
        <source>The count cannot be changed afterwards. F9 closes the shift, Esc goes back to the count.</source>
        <translation>The count cannot be changed afterwards. F9 closes the shift, Esc goes back to the count.</translation>
    </message>
    <message>
        <source>Close the business day {date}?</source>
        <translation>Close the business day {date}?</translation>
    </message>
    <message>
        <source>After this nothing more can be sold on this day. F9 closes it.</source>
        <translation>After this nothing more can be sold on this day. F9 closes it.</translation>
    </message>
    <message>
        <source>Is the time of this machine right?</source>
        <translation>Is the time of this machine right?</translation>
    </message>
    <message>
        <source>Compare date and time at the top with your own clock, year included. If they are wrong, set the machine's clock first. F9 confirms; member codes and coupons go by it then.</source>
        <translation>Compare date and time at the top with your own clock, year included. If they are wrong, set the machine's clock first. F9 confirms; member codes and coupons go by it then.</translation>
    </message>
    <message>
        <source>The time is confirmed. Member codes and coupons are taken again.</source>
        <translation>The time is confirmed. Member codes and coupons are taken again.</translation>
    </message>
    <message>
        <source>Not while training. End training first.</source>
        <translation>Not while training. End training first.</translation>
    </message>
    <message>
        <source>{amount} paid in and recorded. Put it into the drawer.</source>
        <translation>{amount} paid in and recorded. Put it into the drawer.</translation>
    </message>
    <message>
        <source>{amount} paid out and recorded. Take it from the drawer.</source>
        <translation>{amount} paid out and recorded. Take it from the drawer.</translation>
    </message>
    <message>
        <source>{amount} recorded for the safe. Take it from the drawer.</source>
        <translation>{amount} recorded for the safe. Take it from the drawer.</translation>
    </message>
    <message>
        <source>{amount} of float recorded. Put it into the drawer.</source>
        <translation>{amount} of float recorded. Put it into the drawer.</translation>
    </message>
    <message>
        <source>Recorded. The drawer opens.</source>
        <translation>Recorded. The drawer opens.</translation>
    </message>
    <message>
        <source>Nothing is scanned on this screen. Press Esc to sell, then scan again.</source>
        <translation>Nothing is scanned on this screen. Press Esc to sell, then scan again.</translation>
    </message>
    <message>
        <source>The report was sent to the printer.</source>
        <translation>The report was sent to the printer.</translation>
    </message>
    <message>
        <source>The slip was sent to the printer.</source>
        <translation>The slip was sent to the printer.</translation>
    </message>
    <message>
        <source>What had not come out was sent to the printer again: {count}.</source>
        <translation>What had not come out was sent to the printer again: {count}.</translation>
    </message>
    <message>
        <source>That is no receipt number. Scan the receipt, or type the digits at the end of its number.</source>
        <translation>That is no receipt number. Scan the receipt, or type the digits at the end of its number.</translation>
    </message>
    <message>
        <source>Scan a receipt here. To sell an item press Esc first.</source>
        <translation>Scan a receipt here. To sell an item press Esc first.</translation>
    </message>
    <message>
        <source>Copy {copy} of {receipt} was sent to the printer.</source>
        <translation>Copy {copy} of {receipt} was sent to the printer.</translation>
    </message>
    <message>
        <source>{receipt} is cancelled. Give {amount} back the way it was paid.</source>
        <translation>{receipt} is cancelled. Give {amount} back the way it was paid.</translation>
    </message>
    <message>
        <source>That code is not used here. Scan the receipt, or the goods that come back.</source>
        <translation>That code is not used here. Scan the receipt, or the goods that come back.</translation>
    </message>
    <message>
        <source>All of this line has come back already. Choose another line.</source>
        <translation>All of this line has come back already. Choose another line.</translation>
    </message>
    <message>
        <source>All that was sold on this receipt has come back already.</source>
        <translation>All that was sold on this receipt has come back already.</translation>
    </message>
    <message>
        <source>This item is not on the receipt. Open another receipt with F3, or press F7 to take it back without one.</source>
        <translation>This item is not on the receipt. Open another receipt with F3, or press F7 to take it back without one.</translation>
    </message>
    <message>
        <source>Taken back for {amount}. F10 goes to the basket to pay it out or exchange.</source>
        <translation>Taken back for {amount}. F10 goes to the basket to pay it out or exchange.</translation>
    </message>
    <message>
        <source>This is longer than any member code or voucher. The sale goes on without.</source>
        <translation>This is longer than any member code or voucher. The sale goes on without.</translation>
    </message>
    <message>
        <source>The member code or voucher did not come through whole. Scan it again.</source>
        <translation>The member code or voucher did not come through whole. Scan it again.</translation>
    </message>
    <message>
        <source>Only a part of the member code or voucher came through. Scan it again.</source>
        <translation>Only a part of the member code or voucher came through. Scan it again.</translation>
    </message>
    <message>
        <source>This member code or voucher was not written by our system and is not taken. The sale goes on without.</source>
        <translation>This member code or voucher was not written by our system and is not taken. The sale goes on without.</translation>
    </message>
    <message>
        <source>This is not one of our member codes or vouchers. The sale goes on without.</source>
        <translation>This is not one of our member codes or vouchers. The sale goes on without.</translation>
    </message>
    <message>
        <source>This till does not know key {kid} that signed the code: it is not ours, or newer than the till's last exchange. The sale goes on without.</source>
        <translation>This till does not know key {kid} that signed the code: it is not ours, or newer than the till's last exchange. The sale goes on without.</translation>
    </message>
    <message>
        <source>Key {kid} that signed this code was withdrawn. The customer gets a new code in the app; the sale goes on without.</source>
        <translation>Key {kid} that signed this code was withdrawn. The customer gets a new code in the app; the sale goes on without.</translation>
    </message>
    <message>
        <source>Key {kid} that signed this code is not in use on this day. The sale goes on without.</source>
        <translation>Key {kid} that signed this code is not in use on this day. The sale goes on without.</translation>
    </message>
    <message>
        <source>The signature of this code is wrong: damaged or forged. Scan it again; if it is refused again, the sale goes on without.</source>
        <translation>The signature of this code is wrong: damaged or forged. Scan it again; if it is refused again, the sale goes on without.</translation>
    </message>
    <message>
        <source>The code is signed, but what it says makes no sense. Tell the head office.</source>
        <translation>The code is signed, but what it says makes no sense. Tell the head office.</translation>
    </message>
    <message>
        <source>This is a kind of code that this till does not know yet. The sale goes on without; the program needs an update.</source>
        <translation>This is a kind of code that this till does not know yet. The sale goes on without; the program needs an update.</translation>
    </message>
    <message>
        <source>This voucher gives something that this till does not know yet. The sale goes on without; the program needs an update.</source>
        <translation>This voucher gives something that this till does not know yet. The sale goes on without; the program needs an update.</translation>
    </message>
    <message>
        <source>Key {kid} may not sign codes of this kind. The code is not taken. Tell the head office.</source>
        <translation>Key {kid} may not sign codes of this kind. The code is not taken. Tell the head office.</translation>
    </message>
    <message>
        <source>This code is not valid yet. For a member code, check the phone's clock.</source>
        <translation>This code is not valid yet. For a member code, check the phone's clock.</translation>
    </message>
    <message>
        <source>This code has run out. Let the customer show the live code in the app, not a picture of it.</source>
        <translation>This code has run out. Let the customer show the live code in the app, not a picture of it.</translation>
    </message>
    <message>
        <source>This till is not sure of the time, so it cannot tell whether the voucher is still good. Connect the till once; the sale goes on without.</source>
        <translation>This till is not sure of the time, so it cannot tell whether the voucher is still good. Connect the till once; the sale goes on without.</translation>
    </message>
    <message>
        <source>This code has been used in another sale. Wait for the next code on the customer's phone.</source>
        <translation>This code has been used in another sale. Wait for the next code on the customer's phone.</translation>
    </message>
    <message>
        <source>This voucher is good in other stores, not in this one.</source>
        <translation>This voucher is good in other stores, not in this one.</translation>
    </message>
    <message>
        <source>This voucher is in another currency.</source>
        <translation>This voucher is in another currency.</translation>
    </message>
    <message>
        <source>{file} is missing: this data folder is not a demo store's.</source>
        <translation>{file} is missing: this data folder is not a demo store's.</translation>
    </message>
    <message>
        <source>{file}, the demo store's keys, cannot be read. Codes cannot be made.</source>
        <translation>{file}, the demo store's keys, cannot be read. Codes cannot be made.</translation>
    </message>
    <message>
        <source>{file}, the demo store's keys, cannot be written. Check the disk.</source>
        <translation>{file}, the demo store's keys, cannot be written. Check the disk.</translation>
    </message>
    <message>
        <source>The demo store's head office could not be started in the folder {file}. The till sells on without it.</source>
        <translation>The demo store's head office could not be started in the folder {file}. The till sells on without it.</translation>
    </message>
    <message>
        <source>The store's pattern for member cards that begin with {prefix} is wrong: letters and digits, and a length of at most 24.</source>
        <translation>The store's pattern for member cards that begin with {prefix} is wrong: letters and digits, and a length of at most 24.</translation>
    </message>
    <message>
        <source>The head office's allowance for this till cannot be read. What depends on it is off until a new one comes.</source>
        <translation>The head office's allowance for this till cannot be read. What depends on it is off until a new one comes.</translation>
    </message>
    <message>
        <source>The issuer's list of keys is not signed by our company and was not taken. The till goes on with the list it has.</source>
        <translation>The issuer's list of keys is not signed by our company and was not taken. The till goes on with the list it has.</translation>
    </message>
    <message>
        <source>The issuer's list of keys cannot be read. The till goes on with the list it has.</source>
        <translation>The issuer's list of keys cannot be read. The till goes on with the list it has.</translation>
    </message>
    <message>
        <source>The issuer's list of keys (version {version}) is older than the one this till has ({held}) and was not taken.</source>
        <translation>The issuer's list of keys (version {version}) is older than the one this till has ({held}) and was not taken.</translation>
    </message>
    <message>
        <source>No member is attached to this sale. Scan the code first.</source>
        <translation>No member is attached to this sale. Scan the code first.</translation>
    </message>
    <message>
        <source>Nobody was found by this. Check the number, or let the customer join; the sale goes on.</source>
        <translation>Nobody was found by this. Check the number, or let the customer join; the sale goes on.</translation>
    </message>
    <message>
        <source>The code is good, but this till does not know the member yet. The sale goes on at normal prices; the points are credited later.</source>
        <translation>The code is good, but this till does not know the member yet. The sale goes on at normal prices; the points are credited later.</translation>
    </message>
    <message>
        <source>Another member is attached now. Coupons and points of the one before count no more.</source>
        <translation>Another member is attached now. Coupons and points of the one before count no more.</translation>
    </message>
    <message>
        <source>This till is not sure of the time. The member is attached and earns points; points cannot be spent until a manager confirms the clock.</source>
        <translation>This till is not sure of the time. The member is attached and earns points; points cannot be spent until a manager confirms the clock.</translation>
    </message>
    <message>
        <source>This member cannot be attached before the till has exchanged data once. The sale goes on without.</source>
        <translation>This member cannot be attached before the till has exchanged data once. The sale goes on without.</translation>
    </message>
    <message>
        <source>{most} searches for members in one hour are enough. Scan the customer's code or card.</source>
        <translation>{most} searches for members in one hour are enough. Scan the customer's code or card.</translation>
    </message>
    <message>
        <source>A name has {most} characters at most.</source>
        <translation>A name has {most} characters at most.</translation>
    </message>
    <message>
        <source>Without consent to the membership notice nobody becomes a member. Nothing was kept.</source>
        <translation>Without consent to the membership notice nobody becomes a member. Nothing was kept.</translation>
    </message>
    <message>
        <source>{phone} is a member's number already: {name}. Attach them by it.</source>
        <translation>{phone} is a member's number already: {name}. Attach them by it.</translation>
    </message>
    <message>
        <source>Membership itself ends by forgetting the member: everything of them is deleted here. A manager has to consent.</source>
        <translation>Membership itself ends by forgetting the member: everything of them is deleted here. A manager has to consent.</translation>
    </message>
    <message>
        <source>Welcome: a member from now on. Member prices and points count at once.</source>
        <translation>Welcome: a member from now on. Member prices and points count at once.</translation>
    </message>
    <message>
        <source>Written down. It counts from now on.</source>
        <translation>Written down. It counts from now on.</translation>
    </message>
    <message>
        <source>End this membership for good?</source>
        <translation>End this membership for good?</translation>
    </message>
    <message>
        <source>Everything this till holds of the member is deleted, points and coupons are lost. Only for the member, and only when they ask for it.</source>
        <translation>Everything this till holds of the member is deleted, points and coupons are lost. Only for the member, and only when they ask for it.</translation>
    </message>
    <message>
        <source>The membership has ended and the data is deleted. The sale goes on without.</source>
        <translation>The membership has ended and the data is deleted. The sale goes on without.</translation>
    </message>
    <message>
        <source>This store has no address to join by. Enrol here at the till instead.</source>
        <translation>This store has no address to join by. Enrol here at the till instead.</translation>
    </message>
    <message>
        <source>The coupon is taken and already lowers the price.</source>
        <translation>The coupon is taken and already lowers the price.</translation>
    </message>
    <message>
        <source>The coupon is taken. It does nothing on this basket yet: the coupon panel says what is missing.</source>
        <translation>The coupon is taken. It does nothing on this basket yet: the coupon panel says what is missing.</translation>
    </message>
    <message>
        <source>This coupon is in this sale already.</source>
        <translation>This coupon is in this sale already.</translation>
    </message>
    <message>
        <source>This is a member code, not a coupon. Scan it in the sale.</source>
        <translation>This is a member code, not a coupon. Scan it in the sale.</translation>
    </message>
    <message>
        <source>This coupon is not in this sale.</source>
        <translation>This coupon is not in this sale.</translation>
    </message>
    <message>
        <source>No more than {most} coupons fit into one sale.</source>
        <translation>No more than {most} coupons fit into one sale.</translation>
    </message>
    <message>
        <source>The member does not have this coupon. Let the customer show its code.</source>
        <translation>The member does not have this coupon. Let the customer show its code.</translation>
    </message>
    <message>
        <source>This till does not know coupon campaign {campaign} yet. The sale goes on without; try again once the till has been online.</source>
        <translation>This till does not know coupon campaign {campaign} yet. The sale goes on without; try again once the till has been online.</translation>
    </message>
    <message>
        <source>The record of this coupon's campaign cannot be used ({path}). The sale goes on without. Tell the head office.</source>
        <translation>The record of this coupon's campaign cannot be used ({path}). The sale goes on without. Tell the head office.</translation>
    </message>
    <message>
        <source>This coupon has been withdrawn, or was used somewhere else. It is not taken.</source>
        <translation>This coupon has been withdrawn, or was used somewhere else. It is not taken.</translation>
    </message>
    <message>
        <source>This till is not sure of the time, so it cannot tell whether the coupon is still good. Let a manager confirm the clock; the sale goes on without.</source>
        <translation>This till is not sure of the time, so it cannot tell whether the coupon is still good. Let a manager confirm the clock; the sale goes on without.</translation>
    </message>
    <message>
        <source>This coupon is not valid yet.</source>
        <translation>This coupon is not valid yet.</translation>
    </message>
    <message>
        <source>This coupon has expired.</source>
        <translation>This coupon has expired.</translation>
    </message>
    <message>
        <source>This coupon is good in other stores, not in this one.</source>
        <translation>This coupon is good in other stores, not in this one.</translation>
    </message>
    <message>
        <source>This coupon has been used as often as it may be ({uses}).</source>
        <translation>This coupon has been used as often as it may be ({uses}).</translation>
    </message>
    <message>
        <source>This coupon is in another sale that was put aside. Take it up, or give the coupon back there.</source>
        <translation>This coupon is in another sale that was put aside. Take it up, or give the coupon back there.</translation>
    </message>
    <message>
        <source>This coupon is for members. Scan the member's code first.</source>
        <translation>This coupon is for members. Scan the member's code first.</translation>
    </message>
    <message>
        <source>This coupon belongs to another member.</source>
        <translation>This coupon belongs to another member.</translation>
    </message>
    <message>
        <source>This member has used {most} coupons of this kind; that is all each may use.</source>
        <translation>This member has used {most} coupons of this kind; that is all each may use.</translation>
    </message>
    <message>
        <source>Only {most} coupon(s) of this kind may be used in one sale.</source>
        <translation>Only {most} coupon(s) of this kind may be used in one sale.</translation>
    </message>
    <message>
        <source>This till has not met the head office for {days} days, so it takes no coupons. Sales go on; connect the till.</source>
        <translation>This till has not met the head office for {days} days, so it takes no coupons. Sales go on; connect the till.</translation>
    </message>
    <message>
        <source>This coupon is so valuable that the head office must confirm it, and the till is not connected. The coupon stays good: offer another one, or its use on another day.</source>
        <translation>This coupon is so valuable that the head office must confirm it, and the till is not connected. The coupon stays good: offer another one, or its use on another day.</translation>
    </message>
    <message>
        <source>The head office did not answer in time. The coupon was not used; try again, or go on without.</source>
        <translation>The head office did not answer in time. The coupon was not used; try again, or go on without.</translation>
    </message>
    <message>
        <source>Another till holds this coupon at the moment. Try again in a few minutes.</source>
        <translation>Another till holds this coupon at the moment. Try again in a few minutes.</translation>
    </message>
    <message>
        <source>This coupon has been used already, at another till.</source>
        <translation>This coupon has been used already, at another till.</translation>
    </message>
    <message>
        <source>The head office's answer came too late to rely on. The coupon was not used; try again.</source>
        <translation>The head office's answer came too late to rely on. The coupon was not used; try again.</translation>
    </message>
    <message>
        <source>The head office's confirmation of a coupon has run out. Renew it in the coupon panel or give the coupon back, then take the money.</source>
        <translation>The head office's confirmation of a coupon has run out. Renew it in the coupon panel or give the coupon back, then take the money.</translation>
    </message>
    <message>
        <source>A coupon ended while this basket stood open; the price is now without it.</source>
        <translation>A coupon ended while this basket stood open; the price is now without it.</translation>
    </message>
    <message>
        <source>This coupon needs no confirmation; there is nothing to renew.</source>
        <translation>This coupon needs no confirmation; there is nothing to renew.</translation>
    </message>
    <message>
        <source>This coupon is taken at the store's main till. Send the customer there, or go on without.</source>
        <translation>This coupon is taken at the store's main till. Send the customer there, or go on without.</translation>
    </message>
    <message>
        <source>This till has used up its share of this campaign. The coupon stays good: try another till, or go on without.</source>
        <translation>This till has used up its share of this campaign. The coupon stays good: try another till, or go on without.</translation>
    </message>
    <message>
        <source>This till was restored from a copy. Until the head office has checked it, such coupons are not taken here. The coupon stays good.</source>
        <translation>This till was restored from a copy. Until the head office has checked it, such coupons are not taken here. The coupon stays good.</translation>
    </message>
    <message>
        <source>The till has been offline for {hours} hours, too long for this coupon. The coupon stays good; connect the till.</source>
        <translation>The till has been offline for {hours} hours, too long for this coupon. The coupon stays good; connect the till.</translation>
    </message>
    <message>
        <source>Without asking the head office, only coupons up to {most} are taken here. The coupon stays good.</source>
        <translation>Without asking the head office, only coupons up to {most} are taken here. The coupon stays good.</translation>
    </message>
    <message>
        <source>Only {left} of coupons may still be taken without asking the head office. The coupon stays good; connect the till.</source>
        <translation>Only {left} of coupons may still be taken without asking the head office. The coupon stays good; connect the till.</translation>
    </message>
    <message>
        <source>Allowance {grant} is for another till and was not taken.</source>
        <translation>Allowance {grant} is for another till and was not taken.</translation>
    </message>
    <message>
        <source>Allowance {grant} came twice with different contents; the first one stays. Tell the head office.</source>
        <translation>Allowance {grant} came twice with different contents; the first one stays. Tell the head office.</translation>
    </message>
    <message>
        <source>Points cannot be spent in this store.</source>
        <translation>Points cannot be spent in this store.</translation>
    </message>
    <message>
        <source>Points are only spent with the live member code. Let the customer open the app and scan it.</source>
        <translation>Points are only spent with the live member code. Let the customer open the app and scan it.</translation>
    </message>
    <message>
        <source>This till is not sure of the time, so no points can be spent. A manager can confirm the clock; points are still earned.</source>
        <translation>This till is not sure of the time, so no points can be spent. A manager can confirm the clock; points are still earned.</translation>
    </message>
    <message>
        <source>This till has no leave to spend this member's points without network. They are still earned.</source>
        <translation>This till has no leave to spend this member's points without network. They are still earned.</translation>
    </message>
    <message>
        <source>The leave to spend points without network has run out. Connect the till; points are still earned.</source>
        <translation>The leave to spend points without network has run out. Connect the till; points are still earned.</translation>
    </message>
    <message>
        <source>The head office did not answer in time. No points were taken; try again, or go on without.</source>
        <translation>The head office did not answer in time. No points were taken; try again, or go on without.</translation>
    </message>
    <message>
        <source>At most {points} points can be spent here now.</source>
        <translation>At most {points} points can be spent here now.</translation>
    </message>
    <message>
        <source>Points are spent from {points} on.</source>
        <translation>Points are spent from {points} on.</translation>
    </message>
    <message>
        <source>This is not the number of a maker's coupon: 12 or 13 digits with a right check digit.</source>
        <translation>This is not the number of a maker's coupon: 12 or 13 digits with a right check digit.</translation>
    </message>
    <message>
        <source>The value code {value_code} of this coupon stands for nothing. Do not take it.</source>
        <translation>The value code {value_code} of this coupon stands for nothing. Do not take it.</translation>
    </message>
    <message>
        <source>Nothing in this sale is named by the coupon, or it has served another coupon. Choose the goods it names.</source>
        <translation>Nothing in this sale is named by the coupon, or it has served another coupon. Choose the goods it names.</translation>
    </message>
    <message>
        <source>This coupon asks for {units} pieces of the goods it names.</source>
        <translation>This coupon asks for {units} pieces of the goods it names.</translation>
    </message>
    <message>
        <source>The number does not say what this coupon is worth. Type what the paper says.</source>
        <translation>The number does not say what this coupon is worth. Type what the paper says.</translation>
    </message>
    <message>
        <source>The goods this coupon names are paid for already.</source>
        <translation>The goods this coupon names are paid for already.</translation>
    </message>
    <message>
        <source>Gift cards need the network, and there is none. {due} can be paid in cash or by bank card, or the sale put aside until it is back.</source>
        <translation>Gift cards need the network, and there is none. {due} can be paid in cash or by bank card, or the sale put aside until it is back.</translation>
    </message>
    <message>
        <source>No clear answer about this gift card. Nothing was taken; try again or pay another way.</source>
        <translation>No clear answer about this gift card. Nothing was taken; try again or pay another way.</translation>
    </message>
    <message>
        <source>This gift card is not known. Check the number.</source>
        <translation>This gift card is not known. Check the number.</translation>
    </message>
    <message>
        <source>This gift card is not active. The customer can ask where it was bought.</source>
        <translation>This gift card is not active. The customer can ask where it was bought.</translation>
    </message>
    <message>
        <source>There is nothing left on this gift card.</source>
        <translation>There is nothing left on this gift card.</translation>
    </message>
    <message>
        <source>The amount is not held on the gift card any more. Take this payment out and try again, or pay another way.</source>
        <translation>The amount is not held on the gift card any more. Take this payment out and try again, or pay another way.</translation>
    </message>
    <message>
        <source>This is not the number of a gift card: 8 to 32 letters and digits.</source>
        <translation>This is not the number of a gift card: 8 to 32 letters and digits.</translation>
    </message>
    <message>
        <source>These goods were not paid by gift card. Give the money back another way.</source>
        <translation>These goods were not paid by gift card. Give the money back another way.</translation>
    </message>
    <message>
        <source>Connected. Give head office these six digits to compare: {fingerprint}.</source>
        <translation>Connected. Give head office these six digits to compare: {fingerprint}.</translation>
    </message>
    <message>
        <source>Type the cloud's address and the one-time code that head office gave you.</source>
        <translation>Type the cloud's address and the one-time code that head office gave you.</translation>
    </message>
    <message>
        <source>This till belongs to no cloud yet. Connect it with F7.</source>
        <translation>This till belongs to no cloud yet. Connect it with F7.</translation>
    </message>
    <message>
        <source>The till is still starting its link to the cloud. Try again in a moment.</source>
        <translation>The till is still starting its link to the cloud. Try again in a moment.</translation>
    </message>
    <message>
        <source>Done: {sent} rows sent, {applied} received.</source>
        <translation>Done: {sent} rows sent, {applied} received.</translation>
    </message>
    <message>
        <source>Not synced ({why}). Sales are kept here; sell on.</source>
        <translation>Not synced ({why}). Sales are kept here; sell on.</translation>
    </message>
    <message>
        <source>The demo's head office is not installed here; the till sells on.</source>
        <translation>The demo's head office is not installed here; the till sells on.</translation>
    </message>
    <message>
        <source>Type the first day, such as 1121 for 21 November.</source>
        <translation>Type the first day, such as 1121 for 21 November.</translation>
    </message>
    <message>
        <source>From {first} to {last} is no period of days. The second day comes after the first, at most ten years later.</source>
        <translation>From {first} to {last} is no period of days. The second day comes after the first, at most ten years later.</translation>
    </message>
    <message>
        <source>Mark a bar or a row with the arrow keys first, or touch it.</source>
        <translation>Mark a bar or a row with the arrow keys first, or touch it.</translation>
    </message>
    <message>
        <source>Stopped. The figures shown are those that were added up before.</source>
        <translation>Stopped. The figures shown are those that were added up before.</translation>
    </message>
    <message>
        <source>This row of the journal is of no receipt.</source>
        <translation>This row of the journal is of no receipt.</translation>
    </message>
    <message>
        <source>Sales are still being added up: {left} to go. Try again in a moment.</source>
        <translation>Sales are still being added up: {left} to go. Try again in a moment.</translation>
    </message>
    <message>
        <source>A number of letters A to Z, digits and - / . is wanted here, up to 32 of them.</source>
        <translation>A number of letters A to Z, digits and - / . is wanted here, up to 32 of them.</translation>
    </message>
    <message>
        <source>This lot number or last day cannot be kept.</source>
        <translation>This lot number or last day cannot be kept.</translation>
    </message>
    <message>
        <source>{least} to {most} days are possible.</source>
        <translation>{least} to {most} days are possible.</translation>
    </message>
    <message>
        <source>This was finished or given up already.</source>
        <translation>This was finished or given up already.</translation>
    </message>
    <message>
        <source>This line is not there any more.</source>
        <translation>This line is not there any more.</translation>
    </message>
    <message>
        <source>A cost cannot be below zero.</source>
        <translation>A cost cannot be below zero.</translation>
    </message>
    <message>
        <source>The delivery note cannot be read at line {line} (0: the whole file). Nothing was begun.</source>
        <translation>The delivery note cannot be read at line {line} (0: the whole file). Nothing was begun.</translation>
    </message>
    <message>
        <source>{count} lines of the note name no item of this store and were left out.</source>
        <translation>{count} lines of the note name no item of this store and were left out.</translation>
    </message>
    <message>
        <source>Nothing was scanned yet.</source>
        <translation>Nothing was scanned yet.</translation>
    </message>
    <message>
        <source>{note} is begun. Scan the goods one by one.</source>
        <translation>{note} is begun. Scan the goods one by one.</translation>
    </message>
    <message>
        <source>{note} is recorded: {lines} items.</source>
        <translation>{note} is recorded: {lines} items.</translation>
    </message>
    <message>
        <source>{note} is begun and not finished: mark it in the list to go on with it.</source>
        <translation>{note} is begun and not finished: mark it in the list to go on with it.</translation>
    </message>
    <message>
        <source>{note} was recorded already on {date}, {lines} lines.</source>
        <translation>{note} was recorded already on {date}, {lines} lines.</translation>
    </message>
    <message>
        <source>{note} was recorded already. Once more?</source>
        <translation>{note} was recorded already. Once more?</translation>
    </message>
    <message>
        <source>On {date}, {lines} lines. A second time adds the goods a second time. F9 begins it again, Esc goes back.</source>
        <translation>On {date}, {lines} lines. A second time adds the goods a second time. F9 begins it again, Esc goes back.</translation>
    </message>
    <message>
        <source>Not as the note says: {lines}. Record it all the same?</source>
        <translation>Not as the note says: {lines}. Record it all the same?</translation>
    </message>
    <message>
        <source>What was scanned is recorded, and the difference with it. F9 records, Esc goes back.</source>
        <translation>What was scanned is recorded, and the difference with it. F9 records, Esc goes back.</translation>
    </message>
    <message>
        <source>Give {note} up?</source>
        <translation>Give {note} up?</translation>
    </message>
    <message>
        <source>What was scanned is forgotten. F9 gives it up.</source>
        <translation>What was scanned is forgotten. F9 gives it up.</translation>
    </message>
    <message>
        <source>Recorded: {name} now {figure}.</source>
        <translation>Recorded: {name} now {figure}.</translation>
    </message>
    <message>
        <source>Name the section with letters A to Z and digits, such as A1, or ALL.</source>
        <translation>Name the section with letters A to Z and digits, such as A1, or ALL.</translation>
    </message>
    <message>
        <source>Section {section} is being counted already.</source>
        <translation>Section {section} is being counted already.</translation>
    </message>
    <message>
        <source>This is not the code of a count.</source>
        <translation>This is not the code of a count.</translation>
    </message>
    <message>
        <source>This till is marked: what it sold until now is in the count.</source>
        <translation>This till is marked: what it sold until now is in the count.</translation>
    </message>
    <message>
        <source>This till has its place in this count already. Nothing was changed.</source>
        <translation>This till has its place in this count already. Nothing was changed.</translation>
    </message>
    <message>
        <source>This is practice. Leave it, then scan the code of the count again.</source>
        <translation>This is practice. Leave it, then scan the code of the count again.</translation>
    </message>
    <message>
        <source>Section {section}: count an item, scan or type it, then go to the next.</source>
        <translation>Section {section}: count an item, scan or type it, then go to the next.</translation>
    </message>
    <message>
        <source>This item is begun anew. Scan it piece by piece.</source>
        <translation>This item is begun anew. Scan it piece by piece.</translation>
    </message>
    <message>
        <source>Nothing was counted yet.</source>
        <translation>Nothing was counted yet.</translation>
    </message>
    <message>
        <source>{left} items have to be counted once more first.</source>
        <translation>{left} items have to be counted once more first.</translation>
    </message>
    <message>
        <source>Section {section} is counted: {lines} items adjusted.</source>
        <translation>Section {section} is counted: {lines} items adjusted.</translation>
    </message>
    <message>
        <source>Adjust the books to this count?</source>
        <translation>Adjust the books to this count?</translation>
    </message>
    <message>
        <source>{lines} items, {differing} of them differ. F9 adjusts, Esc goes back.</source>
        <translation>{lines} items, {differing} of them differ. F9 adjusts, Esc goes back.</translation>
    </message>
    <message>
        <source>Give the count of {section} up?</source>
        <translation>Give the count of {section} up?</translation>
    </message>
    <message>
        <source>What was counted is forgotten. F9 gives it up.</source>
        <translation>What was counted is forgotten. F9 gives it up.</translation>
    </message>
    <message>
        <source>Noted. Thank you.</source>
        <translation>Noted. Thank you.</translation>
    </message>
    <message>
        <source>Mark a line first.</source>
        <translation>Mark a line first.</translation>
    </message>
    <message>
        <source>{count} labels are chosen.</source>
        <translation>{count} labels are chosen.</translation>
    </message>
    <message>
        <source>No label is chosen yet.</source>
        <translation>No label is chosen yet.</translation>
    </message>
    <message>
        <source>{count} labels are in {file}.</source>
        <translation>{count} labels are in {file}.</translation>
    </message>
    <message>
        <source>{count} labels were sent to the printer.</source>
        <translation>{count} labels were sent to the printer.</translation>
    </message>
    <message>
        <source>The page of labels could not be written: {file}.</source>
        <translation>The page of labels could not be written: {file}.</translation>
    </message>
    <message>
        <source>Added. They can sign on with number and PIN from now on.</source>
        <translation>Added. They can sign on with number and PIN from now on.</translation>
    </message>
    <message>
        <source>Changed and recorded.</source>
        <translation>Changed and recorded.</translation>
    </message>
    <message>
        <source>The new PIN counts from now on. Tell it in person.</source>
        <translation>The new PIN counts from now on. Tell it in person.</translation>
    </message>
    <message>
        <source>Bar {name} from signing on?</source>
        <translation>Bar {name} from signing on?</translation>
    </message>
    <message>
        <source>Receipts keep the name. F9 bars, and F12 admits them again later.</source>
        <translation>Receipts keep the name. F9 bars, and F12 admits them again later.</translation>
    </message>
    <message>
        <source>Let {name} sign on again?</source>
        <translation>Let {name} sign on again?</translation>
    </message>
    <message>
        <source>With the number, role and PIN they had. F9 admits.</source>
        <translation>With the number, role and PIN they had. F9 admits.</translation>
    </message>
    <message>
        <source>This person is not known here any more.</source>
        <translation>This person is not known here any more.</translation>
    </message>
    <message>
        <source>The number is made of digits, at most {longest} of them. Type it again.</source>
        <translation>The number is made of digits, at most {longest} of them. Type it again.</translation>
    </message>
    <message>
        <source>Somebody has the number {number} already. Choose another.</source>
        <translation>Somebody has the number {number} already. Choose another.</translation>
    </message>
    <message>
        <source>A name is needed, of at most {longest} characters. Type it again.</source>
        <translation>A name is needed, of at most {longest} characters. Type it again.</translation>
    </message>
    <message>
        <source>Nobody changes their own role or bars themselves. Ask another person who may set people up.</source>
        <translation>Nobody changes their own role or bars themselves. Ask another person who may set people up.</translation>
    </message>
    <message>
        <source>The till is still with {operator}. Close that shift first, then try again.</source>
        <translation>The till is still with {operator}. Close that shift first, then try again.</translation>
    </message>
    <message>
        <source>The two PINs are not the same. Type both again.</source>
        <translation>The two PINs are not the same. Type both again.</translation>
    </message>
    <message>
        <source>Choose a role.</source>
        <translation>Choose a role.</translation>
    </message>
    <message>
        <source>Nobody changes what their own role may do. Ask a person with another role who may set people up.</source>
        <translation>Nobody changes what their own role may do. Ask a person with another role who may set people up.</translation>
    </message>
    <message>
        <source>Changed and recorded. It counts at their next sign-on.</source>
        <translation>Changed and recorded. It counts at their next sign-on.</translation>
    </message>
    <message>
        <source>Nobody would be left who may set people up. Give somebody else that right first.</source>
        <translation>Nobody would be left who may set people up. Give somebody else that right first.</translation>
    </message>
    <message>
        <source>A limit goes with “yes” only: up to 100 per cent, or an amount.</source>
        <translation>A limit goes with “yes” only: up to 100 per cent, or an amount.</translation>
    </message>
    <message>
        <source>Changed. It counts from now on.</source>
        <translation>Changed. It counts from now on.</translation>
    </message>
    <message>
        <source>Kept. It counts when the next business day is opened.</source>
        <translation>Kept. It counts when the next business day is opened.</translation>
    </message>
    <message>
        <source>Kept. It counts when the till is started the next time.</source>
        <translation>Kept. It counts when the till is started the next time.</translation>
    </message>
    <message>
        <source>Remove {subject}?</source>
        <translation>Remove {subject}?</translation>
    </message>
    <message>
        <source>Records that name it keep its code. F9 removes it, Esc keeps it.</source>
        <translation>Records that name it keep its code. F9 removes it, Esc keeps it.</translation>
    </message>
    <message>
        <source>This is not changed at the till.</source>
        <translation>This is not changed at the till.</translation>
    </message>
    <message>
        <source>The text has at most {longest} characters and no line breaks. Shorten it.</source>
        <translation>The text has at most {longest} characters and no line breaks. Shorten it.</translation>
    </message>
    <message>
        <source>The store needs a name in both languages.</source>
        <translation>The store needs a name in both languages.</translation>
    </message>
    <message>
        <source>Type a number from {least} to {most}.</source>
        <translation>Type a number from {least} to {most}.</translation>
    </message>
    <message>
        <source>Type one to {most} different amounts with blanks between them.</source>
        <translation>Type one to {most} different amounts with blanks between them.</translation>
    </message>
    <message>
        <source>Cash is rounded to a small coin: 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2 or 5.</source>
        <translation>Cash is rounded to a small coin: 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2 or 5.</translation>
    </message>
    <message>
        <source>A rule for cash is an amount, or left empty.</source>
        <translation>A rule for cash is an amount, or left empty.</translation>
    </message>
    <message>
        <source>Cash goes to the safe above more than a shift begins with.</source>
        <translation>Cash goes to the safe above more than a shift begins with.</translation>
    </message>
    <message>
        <source>A tax group has a code of capitals and digits and a rate up to 100 per cent.</source>
        <translation>A tax group has a code of capitals and digits and a rate up to 100 per cent.</translation>
    </message>
    <message>
        <source>Taxes change between two business days only, so that each day has one rate. Close the day first, or name the first business day from which it counts.</source>
        <translation>Taxes change between two business days only, so that each day has one rate. Close the day first, or name the first business day from which it counts.</translation>
    </message>
    <message>
        <source>Kept. {group} changes with the first business day from {date} on.</source>
        <translation>Kept. {group} changes with the first business day from {date} on.</translation>
    </message>
    <message>
        <source>No change of {group} is planned any more.</source>
        <translation>No change of {group} is planned any more.</translation>
    </message>
    <message>
        <source>The business day {date} has been opened already. Name a later one.</source>
        <translation>The business day {date} has been opened already. Name a later one.</translation>
    </message>
    <message>
        <source>{count} goods have the tax group {group}. Give them another one first.</source>
        <translation>{count} goods have the tax group {group}. Give them another one first.</translation>
    </message>
    <message>
        <source>Goods, shelf prices and taxes of this store come from head office; ask there. One line can still be given another price at the till with F5.</source>
        <translation>Goods, shelf prices and taxes of this store come from head office; ask there. One line can still be given another price at the till with F5.</translation>
    </message>
    <message>
        <source>One reason has to be left to choose from.</source>
        <translation>One reason has to be left to choose from.</translation>
    </message>
    <message>
        <source>A reason has a code of capitals and digits that no other has, and names of at most {longest} characters.</source>
        <translation>A reason has a code of capitals and digits that no other has, and names of at most {longest} characters.</translation>
    </message>
    <message>
        <source>A list of goods is being brought in. Nothing changed; try again afterwards.</source>
        <translation>A list of goods is being brought in. Nothing changed; try again afterwards.</translation>
    </message>
    <message>
        <source>Is this device gone for good: {subject}?</source>
        <translation>Is this device gone for good: {subject}?</translation>
    </message>
    <message>
        <source>The till asks for it no more after its next start. F9 takes it away.</source>
        <translation>The till asks for it no more after its next start. F9 takes it away.</translation>
    </message>
    <message>
        <source>Kept. Start the till again for it to count.</source>
        <translation>Kept. Start the till again for it to count.</translation>
    </message>
    <message>
        <source>Looking for printers in the network…</source>
        <translation>Looking for printers in the network…</translation>
    </message>
    <message>
        <source>Found in the network: {addresses}. F9 keeps the first.</source>
        <translation>Found in the network: {addresses}. F9 keeps the first.</translation>
    </message>
    <message>
        <source>Sent to the printer. Look at the paper.</source>
        <translation>Sent to the printer. Look at the paper.</translation>
    </message>
    <message>
        <source>The drawer was asked to open, and it is recorded. Did it?</source>
        <translation>The drawer was asked to open, and it is recorded. Did it?</translation>
    </message>
    <message>
        <source>The scale says {weight}.</source>
        <translation>The scale says {weight}.</translation>
    </message>
    <message>
        <source>No second screen was found, so customers see nothing. Plug one in and switch it on: the picture comes by itself. Or start the till with --customer-display.</source>
        <translation>No second screen was found, so customers see nothing. Plug one in and switch it on: the picture comes by itself. Or start the till with --customer-display.</translation>
    </message>
    <message>
        <source>Customers see a test picture now, for a quarter of a minute.</source>
        <translation>Customers see a test picture now, for a quarter of a minute.</translation>
    </message>
    <message>
        <source>Scan something now: what arrives is shown below.</source>
        <translation>Scan something now: what arrives is shown below.</translation>
    </message>
    <message>
        <source>This setting will not do: {problem}. Nothing changed.</source>
        <translation>This setting will not do: {problem}. Nothing changed.</translation>
    </message>
    <message>
        <source>The settings file {file} cannot be written. Nothing changed; ask support.</source>
        <translation>The settings file {file} cannot be written. Nothing changed; ask support.</translation>
    </message>
    <message>
        <source>The till fills the screen and stays open. A manager closes it: Manager, Set-up, Program, F10.</source>
        <translation>The till fills the screen and stays open. A manager closes it: Manager, Set-up, Program, F10.</translation>
    </message>
    <message>
        <source>Close the till?</source>
        <translation>Close the till?</translation>
    </message>
    <message>
        <source>A sale that is begun or put aside is there again when the till is opened. F9 closes it.</source>
        <translation>A sale that is begun or put aside is there again when the till is opened. F9 closes it.</translation>
    </message>
    <message>
        <source>Setup has the till open for everybody who signs on to this computer. Run Setup again and take the mark away on its last page.</source>
        <translation>Setup has the till open for everybody who signs on to this computer. Run Setup again and take the mark away on its last page.</translation>
    </message>
    <message>
        <source>This computer does not let its user say what opens by itself. Nothing changed; ask its administrator.</source>
        <translation>This computer does not let its user say what opens by itself. Nothing changed; ask its administrator.</translation>
    </message>
    <message>
        <source>The plan is kept.</source>
        <translation>The plan is kept.</translation>
    </message>
    <message>
        <source>Kept: nothing is backed up by itself.</source>
        <translation>Kept: nothing is backed up by itself.</translation>
    </message>
    <message>
        <source>The backup is made and checked: {sales} sales. {file} is safe to keep.</source>
        <translation>The backup is made and checked: {sales} sales. {file} is safe to keep.</translation>
    </message>
    <message>
        <source>The rehearsal went well: {sales} sales could be restored from {file}. Nothing was changed here.</source>
        <translation>The rehearsal went well: {sales} sales could be restored from {file}. Nothing was changed here.</translation>
    </message>
    <message>
        <source>Name a folder for backups with its whole path, such as that of a USB stick.</source>
        <translation>Name a folder for backups with its whole path, such as that of a USB stick.</translation>
    </message>
    <message>
        <source>The folder for backups, {folder}, is not there. Plug the stick in or name another. Selling goes on.</source>
        <translation>The folder for backups, {folder}, is not there. Plug the stick in or name another. Selling goes on.</translation>
    </message>
    <message>
        <source>Nothing can be written into {folder}: it is write-protected, or not this user's. Name another folder. Selling goes on.</source>
        <translation>Nothing can be written into {folder}: it is write-protected, or not this user's. Name another folder. Selling goes on.</translation>
    </message>
    <message>
        <source>The hour is a number from 0 to 23.</source>
        <translation>The hour is a number from 0 to 23.</translation>
    </message>
    <message>
        <source>Keep from 1 to {most} backups.</source>
        <translation>Keep from 1 to {most} backups.</translation>
    </message>
    <message>
        <source>There is no backup to rehearse yet. F9 makes one.</source>
        <translation>There is no backup to rehearse yet. F9 makes one.</translation>
    </message>
    <message>
        <source>The backup {file} is not there any more.</source>
        <translation>The backup {file} is not there any more.</translation>
    </message>
    <message>
        <source>The backup is not what its own record says ({what}). Make a new one with F9.</source>
        <translation>The backup is not what its own record says ({what}). Make a new one with F9.</translation>
    </message>
    <message>
        <source>Planned: {price} from {date} on. Print the label the evening before.</source>
        <translation>Planned: {price} from {date} on. Print the label the evening before.</translation>
    </message>
    <message>
        <source>{price} is charged from the next line on. Change the label now.</source>
        <translation>{price} is charged from the next line on. Change the label now.</translation>
    </message>
    <message>
        <source>Planned: {price} from {date} to the end of {until}. Print the label the evening before.</source>
        <translation>Planned: {price} from {date} to the end of {until}. Print the label the evening before.</translation>
    </message>
    <message>
        <source>{price} is charged from the next line on, to the end of {until}. Change the label now.</source>
        <translation>{price} is charged from the next line on, to the end of {until}. Change the label now.</translation>
    </message>
    <message>
        <source>The last day of a mark-down is {first} or later, and the goods must have a price to go back to.</source>
        <translation>The last day of a mark-down is {first} or later, and the goods must have a price to go back to.</translation>
    </message>
    <message>
        <source>The planned price is withdrawn.</source>
        <translation>The planned price is withdrawn.</translation>
    </message>
    <message>
        <source>{count} prices are in force now.</source>
        <translation>{count} prices are in force now.</translation>
    </message>
    <message>
        <source>Type the new price.</source>
        <translation>Type the new price.</translation>
    </message>
    <message>
        <source>This is no price for a shelf. Type it again.</source>
        <translation>This is no price for a shelf. Type it again.</translation>
    </message>
    <message>
        <source>That is its price already.</source>
        <translation>That is its price already.</translation>
    </message>
    <message>
        <source>These goods are not sold below {lowest}. Change that in the list of goods.</source>
        <translation>These goods are not sold below {lowest}. Change that in the list of goods.</translation>
    </message>
    <message>
        <source>{date} is past. Choose the open business day or a later one.</source>
        <translation>{date} is past. Choose the open business day or a later one.</translation>
    </message>
    <message>
        <source>This change was applied or withdrawn meanwhile. Nothing changed.</source>
        <translation>This change was applied or withdrawn meanwhile. Nothing changed.</translation>
    </message>
    <message>
        <source>No planned price is due.</source>
        <translation>No planned price is due.</translation>
    </message>
    <message>
        <source>{count} labels are noted as right.</source>
        <translation>{count} labels are noted as right.</translation>
    </message>
    <message>
        <source>Please count the drawer once more. The first count is kept as well.</source>
        <translation>Please count the drawer once more. The first count is kept as well.</translation>
    </message>
    <message>
        <source>There is more cash in the drawer than the store wants there. When the queue is short: shift screen, F5, to the safe.</source>
        <translation>There is more cash in the drawer than the store wants there. When the queue is short: shift screen, F5, to the safe.</translation>
    </message>
    <message>
        <source>Count the safe first: its ledger begins with what is in it now.</source>
        <translation>Count the safe first: its ledger begins with what is in it now.</translation>
    </message>
    <message>
        <source>That is more than should be in the safe. Check the amount, or count the safe.</source>
        <translation>That is more than should be in the safe. Check the amount, or count the safe.</translation>
    </message>
    <message>
        <source>Type the number of the bag, the order or the till: letters and digits.</source>
        <translation>Type the number of the bag, the order or the till: letters and digits.</translation>
    </message>
    <message>
        <source>{till} is this till. What it brings to the safe or takes from it is booked on the shift screen and entered here with F5.</source>
        <translation>{till} is this till. What it brings to the safe or takes from it is booked on the shift screen and entered here with F5.</translation>
    </message>
    <message>
        <source>{reference} is in the ledger already: {amount} on {date}. Read the number once more.</source>
        <translation>{reference} is in the ledger already: {amount} on {date}. Read the number once more.</translation>
    </message>
    <message>
        <source>This pickup is in the safe already.</source>
        <translation>This pickup is in the safe already.</translation>
    </message>
    <message>
        <source>This count differs. Count the safe once more; the first count is kept as well.</source>
        <translation>This count differs. Count the safe once more; the first count is kept as well.</translation>
    </message>
    <message>
        <source>The safe is counted: {counted}. Difference {difference}.</source>
        <translation>The safe is counted: {counted}. Difference {difference}.</translation>
    </message>
    <message>
        <source>Recorded: {amount}.</source>
        <translation>Recorded: {amount}.</translation>
    </message>
    <message>
        <source>Only a closed shift can be looked into.</source>
        <translation>Only a closed shift can be looked into.</translation>
    </message>
    <message>
        <source>Shift {shift} was even. There is nothing to look for.</source>
        <translation>Shift {shift} was even. There is nothing to look for.</translation>
    </message>
    <message>
        <source>Written to {folder}: {files}</source>
        <translation>Written to {folder}: {files}</translation>
    </message>
    <message>
        <source>The closed day {date} was handed out by itself to {folder}: {count} files.</source>
        <translation>The closed day {date} was handed out by itself to {folder}: {count} files.</translation>
    </message>
    <message>
        <source>Last: {time}, {what}, {count} files, all well.</source>
        <translation>Last: {time}, {what}, {count} files, all well.</translation>
    </message>
    <message>
        <source>Last: {time}, {what}, it could not be written.</source>
        <translation>Last: {time}, {what}, it could not be written.</translation>
    </message>
    <message>
        <source>Name the whole way to the folder, such as /media/usb or D:\Reports. Nothing was written.</source>
        <translation>Name the whole way to the folder, such as /media/usb or D:\Reports. Nothing was written.</translation>
    </message>
    <message>
        <source>The folder {folder} is not there. Nothing was written, nothing is lost. Plug the stick in or name another folder and try again; closed days are tried again by themselves.</source>
        <translation>The folder {folder} is not there. Nothing was written, nothing is lost. Plug the stick in or name another folder and try again; closed days are tried again by themselves.</translation>
    </message>
    <message>
        <source>There is no room left in {folder}. Nothing half-written stays there, and the figures are safe in the till. Make room or name another folder; closed days are tried again.</source>
        <translation>There is no room left in {folder}. Nothing half-written stays there, and the figures are safe in the till. Make room or name another folder; closed days are tried again.</translation>
    </message>
    <message>
        <source>The plan is kept. It counts from the next day that is closed.</source>
        <translation>The plan is kept. It counts from the next day that is closed.</translation>
    </message>
    <message>
        <source>Closed days go nowhere by themselves any more.</source>
        <translation>Closed days go nowhere by themselves any more.</translation>
    </message>
    <message>
        <source>Choose at least one report with F1–F4 before days go by themselves.</source>
        <translation>Choose at least one report with F1–F4 before days go by themselves.</translation>
    </message>
    <message>
        <source>There is no such report of a day.</source>
        <translation>There is no such report of a day.</translation>
    </message>
    <message>
        <source>Only the Z report has a signed archive. Choose PDF, XLSX or CSV.</source>
        <translation>Only the Z report has a signed archive. Choose PDF, XLSX or CSV.</translation>
    </message>
    <message>
        <source>No closed day is waiting to be handed out.</source>
        <translation>No closed day is waiting to be handed out.</translation>
    </message>
    <message>
        <source>Days to be handed out: {count}. They are written within half a minute.</source>
        <translation>Days to be handed out: {count}. They are written within half a minute.</translation>
    </message>
    <message>
        <source>The files could not be written to {folder} ({problem}). The figures are safe in the till. Name another folder and try again.</source>
        <translation>The files could not be written to {folder} ({problem}). The figures are safe in the till. Name another folder and try again.</translation>
    </message>
    <message>
        <source>Without a network this till would reach {score} of 100. See to this first: {ability}. More, Manager, Readiness says why.</source>
        <translation>Without a network this till would reach {score} of 100. See to this first: {ability}. More, Manager, Readiness says why.</translation>
    </message>
    <message>
        <source>The drill went well: this shop sells without a network. No total was touched.</source>
        <translation>The drill went well: this shop sells without a network. No total was touched.</translation>
    </message>
    <message>
        <source>The drill found something that does not work; see the list. Sell on meanwhile.</source>
        <translation>The drill found something that does not work; see the list. Sell on meanwhile.</translation>
    </message>
    <message>
        <source>No drill is being held any more. F9 begins one.</source>
        <translation>No drill is being held any more. F9 begins one.</translation>
    </message>
    <message>
        <source>The basket did not come back as it was. Call for support.</source>
        <translation>The basket did not come back as it was. Call for support.</translation>
    </message>
    <message>
        <source>The sale of the drill could not be finished. Call for support.</source>
        <translation>The sale of the drill could not be finished. Call for support.</translation>
    </message>
    <message>
        <source>The drill sold nothing that could come back.</source>
        <translation>The drill sold nothing that could come back.</translation>
    </message>
    <message>
        <source>This shop weighs nothing.</source>
        <translation>This shop weighs nothing.</translation>
    </message>
    <message>
        <source>No promotions are in force.</source>
        <translation>No promotions are in force.</translation>
    </message>
    <message>
        <source>No member with a card is known here.</source>
        <translation>No member with a card is known here.</translation>
    </message>
    <message>
        <source>No coupon of that member can be taken alone.</source>
        <translation>No coupon of that member can be taken alone.</translation>
    </message>
    <message>
        <source>No allowance of points is here.</source>
        <translation>No allowance of points is here.</translation>
    </message>
    <message>
        <source>Close the till and install version {there}?</source>
        <translation>Close the till and install version {there}?</translation>
    </message>
    <message>
        <source>The records are copied first. The till opens again by itself, with the new version or, if that does not work here, with this one.</source>
        <translation>The records are copied first. The till opens again by itself, with the new version or, if that does not work here, with this one.</translation>
    </message>
    <message>
        <source>A shift is open. Count and close it first.</source>
        <translation>A shift is open. Count and close it first.</translation>
    </message>
    <message>
        <source>A sale is begun. Finish or void it first.</source>
        <translation>A sale is begun. Finish or void it first.</translation>
    </message>
    <message>
        <source>A sale is put aside. Resume or void it first.</source>
        <translation>A sale is put aside. Resume or void it first.</translation>
    </message>
    <message>
        <source>Something still waits for the cloud. Let it go up first; F10 at the desk shows what.</source>
        <translation>Something still waits for the cloud. Let it go up first; F10 at the desk shows what.</translation>
    </message>
    <message>
        <source>Version {there} is there, and {here} runs here. There is nothing newer, and the till never goes back to an older one.</source>
        <translation>Version {there} is there, and {here} runs here. There is nothing newer, and the till never goes back to an older one.</translation>
    </message>
    <message>
        <source>Version {there} did not come up on this till and is not tried again. Wait for a newer one.</source>
        <translation>Version {there} did not come up on this till and is not tried again. Wait for a newer one.</translation>
    </message>
    <message>
        <source>Version {there} is not in use yet; {here} runs as before. If it is so at the next start too, install it again: Set-up, Program.</source>
        <translation>Version {there} is not in use yet; {here} runs as before. If it is so at the next start too, install it again: Set-up, Program.</translation>
    </message>
    <message>
        <source>Version {there} does not come up on this till. It closes by itself in a moment, and version {here} opens. Nothing recorded is lost.</source>
        <translation>Version {there} does not come up on this till. It closes by itself in a moment, and version {here} opens. Nothing recorded is lost.</translation>
    </message>
    <message>
        <source>Built without release keys: it cannot tell a true update from a false one. Install by hand.</source>
        <translation>Built without release keys: it cannot tell a true update from a false one. Install by hand.</translation>
    </message>
    <message>
        <source>No address for updates is set. Use a stick.</source>
        <translation>No address for updates is set. Use a stick.</translation>
    </message>
    <message>
        <source>No stick is plugged in. Plug it in and try again.</source>
        <translation>No stick is plugged in. Plug it in and try again.</translation>
    </message>
    <message>
        <source>There is no release there, or it cannot be reached. Nothing was changed.</source>
        <translation>There is no release there, or it cannot be reached. Nothing was changed.</translation>
    </message>
    <message>
        <source>What is there is not signed by the release keys, or was changed on the way. Nothing of it was kept. Tell support.</source>
        <translation>What is there is not signed by the release keys, or was changed on the way. Nothing of it was kept. Tell support.</translation>
    </message>
    <message>
        <source>What is there is too old to be trusted, or this machine's clock is wrong. Check the clock; otherwise get a newer stick.</source>
        <translation>What is there is too old to be trusted, or this machine's clock is wrong. Check the clock; otherwise get a newer stick.</translation>
    </message>
    <message>
        <source>What is there is older than what this till has seen before. It is not taken.</source>
        <translation>What is there is older than what this till has seen before. It is not taken.</translation>
    </message>
    <message>
        <source>The release there is faulty, though it is signed. Tell support.</source>
        <translation>The release there is faulty, though it is signed. Tell support.</translation>
    </message>
    <message>
        <source>The copy that the new version brought up does not verify ({what}); that version is not used. The records are unchanged.</source>
        <translation>The copy that the new version brought up does not verify ({what}); that version is not used. The records are unchanged.</translation>
    </message>
    <message>
        <source>The newer version has recorded something already, or there is no copy from before it: going back would lose it. Call support; the records are unchanged.</source>
        <translation>The newer version has recorded something already, or there is no copy from before it: going back would lose it. Call support; the records are unchanged.</translation>
    </message>
    <message>
        <source>The till's folder for updates cannot be written. Check the disk.</source>
        <translation>The till's folder for updates cannot be written. Check the disk.</translation>
    </message>
    <message>
        <source>Choose one of the keys F1 to F7 first.</source>
        <translation>Choose one of the keys F1 to F7 first.</translation>
    </message>
    <message>
        <source>The store code is 1 to 8 capitals and digits, such as S12. Type it again.</source>
        <translation>The store code is 1 to 8 capitals and digits, such as S12. Type it again.</translation>
    </message>
    <message>
        <source>The till's number is 1 to 5 capitals and digits, such as T01. Type it again.</source>
        <translation>The till's number is 1 to 5 capitals and digits, such as T01. Type it again.</translation>
    </message>
    <message>
        <source>Write each group as code and per cent, such as V13 13; V9 9.</source>
        <translation>Write each group as code and per cent, such as V13 13; V9 9.</translation>
    </message>
    <message>
        <source>The store is made already, only the till did not open. Close this window and start the till again; change what you like in the set-up.</source>
        <translation>The store is made already, only the till did not open. Close this window and start the till again; change what you like in the set-up.</translation>
    </message>
    <message>
        <source>The cloud knows this till by its store code and number already. To change them, choose Later at the cloud first.</source>
        <translation>The cloud knows this till by its store code and number already. To change them, choose Later at the cloud first.</translation>
    </message>
    <message>
        <source>Another till of the store has the number {workstation}. Go back with Esc and take another one, or have head office give a code that replaces that till.</source>
        <translation>Another till of the store has the number {workstation}. Go back with Esc and take another one, or have head office give a code that replaces that till.</translation>
    </message>
    <message>
        <source>Type the printer's address or device, or choose Later.</source>
        <translation>Type the printer's address or device, or choose Later.</translation>
    </message>
    <message>
        <source>The printer did not answer. Is it on, has it paper, is its cover closed, is the address right? Try again, or choose Later.</source>
        <translation>The printer did not answer. Is it on, has it paper, is its cover closed, is the address right? Try again, or choose Later.</translation>
    </message>
    <message>
        <source>Check kind and address. It may be another device, or another width of paper.</source>
        <translation>Check kind and address. It may be another device, or another width of paper.</translation>
    </message>
    <message>
        <source>No printer answered in the network. Is it on and connected? Its own test page (hold the paper key while switching it on) has its address.</source>
        <translation>No printer answered in the network. Is it on and connected? Its own test page (hold the paper key while switching it on) has its address.</translation>
    </message>
    <message>
        <source>The two PINs differ. Type both again.</source>
        <translation>The two PINs differ. Type both again.</translation>
    </message>
    <message>
        <source>The till was started anew since the PIN was typed, and no file keeps it. Type it again, then go on with F9.</source>
        <translation>The till was started anew since the PIN was typed, and no file keeps it. Type it again, then go on with F9.</translation>
    </message>
    <message>
        <source>Type the list's folder and file, or plug in the stick and choose it there.</source>
        <translation>Type the list's folder and file, or plug in the stick and choose it there.</translation>
    </message>
    <message>
        <source>No goods were taken from the list. Choose another one, or Later.</source>
        <translation>No goods were taken from the list. Choose another one, or Later.</translation>
    </message>
    <message>
        <source>{items} items taken, {refused} rows left out. What was left out stands in import-refused.csv of the data folder.</source>
        <translation>{items} items taken, {refused} rows left out. What was left out stands in import-refused.csv of the data folder.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written. Check the disk and its permissions, then try again; nothing is lost.</source>
        <translation>The folder {folder} cannot be written. Check the disk and its permissions, then try again; nothing is lost.</translation>
    </message>
</context>
<context>
    <name>MovePanel</name>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>{amount} left the till of shift {shift}. Count what arrived.</source>
        <translation>{amount} left the till of shift {shift}. Count what arrived.</translation>
    </message>
    <message>
        <source>Up and Down: another pickup.</source>
        <translation>Up and Down: another pickup.</translation>
    </message>
    <message>
        <source>Pickup arrived in the safe</source>
        <translation>Pickup arrived in the safe</translation>
    </message>
    <message>
        <source>Name of the till, such as T04</source>
        <translation>Name of the till, such as T04</translation>
    </message>
    <message>
        <source>Number of the order</source>
        <translation>Number of the order</translation>
    </message>
    <message>
        <source>From another till</source>
        <translation>From another till</translation>
    </message>
    <message>
        <source>Count what it brought.</source>
        <translation>Count what it brought.</translation>
    </message>
    <message>
        <source>Float for another till</source>
        <translation>Float for another till</translation>
    </message>
    <message>
        <source>This till's own loans are booked on the shift screen, F6.</source>
        <translation>This till's own loans are booked on the shift screen, F6.</translation>
    </message>
    <message>
        <source>Notes to the bank for change</source>
        <translation>Notes to the bank for change</translation>
    </message>
    <message>
        <source>What leaves the safe now. The coins are entered when they come.</source>
        <translation>What leaves the safe now. The coins are entered when they come.</translation>
    </message>
    <message>
        <source>Change from the bank</source>
        <translation>Change from the bank</translation>
    </message>
    <message>
        <source>Count the coins before they go into the safe.</source>
        <translation>Count the coins before they go into the safe.</translation>
    </message>
    <message>
        <source>Bank deposit</source>
        <translation>Bank deposit</translation>
    </message>
    <message>
        <source>Seal the bag, then enter its number and what is in it.</source>
        <translation>Seal the bag, then enter its number and what is in it.</translation>
    </message>
    <message>
        <source>Number of the bag</source>
        <translation>Number of the bag</translation>
    </message>
</context>
<context>
    <name>NotePanel</name>
    <message>
        <source>Note on this line, printed on the receipt</source>
        <translation>Note on this line, printed on the receipt</translation>
    </message>
    <message>
        <source>Such as: gift wrapped, no bag</source>
        <translation>Such as: gift wrapped, no bag</translation>
    </message>
</context>
<context>
    <name>OffersPage</name>
    <message>
        <source>Taken off by promotions</source>
        <translation>Taken off by promotions</translation>
    </message>
    <message>
        <source>No promotion was used.</source>
        <translation>No promotion was used.</translation>
    </message>
    <message>
        <source>Coupons, from shown to redeemed</source>
        <translation>Coupons, from shown to redeemed</translation>
    </message>
    <message>
        <source>No coupon was shown.</source>
        <translation>No coupon was shown.</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Campaign</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Shown</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>Redeemed</source>
        <translation>Redeemed</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Cost</translation>
    </message>
</context>
<context>
    <name>OfficeView</name>
    <message>
        <source>Manager's desk</source>
        <translation>Manager's desk</translation>
    </message>
</context>
<context>
    <name>OutcomePage</name>
    <message>
        <source>X report</source>
        <translation>X report</translation>
    </message>
    <message>
        <source>Net sales so far</source>
        <translation>Net sales so far</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>Transactions</translation>
    </message>
    <message>
        <source>Before discounts</source>
        <translation>Before discounts</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>Opening float</translation>
    </message>
    <message>
        <source>Nothing was closed. Print it, or go on.</source>
        <translation>Nothing was closed. Print it, or go on.</translation>
    </message>
    <message>
        <source>Shift {name} is closed</source>
        <translation>Shift {name} is closed</translation>
    </message>
    <message>
        <source>Day {name} is closed</source>
        <translation>Day {name} is closed</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Expected</translation>
    </message>
    <message>
        <source>Net sales</source>
        <translation>Net sales</translation>
    </message>
    <message>
        <source>The report is recorded, whether or not it was printed.</source>
        <translation>The report is recorded, whether or not it was printed.</translation>
    </message>
    <message>
        <source>OVER</source>
        <translation>OVER</translation>
    </message>
    <message>
        <source>SHORT</source>
        <translation>SHORT</translation>
    </message>
    <message>
        <source>EXACT</source>
        <translation>EXACT</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Takings</source>
        <translation>Takings</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>Transactions</translation>
    </message>
    <message>
        <source>Average basket</source>
        <translation>Average basket</translation>
    </message>
    <message>
        <source>Items per basket</source>
        <translation>Items per basket</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>Members' share</source>
        <translation>Members' share</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>Returns</translation>
    </message>
    <message>
        <source>was {amount}</source>
        <translation>was {amount}</translation>
    </message>
    <message>
        <source>Month by month</source>
        <translation>Month by month</translation>
    </message>
    <message>
        <source>rounding {amount}</source>
        <translation>rounding {amount}</translation>
    </message>
    <message>
        <source>was {amount} in all</source>
        <translation>was {amount} in all</translation>
    </message>
    <message>
        <source>average {amount}</source>
        <translation>average {amount}</translation>
    </message>
    <message>
        <source>Nothing was sold.</source>
        <translation>Nothing was sold.</translation>
    </message>
    <message>
        <source>by now {amount}, all day {all}</source>
        <translation>by now {amount}, all day {all}</translation>
    </message>
    <message>
        <source>How it was paid</source>
        <translation>How it was paid</translation>
    </message>
    <message>
        <source>What sells, net of discounts</source>
        <translation>What sells, net of discounts</translation>
    </message>
    <message>
        <source>Day by day</source>
        <translation>Day by day</translation>
    </message>
    <message>
        <source>Hour by hour</source>
        <translation>Hour by hour</translation>
    </message>
    <message>
        <source>no cost is known</source>
        <translation>no cost is known</translation>
    </message>
    <message>
        <source>cost known of {share}</source>
        <translation>cost known of {share}</translation>
    </message>
    <message>
        <source>repeat rate {rate}</source>
        <translation>repeat rate {rate}</translation>
    </message>
    <message>
        <source>{share} of sales</source>
        <translation>{share} of sales</translation>
    </message>
    <message>
        <source>before: {amount}</source>
        <translation>before: {amount}</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>{title} ({unit})</source>
        <translation>{title} ({unit})</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Operators</source>
        <translation>Operators</translation>
    </message>
    <message>
        <source>Nobody has sold anything.</source>
        <translation>Nobody has sold anything.</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Takings</source>
        <translation>Takings</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Receipts</translation>
    </message>
    <message>
        <source>Avg. basket</source>
        <translation>Avg. basket</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>Returns</translation>
    </message>
    <message>
        <source>Voids</source>
        <translation>Voids</translation>
    </message>
    <message>
        <source>No sales</source>
        <translation>No sales</translation>
    </message>
    <message>
        <source>Repriced</source>
        <translation>Repriced</translation>
    </message>
    <message>
        <source>Members by how often they bought</source>
        <translation>Members by how often they bought</translation>
    </message>
    <message>
        <source>No member has bought anything.</source>
        <translation>No member has bought anything.</translation>
    </message>
    <message>
        <source>Who buys</source>
        <translation>Who buys</translation>
    </message>
    <message>
        <source>Nothing was sold.</source>
        <translation>Nothing was sold.</translation>
    </message>
    <message>
        <source>Members who bought</source>
        <translation>Members who bought</translation>
    </message>
    <message>
        <source>Repeat rate</source>
        <translation>Repeat rate</translation>
    </message>
    <message>
        <source>Their transactions</source>
        <translation>Their transactions</translation>
    </message>
    <message>
        <source>New members</source>
        <translation>New members</translation>
    </message>
    <message>
        <source>{count} came again</source>
        <translation>{count} came again</translation>
    </message>
    <message>
        <source>bought {often} times: {count} members, {amount}</source>
        <translation>bought {often} times: {count} members, {amount}</translation>
    </message>
    <message>
        <source>{often}×</source>
        <translation>{often}×</translation>
    </message>
</context>
<context>
    <name>PeopleView</name>
    <message>
        <source>Number</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Who may sign on here, and in which role. What a role may do: Roles.</source>
        <translation>Who may sign on here, and in which role. What a role may do: Roles.</translation>
    </message>
    <message>
        <source>People are kept at each till: a new person or PIN has to be entered at every till they work at. Head office does not send them.</source>
        <translation>People are kept at each till: a new person or PIN has to be entered at every till they work at. Head office does not send them.</translation>
    </message>
    <message>
        <source>Nobody is deleted: receipts keep who made them. Whoever has left is barred and can be admitted again.</source>
        <translation>Nobody is deleted: receipts keep who made them. Whoever has left is barred and can be admitted again.</translation>
    </message>
    <message>
        <source>Each change is recorded; names and PINs are not sent anywhere.</source>
        <translation>Each change is recorded; names and PINs are not sent anywhere.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
    <message>
        <source>May sign on</source>
        <translation>May sign on</translation>
    </message>
    <message>
        <source>Barred</source>
        <translation>Barred</translation>
    </message>
</context>
<context>
    <name>PeriodPanel</name>
    <message>
        <source>Which days?</source>
        <translation>Which days?</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>From and to</source>
        <translation>From and to</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Against</translation>
    </message>
    <message>
        <source>Against the days from</source>
        <translation>Against the days from</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From</translation>
    </message>
    <message>
        <source>To</source>
        <translation>To</translation>
    </message>
    <message>
        <source>such as 1121</source>
        <translation>such as 1121</translation>
    </message>
    <message>
        <source>the days before</source>
        <translation>the days before</translation>
    </message>
    <message>
        <source>F9 takes the two dates. Without a date to measure against, a day is measured against the same weekday a week before, and longer periods against as many days before them, weekday by weekday.</source>
        <translation>F9 takes the two dates. Without a date to measure against, a day is measured against the same weekday a week before, and longer periods against as many days before them, weekday by weekday.</translation>
    </message>
</context>
<context>
    <name>PointsPanel</name>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>Spend</translation>
    </message>
    <message>
        <source>Points to spend</source>
        <translation>Points to spend</translation>
    </message>
    <message>
        <source>None after all</source>
        <translation>None after all</translation>
    </message>
    <message>
        <source>as of {moment}</source>
        <translation>as of {moment}</translation>
    </message>
    <message>
        <source>{points} spent here since</source>
        <translation>{points} spent here since</translation>
    </message>
    <message>
        <source>{points} earned here since, to be confirmed</source>
        <translation>{points} earned here since, to be confirmed</translation>
    </message>
    <message>
        <source>In use: {points} points take {off} off.</source>
        <translation>In use: {points} points take {off} off.</translation>
    </message>
    <message>
        <source>This basket is too small: {points} points take {off} off at a time.</source>
        <translation>This basket is too small: {points} points take {off} off at a time.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>This basket earns {points}: {rules}</source>
        <translation>This basket earns {points}: {rules}</translation>
    </message>
</context>
<context>
    <name>PostVoidPanel</name>
    <message>
        <source>Post void {receipt}, {paid}?</source>
        <translation>Post void {receipt}, {paid}?</translation>
    </message>
    <message>
        <source>A new receipt cancels the whole sale and every payment goes back the way it came.</source>
        <translation>A new receipt cancels the whole sale and every payment goes back the way it came.</translation>
    </message>
</context>
<context>
    <name>PricePanel</name>
    <message>
        <source>New price of {name}</source>
        <translation>New price of {name}</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>Unit price</translation>
    </message>
</context>
<context>
    <name>PriceWords</name>
    <message>
        <source>Before reductions</source>
        <translation>Before reductions</translation>
    </message>
    <message>
        <source>given by the operator</source>
        <translation>given by the operator</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>To pay</translation>
    </message>
    <message>
        <source>Their share of what was paid</source>
        <translation>Their share of what was paid</translation>
    </message>
    <message>
        <source>no longer earned by what stays</source>
        <translation>no longer earned by what stays</translation>
    </message>
    <message>
        <source>To give back</source>
        <translation>To give back</translation>
    </message>
    <message>
        <source>share of {whole} off {seen}</source>
        <translation>share of {whole} off {seen}</translation>
    </message>
    <message>
        <source>share of {whole} for {points} points</source>
        <translation>share of {whole} for {points} points</translation>
    </message>
    <message>
        <source>off what was left</source>
        <translation>off what was left</translation>
    </message>
    <message>
        <source>{units} of this line, {whole} off in all</source>
        <translation>{units} of this line, {whole} off in all</translation>
    </message>
    <message>
        <source>{units} of this line</source>
        <translation>{units} of this line</translation>
    </message>
    <message>
        <source>No promotions are in force.</source>
        <translation>No promotions are in force.</translation>
    </message>
    <message>
        <source>in the order of the rules</source>
        <translation>in the order of the rules</translation>
    </message>
    <message>
        <source>the best for the customer, proved</source>
        <translation>the best for the customer, proved</translation>
    </message>
    <message>
        <source>the best found; not proved to be the best</source>
        <translation>the best found; not proved to be the best</translation>
    </message>
    <message>
        <source>Earned: {rule}. Scan the goods.</source>
        <translation>Earned: {rule}. Scan the goods.</translation>
    </message>
    <message>
        <source>{count} more pieces</source>
        <translation>{count} more pieces</translation>
    </message>
    <message>
        <source>{missing} to go: another {gain} off ({rule})</source>
        <translation>{missing} to go: another {gain} off ({rule})</translation>
    </message>
</context>
<context>
    <name>PricesView</name>
    <message>
        <source>Goods</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>On the label</source>
        <translation>On the label</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Shelf prices</source>
        <translation>Shelf prices</translation>
    </message>
    <message>
        <source>The goods of this store and their prices come from head office, the same for every channel; a till changes none of them. Ask there.</source>
        <translation>The goods of this store and their prices come from head office, the same for every channel; a till changes none of them. Ask there.</translation>
    </message>
    <message>
        <source>One line can be given another price at the till with F5, with a reason and within what the role may.</source>
        <translation>One line can be given another price at the till with F5, with a reason and within what the role may.</translation>
    </message>
    <message>
        <source>Labels that say an old price stand under F3.</source>
        <translation>Labels that say an old price stand under F3.</translation>
    </message>
    <message>
        <source>F6 finds goods, or scan them; F9 gives the marked goods a new price.</source>
        <translation>F6 finds goods, or scan them; F9 gives the marked goods a new price.</translation>
    </message>
    <message>
        <source>A price for a day counts from the opening of that business day on; at once, from the next line on. What is rung up already keeps its price.</source>
        <translation>A price for a day counts from the opening of that business day on; at once, from the next line on. What is rung up already keeps its price.</translation>
    </message>
    <message>
        <source>A mark-down, such as near the last day, has an end: the price before it comes back with the next business day, and its label is due again.</source>
        <translation>A mark-down, such as near the last day, has an end: the price before it comes back with the next business day, and its label is due again.</translation>
    </message>
    <message>
        <source>Each till of the store is told by itself, as with lists of goods.</source>
        <translation>Each till of the store is told by itself, as with lists of goods.</translation>
    </message>
    <message>
        <source>A label is due until it was printed (manager's desk, F4 Stock, F5 Labels), or F7 says that it is right.</source>
        <translation>A label is due until it was printed (manager's desk, F4 Stock, F5 Labels), or F7 says that it is right.</translation>
    </message>
    <message>
        <source>No price is planned. F6 finds goods to give a new price.</source>
        <translation>No price is planned. F6 finds goods to give a new price.</translation>
    </message>
    <message>
        <source>No price is planned here. F6 finds goods and shows their price.</source>
        <translation>No price is planned here. F6 finds goods and shows their price.</translation>
    </message>
    <message>
        <source>No price was changed here yet.</source>
        <translation>No price was changed here yet.</translation>
    </message>
    <message>
        <source>No label is known to be wrong.</source>
        <translation>No label is known to be wrong.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nothing was found.</translation>
    </message>
    <message>
        <source>from {date} on</source>
        <translation>from {date} on</translation>
    </message>
    <message>
        <source>in force, {date}</source>
        <translation>in force, {date}</translation>
    </message>
    <message>
        <source>withdrawn, {date}</source>
        <translation>withdrawn, {date}</translation>
    </message>
</context>
<context>
    <name>Privileges</name>
    <message>
        <source>Selling</source>
        <translation>Selling</translation>
    </message>
    <message>
        <source>Voiding a line</source>
        <translation>Voiding a line</translation>
    </message>
    <message>
        <source>Voiding a transaction</source>
        <translation>Voiding a transaction</translation>
    </message>
    <message>
        <source>Changing a price</source>
        <translation>Changing a price</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Discount</translation>
    </message>
    <message>
        <source>Taking goods back</source>
        <translation>Taking goods back</translation>
    </message>
    <message>
        <source>Taking goods back without a receipt</source>
        <translation>Taking goods back without a receipt</translation>
    </message>
    <message>
        <source>Refunding in another way than was paid</source>
        <translation>Refunding in another way than was paid</translation>
    </message>
    <message>
        <source>Cancelling a finished sale</source>
        <translation>Cancelling a finished sale</translation>
    </message>
    <message>
        <source>Opening the drawer without a sale</source>
        <translation>Opening the drawer without a sale</translation>
    </message>
    <message>
        <source>Printing a copy</source>
        <translation>Printing a copy</translation>
    </message>
    <message>
        <source>Money paid in</source>
        <translation>Money paid in</translation>
    </message>
    <message>
        <source>Money paid out</source>
        <translation>Money paid out</translation>
    </message>
    <message>
        <source>More float</source>
        <translation>More float</translation>
    </message>
    <message>
        <source>Cash to the safe</source>
        <translation>Cash to the safe</translation>
    </message>
    <message>
        <source>Opening a shift</source>
        <translation>Opening a shift</translation>
    </message>
    <message>
        <source>The X report</source>
        <translation>The X report</translation>
    </message>
    <message>
        <source>Closing a shift</source>
        <translation>Closing a shift</translation>
    </message>
    <message>
        <source>Closing another person's shift</source>
        <translation>Closing another person's shift</translation>
    </message>
    <message>
        <source>Closing the business day</source>
        <translation>Closing the business day</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Unlocking for others</source>
        <translation>Unlocking for others</translation>
    </message>
    <message>
        <source>Confirming the clock</source>
        <translation>Confirming the clock</translation>
    </message>
    <message>
        <source>Deleting a member</source>
        <translation>Deleting a member</translation>
    </message>
    <message>
        <source>Connecting to a cloud</source>
        <translation>Connecting to a cloud</translation>
    </message>
    <message>
        <source>Reading the store's figures</source>
        <translation>Reading the store's figures</translation>
    </message>
    <message>
        <source>Handing figures out as files</source>
        <translation>Handing figures out as files</translation>
    </message>
    <message>
        <source>Reading the journal</source>
        <translation>Reading the journal</translation>
    </message>
    <message>
        <source>Handling the safe</source>
        <translation>Handling the safe</translation>
    </message>
    <message>
        <source>Taking money to the bank</source>
        <translation>Taking money to the bank</translation>
    </message>
    <message>
        <source>Receiving goods</source>
        <translation>Receiving goods</translation>
    </message>
    <message>
        <source>Moving goods between stores</source>
        <translation>Moving goods between stores</translation>
    </message>
    <message>
        <source>Correcting stock</source>
        <translation>Correcting stock</translation>
    </message>
    <message>
        <source>Counting stock</source>
        <translation>Counting stock</translation>
    </message>
    <message>
        <source>Changing shelf prices</source>
        <translation>Changing shelf prices</translation>
    </message>
    <message>
        <source>Setting up the store</source>
        <translation>Setting up the store</translation>
    </message>
    <message>
        <source>Setting up operators</source>
        <translation>Setting up operators</translation>
    </message>
    <message>
        <source>Setting up devices</source>
        <translation>Setting up devices</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Backups</translation>
    </message>
</context>
<context>
    <name>ProgramView</name>
    <message>
        <source>Program</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Updates</translation>
    </message>
    <message>
        <source>An update is taken only with the shift closed, no sale begun or put aside, and nothing waiting for the cloud. The records are copied first.</source>
        <translation>An update is taken only with the shift closed, no sale begun or put aside, and nothing waiting for the cloud. The records are copied first.</translation>
    </message>
    <message>
        <source>The new program tries itself on a copy of the records before it opens; if that fails, the old one goes on by itself.</source>
        <translation>The new program tries itself on a copy of the records before it opens; if that fails, the old one goes on by itself.</translation>
    </message>
    <message>
        <source>Only what the release keys have signed is installed, from the network or from a stick. There is no way back to an older version.</source>
        <translation>Only what the release keys have signed is installed, from the network or from a stick. There is no way back to an older version.</translation>
    </message>
    <message>
        <source>In full screen nobody leaves by mistake: only F10 here closes the till. Windows' own keys, and turning the computer off, work as ever; a sale that is begun is there again.</source>
        <translation>In full screen nobody leaves by mistake: only F10 here closes the till. Windows' own keys, and turning the computer off, work as ever; a sale that is begun is there again.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>No address; from a stick alone</source>
        <translation>No address; from a stick alone</translation>
    </message>
    <message>
        <source>Updates from</source>
        <translation>Updates from</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>Not taken</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>At work. Go on selling.</source>
        <translation>At work. Go on selling.</translation>
    </message>
    <message>
        <source>{version} is here and may be installed.</source>
        <translation>{version} is here and may be installed.</translation>
    </message>
    <message>
        <source>{version} is here and waits.</source>
        <translation>{version} is here and waits.</translation>
    </message>
    <message>
        <source>New in it</source>
        <translation>New in it</translation>
    </message>
    <message>
        <source>In the way</source>
        <translation>In the way</translation>
    </message>
    <message>
        <source>No: it stands in a window that anybody may close</source>
        <translation>No: it stands in a window that anybody may close</translation>
    </message>
    <message>
        <source>Yes: it stays open until F10 here, or until the computer is turned off</source>
        <translation>Yes: it stays open until F10 here, or until the computer is turned off</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Yes: when this user signs on to the computer</source>
        <translation>Yes: when this user signs on to the computer</translation>
    </message>
    <message>
        <source>Yes: when anybody signs on to the computer, as set up by Setup</source>
        <translation>Yes: when anybody signs on to the computer, as set up by Setup</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Opens by itself</source>
        <translation>Opens by itself</translation>
    </message>
</context>
<context>
    <name>QuantityPanel</name>
    <message>
        <source>Read the scale</source>
        <translation>Read the scale</translation>
    </message>
    <message>
        <source>Up to three decimals, as on the scale</source>
        <translation>Up to three decimals, as on the scale</translation>
    </message>
    <message>
        <source>Weight of {name}</source>
        <translation>Weight of {name}</translation>
    </message>
    <message>
        <source>Quantity of {name}</source>
        <translation>Quantity of {name}</translation>
    </message>
    <message>
        <source>Whole pieces; to take the line off use Del</source>
        <translation>Whole pieces; to take the line off use Del</translation>
    </message>
</context>
<context>
    <name>Readiness</name>
    <message>
        <source>Sell</source>
        <translation>Sell</translation>
    </message>
    <message>
        <source>Record sales</source>
        <translation>Record sales</translation>
    </message>
    <message>
        <source>Have a second person consent</source>
        <translation>Have a second person consent</translation>
    </message>
    <message>
        <source>Print receipts</source>
        <translation>Print receipts</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Promotions</source>
        <translation>Promotions</translation>
    </message>
    <message>
        <source>Know the time</source>
        <translation>Know the time</translation>
    </message>
    <message>
        <source>Members by their code</source>
        <translation>Members by their code</translation>
    </message>
    <message>
        <source>Members by name or phone</source>
        <translation>Members by name or phone</translation>
    </message>
    <message>
        <source>Spend points</source>
        <translation>Spend points</translation>
    </message>
    <message>
        <source>Coupons taken on trust</source>
        <translation>Coupons taken on trust</translation>
    </message>
    <message>
        <source>Coupons by this till's share</source>
        <translation>Coupons by this till's share</translation>
    </message>
    <message>
        <source>Coupons that head office keeps</source>
        <translation>Coupons that head office keeps</translation>
    </message>
    <message>
        <source>Gift cards</source>
        <translation>Gift cards</translation>
    </message>
    <message>
        <source>Come back after a broken disk</source>
        <translation>Come back after a broken disk</translation>
    </message>
    <message>
        <source>{count} goods with their prices are on this till.</source>
        <translation>{count} goods with their prices are on this till.</translation>
    </message>
    <message>
        <source>Nobody at this till may sell. Set up a person for it: Set-up, People.</source>
        <translation>Nobody at this till may sell. Set up a person for it: Set-up, People.</translation>
    </message>
    <message>
        <source>Room on the disk for {days} days as busy as the busiest.</source>
        <translation>Room on the disk for {days} days as busy as the busiest.</translation>
    </message>
    <message>
        <source>{count} people may consent with their PIN.</source>
        <translation>{count} people may consent with their PIN.</translation>
    </message>
    <message>
        <source>Nobody may consent to what a cashier may not do alone. Give somebody a role that may: Set-up, Roles.</source>
        <translation>Nobody may consent to what a cashier may not do alone. Give somebody a role that may: Set-up, Roles.</translation>
    </message>
    <message>
        <source>Nothing is known to be wrong with it.</source>
        <translation>Nothing is known to be wrong with it.</translation>
    </message>
    <message>
        <source>No printer is set up: Set-up, Devices.</source>
        <translation>No printer is set up: Set-up, Devices.</translation>
    </message>
    <message>
        <source>No scanner is set up; codes can be typed. Set-up, Devices.</source>
        <translation>No scanner is set up; codes can be typed. Set-up, Devices.</translation>
    </message>
    <message>
        <source>The promotions in force are on this till.</source>
        <translation>The promotions in force are on this till.</translation>
    </message>
    <message>
        <source>The till's own time is sure.</source>
        <translation>The till's own time is sure.</translation>
    </message>
    <message>
        <source>What members' codes are read with is here; more comes with the next exchange.</source>
        <translation>What members' codes are read with is here; more comes with the next exchange.</translation>
    </message>
    <message>
        <source>No pseudonyms of today, or no key that is still believed. Members' codes are read but lead to nobody. Connect the till once.</source>
        <translation>No pseudonyms of today, or no key that is still believed. Members' codes are read but lead to nobody. Connect the till once.</translation>
    </message>
    <message>
        <source>Names and phones are kept for 12 hours after an exchange; then a card number still finds a member.</source>
        <translation>Names and phones are kept for 12 hours after an exchange; then a card number still finds a member.</translation>
    </message>
    <message>
        <source>The members are this shop's own: nothing of them ends.</source>
        <translation>The members are this shop's own: nothing of them ends.</translation>
    </message>
    <message>
        <source>The last exchange is more than 12 hours ago: nobody is named. Connect the till once.</source>
        <translation>The last exchange is more than 12 hours ago: nobody is named. Connect the till once.</translation>
    </message>
    <message>
        <source>Allowances from head office are here; each member has their own.</source>
        <translation>Allowances from head office are here; each member has their own.</translation>
    </message>
    <message>
        <source>No allowance is here: points are earned but not spent. They come with an exchange.</source>
        <translation>No allowance is here: points are earned but not spent. They come with an exchange.</translation>
    </message>
    <message>
        <source>Coupons for {left} more may be taken without asking anybody.</source>
        <translation>Coupons for {left} more may be taken without asking anybody.</translation>
    </message>
    <message>
        <source>The sum that may be risked without asking is used up. An exchange makes room again.</source>
        <translation>The sum that may be risked without asking is used up. An exchange makes room again.</translation>
    </message>
    <message>
        <source>Head office was not met for longer than the shop allows. Connect the till once.</source>
        <translation>Head office was not met for longer than the shop allows. Connect the till once.</translation>
    </message>
    <message>
        <source>{count} uses are this till's own.</source>
        <translation>{count} uses are this till's own.</translation>
    </message>
    <message>
        <source>This till's share is used up or over. More comes with an exchange.</source>
        <translation>This till's share is used up or over. More comes with an exchange.</translation>
    </message>
    <message>
        <source>Only head office can say yes, so that nothing is spent twice. Not counted.</source>
        <translation>Only head office can say yes, so that nothing is spent twice. Not counted.</translation>
    </message>
    <message>
        <source>This disk was restored or copied: what it was allowed may be spent elsewhere. An exchange settles it.</source>
        <translation>This disk was restored or copied: what it was allowed may be spent elsewhere. An exchange settles it.</translation>
    </message>
    <message>
        <source>The till's time is not sure, so nothing is judged by dates. Confirm the clock on the shift screen.</source>
        <translation>The till's time is not sure, so nothing is judged by dates. Confirm the clock on the shift screen.</translation>
    </message>
    <message>
        <source>There is no room for another day. Free the disk before opening.</source>
        <translation>There is no room for another day. Free the disk before opening.</translation>
    </message>
    <message>
        <source>There is no backup. Make one: Set-up, Backups.</source>
        <translation>There is no backup. Make one: Set-up, Backups.</translation>
    </message>
    <message>
        <source>Backed up {moment}, never rehearsed. A rehearsal shows that it can be used.</source>
        <translation>Backed up {moment}, never rehearsed. A rehearsal shows that it can be used.</translation>
    </message>
    <message>
        <source>Backed up {moment}; a rehearsal went well.</source>
        <translation>Backed up {moment}; a rehearsal went well.</translation>
    </message>
    <message>
        <source>The last backup is of {moment}: days would be lost. Make one: Set-up, Backups.</source>
        <translation>The last backup is of {moment}: days would be lost. Make one: Set-up, Backups.</translation>
    </message>
    <message>
        <source>Sell by barcode</source>
        <translation>Sell by barcode</translation>
    </message>
    <message>
        <source>Weigh</source>
        <translation>Weigh</translation>
    </message>
    <message>
        <source>Find a member</source>
        <translation>Find a member</translation>
    </message>
    <message>
        <source>Take a coupon</source>
        <translation>Take a coupon</translation>
    </message>
    <message>
        <source>Put aside, take up</source>
        <translation>Put aside, take up</translation>
    </message>
    <message>
        <source>Power cut</source>
        <translation>Power cut</translation>
    </message>
    <message>
        <source>Take goods back</source>
        <translation>Take goods back</translation>
    </message>
    <message>
        <source>X and Z reports</source>
        <translation>X and Z reports</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>not tried</translation>
    </message>
    <message>
        <source>FAILED: {why}</source>
        <translation>FAILED: {why}</translation>
    </message>
    <message>
        <source>never offline</source>
        <translation>never offline</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>not now</translation>
    </message>
    <message>
        <source>without end</source>
        <translation>without end</translation>
    </message>
    <message>
        <source>still {count} min</source>
        <translation>still {count} min</translation>
    </message>
    <message>
        <source>still {count} h</source>
        <translation>still {count} h</translation>
    </message>
    <message>
        <source>still {count} days</source>
        <translation>still {count} days</translation>
    </message>
    <message>
        <source>over {count} days</source>
        <translation>over {count} days</translation>
    </message>
</context>
<context>
    <name>ReadinessView</name>
    <message>
        <source>Without a network</source>
        <translation>Without a network</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>How long</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>If the network died now</source>
        <translation>If the network died now</translation>
    </message>
    <message>
        <source>100 means: everything this shop does would go on for three days.</source>
        <translation>100 means: everything this shop does would go on for three days.</translation>
    </message>
    <message>
        <source>{score} of 100</source>
        <translation>{score} of 100</translation>
    </message>
    <message>
        <source>Everything would go on.</source>
        <translation>Everything would go on.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Does not work now: {name}</source>
        <translation>Does not work now: {name}</translation>
    </message>
    <message>
        <source>Ends first, {moment}: {name}</source>
        <translation>Ends first, {moment}: {name}</translation>
    </message>
    <message>
        <source>Fire drill</source>
        <translation>Fire drill</translation>
    </message>
    <message>
        <source>No drill was held yet.</source>
        <translation>No drill was held yet.</translation>
    </message>
    <message>
        <source>Last drill {moment}: it went well.</source>
        <translation>Last drill {moment}: it went well.</translation>
    </message>
    <message>
        <source>Last drill {moment}: something did not work.</source>
        <translation>Last drill {moment}: something did not work.</translation>
    </message>
    <message>
        <source>by {number}</source>
        <translation>by {number}</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Page {number} of {count}</source>
        <translation>Page {number} of {count}</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Hour by hour</source>
        <translation>Hour by hour</translation>
    </message>
    <message>
        <source>Day by day</source>
        <translation>Day by day</translation>
    </message>
    <message>
        <source>Tenders</source>
        <translation>Tenders</translation>
    </message>
    <message>
        <source>Best-selling goods</source>
        <translation>Best-selling goods</translation>
    </message>
    <message>
        <source>Slow goods</source>
        <translation>Slow goods</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Categories</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Operators</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>Coupons</translation>
    </message>
    <message>
        <source>Promotions</source>
        <translation>Promotions</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Control</translation>
    </message>
    <message>
        <source>Lost sales</source>
        <translation>Lost sales</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Sales</translation>
    </message>
    <message>
        <source>Taxes</source>
        <translation>Taxes</translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation>Discounts</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Cash</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Dashboard</translation>
    </message>
    <message>
        <source>X report, shift</source>
        <translation>X report, shift</translation>
    </message>
    <message>
        <source>Z report, shift</source>
        <translation>Z report, shift</translation>
    </message>
    <message>
        <source>Z report</source>
        <translation>Z report</translation>
    </message>
    <message>
        <source>Day archive</source>
        <translation>Day archive</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From</translation>
    </message>
    <message>
        <source>To</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Takings</source>
        <translation>Takings</translation>
    </message>
    <message>
        <source>Takings before</source>
        <translation>Takings before</translation>
    </message>
    <message>
        <source>Goods, net of discounts</source>
        <translation>Goods, net of discounts</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>Transactions</translation>
    </message>
    <message>
        <source>Transactions before</source>
        <translation>Transactions before</translation>
    </message>
    <message>
        <source>Sales transactions</source>
        <translation>Sales transactions</translation>
    </message>
    <message>
        <source>Average basket</source>
        <translation>Average basket</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Pieces</translation>
    </message>
    <message>
        <source>Pieces per basket</source>
        <translation>Pieces per basket</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>Returns</translation>
    </message>
    <message>
        <source>Number of returns</source>
        <translation>Number of returns</translation>
    </message>
    <message>
        <source>Cost of goods</source>
        <translation>Cost of goods</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>Margin %</source>
        <translation>Margin %</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Hour</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>Business day</translation>
    </message>
    <message>
        <source>Report no.</source>
        <translation>Report no.</translation>
    </message>
    <message>
        <source>First receipt</source>
        <translation>First receipt</translation>
    </message>
    <message>
        <source>Last receipt</source>
        <translation>Last receipt</translation>
    </message>
    <message>
        <source>Goods before discounts</source>
        <translation>Goods before discounts</translation>
    </message>
    <message>
        <source>Perpetual net total</source>
        <translation>Perpetual net total</translation>
    </message>
    <message>
        <source>Perpetual total of all amounts</source>
        <translation>Perpetual total of all amounts</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>Tender</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Item no.</source>
        <translation>Item no.</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Last sold</source>
        <translation>Last sold</translation>
    </message>
    <message>
        <source>Transactions with it</source>
        <translation>Transactions with it</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Voids</source>
        <translation>Voids</translation>
    </message>
    <message>
        <source>Changed prices</source>
        <translation>Changed prices</translation>
    </message>
    <message>
        <source>Drawer without sale</source>
        <translation>Drawer without sale</translation>
    </message>
    <message>
        <source>New members</source>
        <translation>New members</translation>
    </message>
    <message>
        <source>Their purchases</source>
        <translation>Their purchases</translation>
    </message>
    <message>
        <source>Came again</source>
        <translation>Came again</translation>
    </message>
    <message>
        <source>Repeat rate</source>
        <translation>Repeat rate</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Campaign</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Shown</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>Redeemed</source>
        <translation>Redeemed</translation>
    </message>
    <message>
        <source>Given away</source>
        <translation>Given away</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation>Promotion</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Given back</translation>
    </message>
    <message>
        <source>Tax group</source>
        <translation>Tax group</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Base</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>Tax</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Maker's coupon</source>
        <translation>Maker's coupon</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>Gift card</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Sale</translation>
    </message>
    <message>
        <source>Lost sale</source>
        <translation>Lost sale</translation>
    </message>
    <message>
        <source>in the price</source>
        <translation>in the price</translation>
    </message>
    <message>
        <source>on top</source>
        <translation>on top</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>Opening float</translation>
    </message>
    <message>
        <source>Float from the safe</source>
        <translation>Float from the safe</translation>
    </message>
    <message>
        <source>Cash to the safe</source>
        <translation>Cash to the safe</translation>
    </message>
    <message>
        <source>Rounding of cash</source>
        <translation>Rounding of cash</translation>
    </message>
    <message>
        <source>Expected cash</source>
        <translation>Expected cash</translation>
    </message>
    <message>
        <source>Counted cash</source>
        <translation>Counted cash</translation>
    </message>
    <message>
        <source>Amounts in {currency}</source>
        <translation>Amounts in {currency}</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
</context>
<context>
    <name>ReportsView</name>
    <message>
        <source>Business day</source>
        <translation>Business day</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Cashier</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>From – to</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>Over / short</source>
        <translation>Over / short</translation>
    </message>
    <message>
        <source>No shift was closed yet. Z reports stand here once the first one is.</source>
        <translation>No shift was closed yet. Z reports stand here once the first one is.</translation>
    </message>
    <message>
        <source>Choose a report, or read the open shift with F2.</source>
        <translation>Choose a report, or read the open shift with F2.</translation>
    </message>
    <message>
        <source>Z shift {number}</source>
        <translation>Z shift {number}</translation>
    </message>
    <message>
        <source>Z day no. {number}</source>
        <translation>Z day no. {number}</translation>
    </message>
</context>
<context>
    <name>ResumePanel</name>
    <message>
        <source>Suspended transactions</source>
        <translation>Suspended transactions</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Lines</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
</context>
<context>
    <name>RolesView</name>
    <message>
        <source>May they …</source>
        <translation>May they …</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>F6 and F7 choose the role (▸), Up and Down the right, F9 changes it.</source>
        <translation>F6 and F7 choose the role (▸), Up and Down the right, F9 changes it.</translation>
    </message>
    <message>
        <source>✓ alone
✓ 10% alone up to there, more with a second person</source>
        <translation>✓ alone
✓ 10% alone up to there, more with a second person</translation>
    </message>
    <message>
        <source>2 with a second person only
– not at all</source>
        <translation>2 with a second person only
– not at all</translation>
    </message>
    <message>
        <source>Nobody changes their own role, and somebody who may set people up stays.</source>
        <translation>Nobody changes their own role, and somebody who may set people up stays.</translation>
    </message>
    <message>
        <source>{role}: {right}, {how}</source>
        <translation>{role}: {right}, {how}</translation>
    </message>
    <message>
        <source>(your own role)</source>
        <translation>(your own role)</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>not at all</translation>
    </message>
    <message>
        <source>with a second person</source>
        <translation>with a second person</translation>
    </message>
    <message>
        <source>alone up to {limit}</source>
        <translation>alone up to {limit}</translation>
    </message>
    <message>
        <source>alone</source>
        <translation>alone</translation>
    </message>
</context>
<context>
    <name>Rooms</name>
    <message>
        <source>Takings, goods, people, offers and control, for any days.</source>
        <translation>Takings, goods, people, offers and control, for any days.</translation>
    </message>
    <message>
        <source>The safe, the tills, and why a shift was over or short.</source>
        <translation>The safe, the tills, and why a shift was over or short.</translation>
    </message>
    <message>
        <source>What is on hand; deliveries, stocktakes, what runs out, labels.</source>
        <translation>What is on hand; deliveries, stocktakes, what runs out, labels.</translation>
    </message>
    <message>
        <source>What stands out, the journal, and a shift replayed.</source>
        <translation>What stands out, the journal, and a shift replayed.</translation>
    </message>
    <message>
        <source>Shelf prices that come, and labels that are wrong.</source>
        <translation>Shelf prices that come, and labels that are wrong.</translation>
    </message>
    <message>
        <source>People, roles, the store, devices and backups.</source>
        <translation>People, roles, the store, devices and backups.</translation>
    </message>
    <message>
        <source>What would go on without a network, and for how long.</source>
        <translation>What would go on without a network, and for how long.</translation>
    </message>
    <message>
        <source>Shifts and days that were closed.</source>
        <translation>Shifts and days that were closed.</translation>
    </message>
    <message>
        <source>Find, copy and cancel receipts.</source>
        <translation>Find, copy and cancel receipts.</translation>
    </message>
    <message>
        <source>What head office has, and what waits.</source>
        <translation>What head office has, and what waits.</translation>
    </message>
    <message>
        <source>Who may sign on: names, numbers, PINs.</source>
        <translation>Who may sign on: names, numbers, PINs.</translation>
    </message>
    <message>
        <source>What each role may do, and up to what.</source>
        <translation>What each role may do, and up to what.</translation>
    </message>
    <message>
        <source>Receipt texts, reasons, taxes, cash and barcodes.</source>
        <translation>Receipt texts, reasons, taxes, cash and barcodes.</translation>
    </message>
    <message>
        <source>Printer, scanner, scale, customer's screen: each with a test.</source>
        <translation>Printer, scanner, scale, customer's screen: each with a test.</translation>
    </message>
    <message>
        <source>Copies of the records, and rehearsals.</source>
        <translation>Copies of the records, and rehearsals.</translation>
    </message>
    <message>
        <source>Who changed what of the set-up, and when.</source>
        <translation>Who changed what of the set-up, and when.</translation>
    </message>
    <message>
        <source>Files that each closed day is handed out as, by itself.</source>
        <translation>Files that each closed day is handed out as, by itself.</translation>
    </message>
    <message>
        <source>Version, updates, full screen, opening by itself.</source>
        <translation>Version, updates, full screen, opening by itself.</translation>
    </message>
    <message>
        <source>Grey: not for your role.</source>
        <translation>Grey: not for your role.</translation>
    </message>
</context>
<context>
    <name>SafePage</name>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>The safe's ledger has not begun. Count the safe with F9: that begins it.</source>
        <translation>The safe's ledger has not begun. Count the safe with F9: that begins it.</translation>
    </message>
    <message>
        <source>Should be in the safe</source>
        <translation>Should be in the safe</translation>
    </message>
    <message>
        <source>On its way from this till</source>
        <translation>On its way from this till</translation>
    </message>
    <message>
        <source>Not counted yet.</source>
        <translation>Not counted yet.</translation>
    </message>
    <message>
        <source>Last settled count {when}: {amount}, difference {difference}.</source>
        <translation>Last settled count {when}: {amount}, difference {difference}.</translation>
    </message>
    <message>
        <source>Just counted {amount}, difference {difference}: count once more with F9.</source>
        <translation>Just counted {amount}, difference {difference}: count once more with F9.</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>Nothing.</translation>
    </message>
    <message>
        <source>F5 enters the first one when it is there.</source>
        <translation>F5 enters the first one when it is there.</translation>
    </message>
    <message>
        <source>Counted, asked again</source>
        <translation>Counted, asked again</translation>
    </message>
    <message>
        <source>Ledger begun</source>
        <translation>Ledger begun</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>From a till</source>
        <translation>From a till</translation>
    </message>
    <message>
        <source>Float to a till</source>
        <translation>Float to a till</translation>
    </message>
    <message>
        <source>Bank deposit</source>
        <translation>Bank deposit</translation>
    </message>
    <message>
        <source>To the bank for change</source>
        <translation>To the bank for change</translation>
    </message>
    <message>
        <source>Change from the bank</source>
        <translation>Change from the bank</translation>
    </message>
</context>
<context>
    <name>SaleCard</name>
    <message>
        <source>Item</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Sold</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Refund</translation>
    </message>
    <message>
        <source>Nothing was sold on this receipt: open another one.</source>
        <translation>Nothing was sold on this receipt: open another one.</translation>
    </message>
    <message>
        <source>This sale was post voided: nothing of it can come back.</source>
        <translation>This sale was post voided: nothing of it can come back.</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>Receipt {number}</translation>
    </message>
</context>
<context>
    <name>SalesList</name>
    <message>
        <source>Sale</source>
        <translation>Sale</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Post void</source>
        <translation>Post void</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>No receipt fits. Take a search away or look for less.</source>
        <translation>No receipt fits. Take a search away or look for less.</translation>
    </message>
    <message>
        <source>{item} and {count} more</source>
        <translation>{item} and {count} more</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Up and Down choose, Enter adds, Esc closes</source>
        <translation>Up and Down choose, Enter adds, Esc closes</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters, initials, or the end of the barcode.</source>
        <translation>Nothing found. Try fewer letters, initials, or the end of the barcode.</translation>
    </message>
</context>
<context>
    <name>SectionPanel</name>
    <message>
        <source>Which part of the shop is counted?</source>
        <translation>Which part of the shop is counted?</translation>
    </message>
    <message>
        <source>Count an item, enter it, go to the next. The shop may sell on: what is sold between is asked for again.</source>
        <translation>Count an item, enter it, go to the next. The shop may sell on: what is sold between is asked for again.</translation>
    </message>
    <message>
        <source>Section, such as A1, or ALL for the whole store</source>
        <translation>Section, such as A1, or ALL for the whole store</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Set-up</source>
        <translation>Set-up</translation>
    </message>
</context>
<context>
    <name>ShiftView</name>
    <message>
        <source>Day and shift</source>
        <translation>Day and shift</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>Drawer</translation>
    </message>
    <message>
        <source>This till</source>
        <translation>This till</translation>
    </message>
</context>
<context>
    <name>ShiftsPage</name>
    <message>
        <source>Closed shifts</source>
        <translation>Closed shifts</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>Business day</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Cashier</translation>
    </message>
    <message>
        <source>Over / short</source>
        <translation>Over / short</translation>
    </message>
    <message>
        <source>F9 looks into the marked shift: what may explain it, and where to look.</source>
        <translation>F9 looks into the marked shift: what may explain it, and where to look.</translation>
    </message>
    <message>
        <source>No shift was closed yet.</source>
        <translation>No shift was closed yet.</translation>
    </message>
</context>
<context>
    <name>SignOnView</name>
    <message>
        <source>Ronghe POS</source>
        <translation>Ronghe POS</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Starting…</translation>
    </message>
    <message>
        <source>The till is not open</source>
        <translation>The till is not open</translation>
    </message>
    <message>
        <source>Put right what is said above, then start the till again.</source>
        <translation>Put right what is said above, then start the till again.</translation>
    </message>
    <message>
        <source>Opening the till's records. You may type already.</source>
        <translation>Opening the till's records. You may type already.</translation>
    </message>
    <message>
        <source>Locked by {name}</source>
        <translation>Locked by {name}</translation>
    </message>
    <message>
        <source>The basket is kept. Type the PIN to go on.</source>
        <translation>The basket is kept. Type the PIN to go on.</translation>
    </message>
    <message>
        <source>Type your operator number and PIN, or scan your badge.</source>
        <translation>Type your operator number and PIN, or scan your badge.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Operator number</source>
        <translation>Operator number</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
</context>
<context>
    <name>StateCard</name>
    <message>
        <source>Day and shift</source>
        <translation>Day and shift</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>Business day</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Cashier</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Opened</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>Opening float</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Suspended</translation>
    </message>
    <message>
        <source>The drawer holds more cash than the store wants there: bring some with F5.</source>
        <translation>The drawer holds more cash than the store wants there: bring some with F5.</translation>
    </message>
    <message>
        <source>not open</source>
        <translation>not open</translation>
    </message>
    <message>
        <source>This is training: nothing here reaches the real till. F8 ends it.</source>
        <translation>This is training: nothing here reaches the real till. F8 ends it.</translation>
    </message>
    <message>
        <source>You may look, but not open or close a shift here.</source>
        <translation>You may look, but not open or close a shift here.</translation>
    </message>
    <message>
        <source>Next: open the business day and a shift with F1.</source>
        <translation>Next: open the business day and a shift with F1.</translation>
    </message>
    <message>
        <source>Next: open a shift with F1, or close the day with F10.</source>
        <translation>Next: open a shift with F1, or close the day with F10.</translation>
    </message>
    <message>
        <source>This shift belongs to {name}. Close it with F9 to take over.</source>
        <translation>This shift belongs to {name}. Close it with F9 to take over.</translation>
    </message>
    <message>
        <source>The till is open. At the end count the drawer with F9.</source>
        <translation>The till is open. At the end count the drawer with F9.</translation>
    </message>
    <message>
        <source>● Sales are kept on this till; no network needed</source>
        <translation>● Sales are kept on this till; no network needed</translation>
    </message>
    <message>
        <source>This till belongs to no cloud. Connect it with F7.</source>
        <translation>This till belongs to no cloud. Connect it with F7.</translation>
    </message>
    <message>
        <source>{url} · store {store} · six digits to compare: {fingerprint}</source>
        <translation>{url} · store {store} · six digits to compare: {fingerprint}</translation>
    </message>
    <message>
        <source>coupons offline: {used} of {most} used</source>
        <translation>coupons offline: {used} of {most} used</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>● Sales are kept on this till; no network needed</source>
        <translation>● Sales are kept on this till; no network needed</translation>
    </message>
    <message>
        <source>● Printer ready</source>
        <translation>● Printer ready</translation>
    </message>
    <message>
        <source>● Printer in trouble since {time}: sales go on, print later</source>
        <translation>● Printer in trouble since {time}: sales go on, print later</translation>
    </message>
    <message>
        <source>● Scanner ready</source>
        <translation>● Scanner ready</translation>
    </message>
    <message>
        <source>● No scanner since {time}: type the codes</source>
        <translation>● No scanner since {time}: type the codes</translation>
    </message>
    <message>
        <source>● Camera ready</source>
        <translation>● Camera ready</translation>
    </message>
    <message>
        <source>● No camera since {time}</source>
        <translation>● No camera since {time}</translation>
    </message>
</context>
<context>
    <name>StockView</name>
    <message>
        <source>Scan, or type a code (names are found with F1)</source>
        <translation>Scan, or type a code (names are found with F1)</translation>
    </message>
    <message>
        <source>Scan, or type a code, a name or its initials</source>
        <translation>Scan, or type a code, a name or its initials</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Look through</source>
        <translation>Look through</translation>
    </message>
    <message>
        <source>A4 pages</source>
        <translation>A4 pages</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>Lead days</source>
        <translation>Lead days</translation>
    </message>
    <message>
        <source>Print code</source>
        <translation>Print code</translation>
    </message>
    <message>
        <source>Cover days</source>
        <translation>Cover days</translation>
    </message>
</context>
<context>
    <name>StoreView</name>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>As it is</translation>
    </message>
    <message>
        <source>As it is: I item, N value, V its check digit, C check digit</source>
        <translation>As it is: I item, N value, V its check digit, C check digit</translation>
    </message>
    <message>
        <source>→ {value} next day</source>
        <translation>→ {value} next day</translation>
    </message>
    <message>
        <source>Scan a label of the scale to see how it will be read.</source>
        <translation>Scan a label of the scale to see how it will be read.</translation>
    </message>
    <message>
        <source>Changes between two business days, or from a day that is named. Head office rules its own.</source>
        <translation>Changes between two business days, or from a day that is named. Head office rules its own.</translation>
    </message>
    <message>
        <source>A change counts at once, at this till.</source>
        <translation>A change counts at once, at this till.</translation>
    </message>
    <message>
        <source>A change counts from the next business day on, at this till.</source>
        <translation>A change counts from the next business day on, at this till.</translation>
    </message>
    <message>
        <source>A change counts when this till is started the next time.</source>
        <translation>A change counts when this till is started the next time.</translation>
    </message>
</context>
<context>
    <name>SuspendPanel</name>
    <message>
        <source>Suspend this transaction</source>
        <translation>Suspend this transaction</translation>
    </message>
    <message>
        <source>A name to find it by (may stay empty)</source>
        <translation>A name to find it by (may stay empty)</translation>
    </message>
</context>
<context>
    <name>SyncTables</name>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>How far it has come</source>
        <translation>How far it has come</translation>
    </message>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Who must act</source>
        <translation>Who must act</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>Business day</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Proof</translation>
    </message>
    <message>
        <source>This till</source>
        <translation>This till</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>From head office</source>
        <translation>From head office</translation>
    </message>
    <message>
        <source>List</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Read up to</source>
        <translation>Read up to</translation>
    </message>
    <message>
        <source>proved: both sides add up the same</source>
        <translation>proved: both sides add up the same</translation>
    </message>
    <message>
        <source>not proved: {why}</source>
        <translation>not proved: {why}</translation>
    </message>
    <message>
        <source>being fetched</source>
        <translation>being fetched</translation>
    </message>
</context>
<context>
    <name>SyncView</name>
    <message>
        <source>Find a receipt by its number</source>
        <translation>Find a receipt by its number</translation>
    </message>
    <message>
        <source>{who}: {what}</source>
        <translation>{who}: {what}</translation>
    </message>
    <message>
        <source>recorded here → sent → acknowledged by the cloud → applied → reconciled</source>
        <translation>recorded here → sent → acknowledged by the cloud → applied → reconciled</translation>
    </message>
    <message>
        <source>No such receipt on this till.</source>
        <translation>No such receipt on this till.</translation>
    </message>
    <message>
        <source>Nothing needs anybody.</source>
        <translation>Nothing needs anybody.</translation>
    </message>
    <message>
        <source>No day was closed yet. Both sides are compared after a day is closed.</source>
        <translation>No day was closed yet. Both sides are compared after a day is closed.</translation>
    </message>
    <message>
        <source>Nothing comes from head office yet.</source>
        <translation>Nothing comes from head office yet.</translation>
    </message>
</context>
<context>
    <name>TakeAllPanel</name>
    <message>
        <source>Take back all that is left of {receipt}</source>
        <translation>Take back all that is left of {receipt}</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) to take back</source>
        <translation>
            <numerusform>%n line to take back</numerusform>
            <numerusform>%n lines to take back</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose why, then press F9.</source>
        <translation>Choose why, then press F9.</translation>
    </message>
</context>
<context>
    <name>TakeBackPanel</name>
    <message>
        <source>Take back {name}</source>
        <translation>Take back {name}</translation>
    </message>
    <message>
        <source>of {count} that may still come back</source>
        <translation>of {count} that may still come back</translation>
    </message>
    <message>
        <source>Without receipt: {name}</source>
        <translation>Without receipt: {name}</translation>
    </message>
    <message>
        <source>at the lowest recent price, {price}</source>
        <translation>at the lowest recent price, {price}</translation>
    </message>
</context>
<context>
    <name>TenderView</name>
    <message>
        <source>Received so far</source>
        <translation>Received so far</translation>
    </message>
    <message>
        <source>Given back so far</source>
        <translation>Given back so far</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>To refund</source>
        <translation>To refund</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>To pay</translation>
    </message>
    <message>
        <source>Total {amount}</source>
        <translation>Total {amount}</translation>
    </message>
    <message>
        <source>Refund {amount}</source>
        <translation>Refund {amount}</translation>
    </message>
    <message>
        <source>Discounts {amount}</source>
        <translation>Discounts {amount}</translation>
    </message>
    <message>
        <source>Give refund</source>
        <translation>Give refund</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>rounded in cash from {amount}</source>
        <translation>rounded in cash from {amount}</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Maker's coupon</source>
        <translation>Maker's coupon</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>Gift card</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Cash</translation>
    </message>
</context>
<context>
    <name>Tenders</name>
    <message>
        <source>Cash</source>
        <translation>Cash</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Maker's coupon</source>
        <translation>Maker's coupon</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>Gift card</translation>
    </message>
</context>
<context>
    <name>TillPage</name>
    <message>
        <source>This till now</source>
        <translation>This till now</translation>
    </message>
    <message>
        <source>The store's rules for cash</source>
        <translation>The store's rules for cash</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>Opening float</translation>
    </message>
    <message>
        <source>More float</source>
        <translation>More float</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>To the safe</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Paid in</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Paid out</translation>
    </message>
    <message>
        <source>Should be in the till</source>
        <translation>Should be in the till</translation>
    </message>
    <message>
        <source>On its way to the safe</source>
        <translation>On its way to the safe</translation>
    </message>
    <message>
        <source>Cash of sales, less refunds</source>
        <translation>Cash of sales, less refunds</translation>
    </message>
    <message>
        <source>A shift begins with</source>
        <translation>A shift begins with</translation>
    </message>
    <message>
        <source>A pickup is due above</source>
        <translation>A pickup is due above</translation>
    </message>
    <message>
        <source>A count is made again above a difference of</source>
        <translation>A count is made again above a difference of</translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation>No shift is open.</translation>
    </message>
    <message>
        <source>Shift {number}, {name}, open since {when}</source>
        <translation>Shift {number}, {name}, open since {when}</translation>
    </message>
    <message>
        <source>A pickup is due: shift screen, F5, to the safe.</source>
        <translation>A pickup is due: shift screen, F5, to the safe.</translation>
    </message>
    <message>
        <source>What should be in the till is told after the count.</source>
        <translation>What should be in the till is told after the count.</translation>
    </message>
    <message>
        <source>The store has set no limit for tills.</source>
        <translation>The store has set no limit for tills.</translation>
    </message>
    <message>
        <source>Another {amount} and a pickup is due.</source>
        <translation>Another {amount} and a pickup is due.</translation>
    </message>
</context>
<context>
    <name>TotalsCard</name>
    <message>
        <source>TOTAL</source>
        <translation>TOTAL</translation>
    </message>
    <message>
        <source>REFUND</source>
        <translation>REFUND</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n piece</numerusform>
            <numerusform>%n pieces</numerusform>
        </translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation>Discounts</translation>
    </message>
    <message>
        <source>Tax added</source>
        <translation>Tax added</translation>
    </message>
    <message>
        <source>Including VAT</source>
        <translation>Including VAT</translation>
    </message>
</context>
<context>
    <name>Variance</name>
    <message>
        <source>Look at this cash sale: it may have been paid by card or phone.</source>
        <translation>Look at this cash sale: it may have been paid by card or phone.</translation>
    </message>
    <message>
        <source>Look at this card sale: it may have been paid in cash.</source>
        <translation>Look at this card sale: it may have been paid in cash.</translation>
    </message>
    <message>
        <source>Look at what was handed over: another amount may have been keyed.</source>
        <translation>Look at what was handed over: another amount may have been keyed.</translation>
    </message>
    <message>
        <source>Look at the change: it may have been given as for another note.</source>
        <translation>Look at the change: it may have been given as for another note.</translation>
    </message>
    <message>
        <source>Look at this refund: booked as cash, it may have gone to a card.</source>
        <translation>Look at this refund: booked as cash, it may have gone to a card.</translation>
    </message>
    <message>
        <source>Look at this refund: booked to a card, it may have been cash.</source>
        <translation>Look at this refund: booked to a card, it may have been cash.</translation>
    </message>
    <message>
        <source>Look at the drawer opened without a sale.</source>
        <translation>Look at the drawer opened without a sale.</translation>
    </message>
    <message>
        <source>Look at this time: money may have moved without being booked.</source>
        <translation>Look at this time: money may have moved without being booked.</translation>
    </message>
    <message>
        <source>Look at these two entries: they may be one, booked twice.</source>
        <translation>Look at these two entries: they may be one, booked twice.</translation>
    </message>
    <message>
        <source>Look at this entry: the money may not have been moved.</source>
        <translation>Look at this entry: the money may not have been moved.</translation>
    </message>
    <message>
        <source>Look at this entry: another amount may have moved than was booked.</source>
        <translation>Look at this entry: another amount may have moved than was booked.</translation>
    </message>
    <message>
        <source>Look at the closing count: pieces missed or counted twice.</source>
        <translation>Look at the closing count: pieces missed or counted twice.</translation>
    </message>
    <message>
        <source>Look at the closing count: digits turned around, or another row.</source>
        <translation>Look at the closing count: digits turned around, or another row.</translation>
    </message>
    <message>
        <source>Look at the opening float: it may have been another amount.</source>
        <translation>Look at the opening float: it may have been another amount.</translation>
    </message>
    <message>
        <source>Look at this cancelled sale: its cash may have stayed in the drawer.</source>
        <translation>Look at this cancelled sale: its cash may have stayed in the drawer.</translation>
    </message>
    <message>
        <source>Look at the small coins: odd change of many receipts adds up.</source>
        <translation>Look at the small coins: odd change of many receipts adds up.</translation>
    </message>
    <message>
        <source>More float</source>
        <translation>More float</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>To the safe</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Paid in</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Paid out</translation>
    </message>
    <message>
        <source>{fitting} of {of} chances in this shift fit.</source>
        <translation>{fitting} of {of} chances in this shift fit.</translation>
    </message>
    <message>
        <source>{place}: {supposed} would fit</source>
        <translation>{place}: {supposed} would fit</translation>
    </message>
    <message>
        <source>{place}: {booked}</source>
        <translation>{place}: {booked}</translation>
    </message>
    <message>
        <source>{place}: {booked} booked, {supposed} would fit</source>
        <translation>{place}: {booked} booked, {supposed} would fit</translation>
    </message>
    <message>
        <source>{piece}: {booked} pieces counted, {supposed} would fit</source>
        <translation>{piece}: {booked} pieces counted, {supposed} would fit</translation>
    </message>
</context>
<context>
    <name>VoidPanel</name>
    <message>
        <source>Void the whole transaction?</source>
        <translation>Void the whole transaction?</translation>
    </message>
    <message>
        <source>Every line is dropped and nothing is sold. Choose why, then press F9.</source>
        <translation>Every line is dropped and nothing is sold. Choose why, then press F9.</translation>
    </message>
</context>
<context>
    <name>WalletPage</name>
    <message>
        <source>WeChat Pay</source>
        <translation>WeChat Pay</translation>
    </message>
    <message>
        <source>Alipay</source>
        <translation>Alipay</translation>
    </message>
    <message>
        <source>Wallet payments are not connected to this till yet. Take cash, or a card on the terminal. A pay code scanned here is recognised and not stored.</source>
        <translation>Wallet payments are not connected to this till yet. Take cash, or a card on the terminal. A pay code scanned here is recognised and not stored.</translation>
    </message>
</context>
<context>
    <name>Weekdays</name>
    <message>
        <source>Mon</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>Sun</translation>
    </message>
</context>
<context>
    <name>WherePanel</name>
    <message>
        <source>Look where?</source>
        <translation>Look where?</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From</translation>
    </message>
    <message>
        <source>To</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>such as 1121</source>
        <translation>such as 1121</translation>
    </message>
    <message>
        <source>Number of the shift</source>
        <translation>Number of the shift</translation>
    </message>
    <message>
        <source>Number of the receipt</source>
        <translation>Number of the receipt</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Why this price: {name}</source>
        <translation>Why this price: {name}</translation>
    </message>
</context>
<context>
    <name>Withheld</name>
    <message>
        <source>{rule} no longer applies: -{amount}</source>
        <translation>{rule} no longer applies: -{amount}</translation>
    </message>
    <message>
        <source>{rule}, withheld before: +{amount}</source>
        <translation>{rule}, withheld before: +{amount}</translation>
    </message>
</context>
</TS>
