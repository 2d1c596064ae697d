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
        "or name another folder, then press F9 again; closed days are tried again by themselves.",
    ),
    "EXPORT_NOT_WRITTEN": marked(
        "Messages",
        "The files could not be written to {folder} ({problem}). The figures are safe in the till. "
        "Name another folder and press F9 again.",
    ),
}
