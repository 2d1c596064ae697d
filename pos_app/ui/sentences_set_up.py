"""What the set-up of people, store, devices, backups and shelf prices says. English by code."""

from pos_app.ui.marked import marked

SET_UP: dict[str, str] = {
    # People and roles
    "PERSON_ADDED": marked("Messages", "Added. They can sign on with number and PIN from now on."),
    "PERSON_CHANGED": marked("Messages", "Changed and recorded."),
    "PERSON_PIN_CHANGED": marked("Messages", "The new PIN counts from now on. Tell it in person."),
    "PERSON_BAR": marked("Messages", "Bar {name} from signing on?"),
    "PERSON_BAR_WHY": marked(
        "Messages", "Receipts keep the name. F9 bars, and F12 admits them again later."
    ),
    "PERSON_ADMIT": marked("Messages", "Let {name} sign on again?"),
    "PERSON_ADMIT_WHY": marked("Messages", "With the number, role and PIN they had. F9 admits."),
    "PERSON_UNKNOWN": marked("Messages", "This person is not known here any more."),
    "PERSON_NUMBER_WRONG": marked(
        "Messages", "The number is made of digits, at most {longest} of them. Type it again."
    ),
    "PERSON_NUMBER_TAKEN": marked(
        "Messages", "Somebody has the number {number} already. Choose another."
    ),
    "PERSON_NAME_WRONG": marked(
        "Messages", "A name is needed, of at most {longest} characters. Type it again."
    ),
    "PERSON_IS_YOU": marked(
        "Messages",
        "Nobody changes their own role or bars themselves. Ask another person who may set people "
        "up.",
    ),
    "PERSON_HAS_SHIFT": marked(
        "Messages", "The till is still with {operator}. Close that shift first, then try again."
    ),
    "PERSON_PINS_DIFFER": marked("Messages", "The two PINs are not the same. Type both again."),
    "ROLE_UNKNOWN": marked("Messages", "Choose a role."),
    "ROLE_IS_YOURS": marked(
        "Messages",
        "Nobody changes what their own role may do. Ask a person with another role who may set "
        "people up.",
    ),
    "ROLE_CHANGED": marked("Messages", "Changed and recorded. It counts at their next sign-on."),
    "LAST_TO_SET_UP_PEOPLE": marked(
        "Messages",
        "Nobody would be left who may set people up. Give somebody else that right first.",
    ),
    "PERMISSION_LIMIT_WRONG": marked(
        "Messages", "A limit goes with “yes” only: up to 100 per cent, or an amount."
    ),
    # The store
    "STORE_CHANGED_AT_ONCE": marked("Messages", "Changed. It counts from now on."),
    "STORE_CHANGED_NEXT_DAY": marked(
        "Messages", "Kept. It counts when the next business day is opened."
    ),
    "STORE_CHANGED_NEXT_START": marked(
        "Messages", "Kept. It counts when the till is started the next time."
    ),
    "STORE_REMOVE": marked("Messages", "Remove {subject}?"),
    "STORE_REMOVE_WHY": marked(
        "Messages", "Records that name it keep its code. F9 removes it, Esc keeps it."
    ),
    "STORE_KEY_FIXED": marked("Messages", "This is not changed at the till."),
    "STORE_TEXT_WRONG": marked(
        "Messages", "The text has at most {longest} characters and no line breaks. Shorten it."
    ),
    "STORE_NAME_EMPTY": marked("Messages", "The store needs a name in both languages."),
    "STORE_NUMBER_WRONG": marked("Messages", "Type a number from {least} to {most}."),
    "STORE_NOTES_WRONG": marked(
        "Messages", "Type one to {most} different amounts with blanks between them."
    ),
    "ROUNDING_STEP_WRONG": marked(
        "Messages", "Cash is rounded to a small coin: 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2 or 5."
    ),
    "CASH_RULES_WRONG": marked("Messages", "A rule for cash is an amount, or left empty."),
    "PICKUP_LIMIT_TOO_LOW": marked(
        "Messages", "Cash goes to the safe above more than a shift begins with."
    ),
    "TAX_GROUPS_WRONG": marked(
        "Messages", "A tax group has a code of capitals and digits and a rate up to 100 per cent."
    ),
    "TAX_WHILE_DAY_OPEN": marked(
        "Messages",
        "Taxes change between two business days only, so that each day has one rate. Close the "
        "day first, or name the first business day from which it counts.",
    ),
    "TAX_PLANNED": marked(
        "Messages", "Kept. {group} changes with the first business day from {date} on."
    ),
    "TAX_PLANNED_NO_MORE": marked("Messages", "No change of {group} is planned any more."),
    "TAX_DATE_PAST": marked(
        "Messages", "The business day {date} has been opened already. Name a later one."
    ),
    "TAX_GROUP_IN_USE": marked(
        "Messages", "{count} goods have the tax group {group}. Give them another one first."
    ),
    "CATALOG_IS_THE_CLOUDS": marked(
        "Messages",
        "Goods, shelf prices and taxes of this store come from head office; ask there. One line "
        "can still be given another price at the till with F5.",
    ),
    "REASON_LAST_ONE": marked("Messages", "One reason has to be left to choose from."),
    "REASON_WRONG": marked(
        "Messages",
        "A reason has a code of capitals and digits that no other has, and names of at most "
        "{longest} characters.",
    ),
    "IMPORT_RUNNING": marked(
        "Messages", "A list of goods is being brought in. Nothing changed; try again afterwards."
    ),
    # Devices
    "DEVICE_REMOVE": marked("Messages", "Is this device gone for good: {subject}?"),
    "DEVICE_REMOVE_WHY": marked(
        "Messages", "The till asks for it no more after its next start. F9 takes it away."
    ),
    "DEVICE_KEPT": marked("Messages", "Kept. Start the till again for it to count."),
    "SEARCHING_PRINTERS": marked("Messages", "Looking for printers in the network…"),
    "PRINTERS_FOUND": marked("Messages", "Found in the network: {addresses}. F9 keeps the first."),
    "DEVICE_TEST_SENT": marked("Messages", "Sent to the printer. Look at the paper."),
    "DEVICE_DRAWER_OPENED": marked(
        "Messages", "The drawer was asked to open, and it is recorded. Did it?"
    ),
    "DEVICE_WEIGHED": marked("Messages", "The scale says {weight}."),
    "CUSTOMER_NO_SCREEN": marked(
        "Messages",
        "No second screen was found, so customers see nothing. Plug one in and switch it on: the "
        "picture comes by itself. Or start the till with --customer-display.",
    ),
    "CUSTOMER_TEST_SHOWN": marked(
        "Messages", "Customers see a test picture now, for a quarter of a minute."
    ),
    "DEVICE_SCAN_NOW": marked("Messages", "Scan something now: what arrives is shown below."),
    "SETTINGS_WRONG": marked("Messages", "This setting will not do: {problem}. Nothing changed."),
    "SETTINGS_NOT_WRITABLE": marked(
        "Messages", "The settings file {file} cannot be written. Nothing changed; ask support."
    ),
    # The till on its computer
    "FULL_SCREEN_STAYS": marked(
        "Messages",
        "The till fills the screen and stays open. A manager closes it: Manager, Set-up, Program, "
        "F10.",
    ),
    "CLOSE_TILL": marked("Messages", "Close the till?"),
    "CLOSE_TILL_WHY": marked(
        "Messages",
        "A sale that is begun or put aside is there again when the till is opened. F9 closes it.",
    ),
    "AUTOSTART_FOR_EVERYBODY": marked(
        "Messages",
        "Setup has the till open for everybody who signs on to this computer. Run Setup again and "
        "take the mark away on its last page.",
    ),
    "AUTOSTART_NOT_WRITABLE": marked(
        "Messages",
        "This computer does not let its user say what opens by itself. Nothing changed; ask its "
        "administrator.",
    ),
    # Backups
    "BACKUP_PLAN_KEPT": marked("Messages", "The plan is kept."),
    "BACKUP_PLAN_OFF": marked("Messages", "Kept: nothing is backed up by itself."),
    "BACKUP_MADE": marked(
        "Messages", "The backup is made and checked: {sales} sales. {file} is safe to keep."
    ),
    "BACKUP_REHEARSED": marked(
        "Messages",
        "The rehearsal went well: {sales} sales could be restored from {file}. Nothing was changed "
        "here.",
    ),
    "BACKUP_FOLDER_NOT_NAMED": marked(
        "Messages", "Name a folder for backups with its whole path, such as that of a USB stick."
    ),
    "BACKUP_FOLDER_MISSING": marked(
        "Messages",
        "The folder for backups, {folder}, is not there. Plug the stick in or name another. "
        "Selling goes on.",
    ),
    "BACKUP_FOLDER_READ_ONLY": marked(
        "Messages",
        "Nothing can be written into {folder}: it is write-protected, or not this user's. Name "
        "another folder. Selling goes on.",
    ),
    "BACKUP_HOUR_WRONG": marked("Messages", "The hour is a number from 0 to 23."),
    "BACKUP_KEEP_WRONG": marked("Messages", "Keep from 1 to {most} backups."),
    "BACKUP_NONE_MARKED": marked("Messages", "There is no backup to rehearse yet. F9 makes one."),
    "BACKUP_MISSING": marked("Messages", "The backup {file} is not there any more."),
    "COPY_DIFFERS": marked(
        "Messages", "The backup is not what its own record says ({what}). Make a new one with F9."
    ),
    # Shelf prices
    "SHELF_PRICE_PLANNED": marked(
        "Messages", "Planned: {price} from {date} on. Print the label the evening before."
    ),
    "SHELF_PRICE_APPLIED": marked(
        "Messages", "{price} is charged from the next line on. Change the label now."
    ),
    "SHELF_PRICE_PLANNED_UNTIL": marked(
        "Messages",
        "Planned: {price} from {date} to the end of {until}. Print the label the evening before.",
    ),
    "SHELF_PRICE_APPLIED_UNTIL": marked(
        "Messages",
        "{price} is charged from the next line on, to the end of {until}. Change the label now.",
    ),
    "SHELF_PRICE_END_WRONG": marked(
        "Messages",
        "The last day of a mark-down is {first} or later, and the goods must have a price to go "
        "back to.",
    ),
    "SHELF_PRICE_WITHDRAWN": marked("Messages", "The planned price is withdrawn."),
    "SHELF_PRICES_APPLIED": marked("Messages", "{count} prices are in force now."),
    "SHELF_PRICE_MISSING": marked("Messages", "Type the new price."),
    "SHELF_PRICE_WRONG": marked("Messages", "This is no price for a shelf. Type it again."),
    "SHELF_PRICE_IS_SO": marked("Messages", "That is its price already."),
    "SHELF_PRICE_BELOW_LOWEST": marked(
        "Messages", "These goods are not sold below {lowest}. Change that in the list of goods."
    ),
    "SHELF_PRICE_DATE_PAST": marked(
        "Messages", "{date} is past. Choose the open business day or a later one."
    ),
    "PRICE_CHANGE_UNKNOWN": marked(
        "Messages", "This change was applied or withdrawn meanwhile. Nothing changed."
    ),
    "PRICES_NONE_DUE": marked("Messages", "No planned price is due."),
    "LABELS_NOTED": marked("Messages", "{count} labels are noted as right."),
}
