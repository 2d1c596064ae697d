"""What is said of figures that are handed out as files. English source by code."""

from pos_app.ui.marked import marked

EXPORTS: dict[str, str] = {
    "EXPORT_DONE": marked("Messages", "Written to {folder}: {files}"),
    "EXPORT_DAY_DONE": marked(
        "Messages", "The closed day {date} was handed out by itself to {folder}: {count} files."
    ),
    "EXPORT_LAST": marked("Messages", "Last: {time}, {what}, {count} files, all well."),
    "EXPORT_LAST_FAILED": marked("Messages", "Last: {time}, {what}, it could not be written."),
    "EXPORT_FOLDER_NOT_NAMED": marked(
        "Messages",
        "Name the whole way to the folder, such as /media/usb or D:\\Reports. Nothing was written.",
    ),
    "EXPORT_FOLDER_MISSING": marked(
        "Messages",
        "The folder {folder} is not there. Nothing was written, nothing is lost. Plug the stick in "
        "or name another folder and try again; closed days are tried again by themselves.",
    ),
    "EXPORT_FOLDER_FULL": marked(
        "Messages",
        "There is no room left in {folder}. Nothing half-written stays there, and the figures are "
        "safe in the till. Make room or name another folder; closed days are tried again.",
    ),
    "EXPORT_PLAN_KEPT": marked(
        "Messages", "The plan is kept. It counts from the next day that is closed."
    ),
    "EXPORT_PLAN_OFF": marked("Messages", "Closed days go nowhere by themselves any more."),
    "EXPORT_NOTHING_CHOSEN": marked(
        "Messages", "Choose at least one report with F1–F4 before days go by themselves."
    ),
    "EXPORT_REPORT_UNKNOWN": marked("Messages", "There is no such report of a day."),
    "EXPORT_NO_SUCH_FILE": marked(
        "Messages", "Only the Z report has a signed archive. Choose PDF, XLSX or CSV."
    ),
    "EXPORT_NONE_WAITING": marked("Messages", "No closed day is waiting to be handed out."),
    "EXPORT_WANTED": marked(
        "Messages", "Days to be handed out: {count}. They are written within half a minute."
    ),
    "EXPORT_NOT_WRITTEN": marked(
        "Messages",
        "The files could not be written to {folder} ({problem}). The figures are safe in the till. "
        "Name another folder and try again.",
    ),
}
