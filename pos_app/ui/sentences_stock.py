"""What the counter says of goods: deliveries, counts, labels, sales not made. English by code."""

from pos_app.ui.marked import marked

STOCK: dict[str, str] = {
    "STOCK_CATCHING_UP": marked(
        "Messages", "Sales are still being added up: {left} to go. Try again in a moment."
    ),
    "STOCK_REFERENCE_WRONG": marked(
        "Messages", "A number of letters A to Z, digits and - / . is wanted here, up to 32 of them."
    ),
    "STOCK_LOT_WRONG": marked("Messages", "This lot number or last day cannot be kept."),
    "STOCK_DAYS_OUT_OF_RANGE": marked("Messages", "{least} to {most} days are possible."),
    "STOCK_TASK_UNKNOWN": marked("Messages", "This was finished or given up already."),
    "STOCK_LINE_UNKNOWN": marked("Messages", "This line is not there any more."),
    "COST_NEGATIVE": marked("Messages", "A cost cannot be below zero."),
    "NOTE_UNREADABLE": marked(
        "Messages",
        "The delivery note cannot be read at line {line} (0: the whole file). Nothing was begun.",
    ),
    "NOTE_LINES_UNKNOWN": marked(
        "Messages", "{count} lines of the note name no item of this store and were left out."
    ),
    "DELIVERY_EMPTY": marked("Messages", "Nothing was scanned yet."),
    "DELIVERY_BEGUN": marked("Messages", "{note} is begun. Scan the goods one by one."),
    "DELIVERY_FINISHED": marked("Messages", "{note} is recorded: {lines} items."),
    "DELIVERY_WAITS": marked(
        "Messages", "{note} is begun and not finished: mark it in the list to go on with it."
    ),
    "NOTE_RECEIVED_BEFORE": marked(
        "Messages", "{note} was recorded already on {date}, {lines} lines."
    ),
    "DELIVERY_AGAIN": marked("Messages", "{note} was recorded already. Once more?"),
    "DELIVERY_AGAIN_WHY": marked(
        "Messages",
        "On {date}, {lines} lines. A second time adds the goods a second time. "
        "F9 begins it again, Esc goes back.",
    ),
    "DELIVERY_DIFFERS": marked(
        "Messages", "Not as the note says: {lines}. Record it all the same?"
    ),
    "DELIVERY_DIFFERS_WHY": marked(
        "Messages",
        "What was scanned is recorded, and the difference with it. F9 records, Esc goes back.",
    ),
    "DELIVERY_GIVE_UP": marked("Messages", "Give {note} up?"),
    "DELIVERY_GIVE_UP_WHY": marked("Messages", "What was scanned is forgotten. F9 gives it up."),
    "STOCK_ADJUSTED": marked("Messages", "Recorded: {name} now {figure}."),
    "COUNT_SECTION_WRONG": marked(
        "Messages", "Name the section with letters A to Z and digits, such as A1, or ALL."
    ),
    "COUNT_SECTION_OPEN": marked("Messages", "Section {section} is being counted already."),
    "COUNT_CODE_WRONG": marked("Messages", "This is not the code of a count."),
    "COUNT_MARKED": marked(
        "Messages", "This till is marked: what it sold until now is in the count."
    ),
    "COUNT_MARKED_BEFORE": marked(
        "Messages", "This till has its place in this count already. Nothing was changed."
    ),
    "COUNT_CODE_IN_TRAINING": marked(
        "Messages", "This is practice. Leave it, then scan the code of the count again."
    ),
    "COUNT_BEGUN": marked(
        "Messages", "Section {section}: count an item, scan or type it, then go to the next."
    ),
    "COUNT_ANEW": marked("Messages", "This item is begun anew. Scan it piece by piece."),
    "COUNT_EMPTY": marked("Messages", "Nothing was counted yet."),
    "COUNT_AGAIN_LEFT": marked("Messages", "{left} items have to be counted once more first."),
    "COUNT_FINISHED": marked("Messages", "Section {section} is counted: {lines} items adjusted."),
    "COUNT_FINISH": marked("Messages", "Adjust the books to this count?"),
    "COUNT_FINISH_WHY": marked(
        "Messages", "{lines} items, {differing} of them differ. F9 adjusts, Esc goes back."
    ),
    "COUNT_GIVE_UP": marked("Messages", "Give the count of {section} up?"),
    "COUNT_GIVE_UP_WHY": marked("Messages", "What was counted is forgotten. F9 gives it up."),
    "LOST_SALE_NOTED": marked("Messages", "Noted. Thank you."),
    "LINE_NOT_MARKED": marked("Messages", "Mark a line first."),
    "LABELS_CHOSEN": marked("Messages", "{count} labels are chosen."),
    "LABELS_NONE": marked("Messages", "No label is chosen yet."),
    "LABELS_WRITTEN": marked("Messages", "{count} labels are in {file}."),
    "LABELS_PRINTED": marked("Messages", "{count} labels were sent to the printer."),
    "LABELS_NOT_WRITTEN": marked("Messages", "The page of labels could not be written: {file}."),
}
