<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
        <source>Shift and drawer</source>
        <translation>Shift and drawer</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
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
        <source>Take payment</source>
        <translation>Take payment</translation>
    </message>
    <message>
        <source>Remove payment</source>
        <translation>Remove payment</translation>
    </message>
</context>
<context>
    <name>ApprovalPanel</name>
    <message>
        <source>A second person must approve this</source>
        <translation>A second person must approve this</translation>
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
        <source>Receipt {number}</source>
        <translation>Receipt {number}</translation>
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
    <name>MainWindow</name>
    <message>
        <source>Ronghe POS</source>
        <translation>Ronghe POS</translation>
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
        <source>Payment has begun. Remove the payments first, then change the basket.</source>
        <translation>Payment has begun. Remove the payments first, then change the basket.</translation>
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
    <name>QuantityPanel</name>
    <message>
        <source>Weight of the item just scanned</source>
        <translation>Weight of the item just scanned</translation>
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
        <source>Cashier</source>
        <translation>Cashier</translation>
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
        <source>Sign on</source>
        <translation>Sign on</translation>
    </message>
    <message>
        <source>Type your operator number and PIN, or scan your badge.</source>
        <translation>Type your operator number and PIN, or scan your badge.</translation>
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
        <source>● Printer does not answer: sales go on, print later</source>
        <translation>● Printer does not answer: sales go on, print later</translation>
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
</TS>
