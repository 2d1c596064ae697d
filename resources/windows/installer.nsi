; Setup.exe of the till: for all users of the machine, silent with /S, with its own uninstaller.
; .ci/installer/pack.py gives VERSION, OUT, FILES (a list of what is packed), COUNT, SIZE, ICON and
; STARTER (starter.nsi, packed before).
;
;   $INSTDIR\RonghePOS.exe         the starter, which every shortcut names
;   $INSTDIR\app-1.2.0\           a version, whole; the one that was there before stays beside it
;   $INSTDIR\slots.ini            [slots] newest= and previous=: read by the starter, written last
;   $INSTDIR\ronghe.cmd           the commands of the version that runs here, for a terminal
;
; A version is unpacked under another name and gets its own by renaming, then slots.ini is replaced
; in one step: a Setup that is cut off anywhere leaves the till that was there as it was.
;
; /S silent, /D=FOLDER (last) another folder, /KEEP=1.1.0 the version to keep beside the new one when
; it is not the newest, /AUTOSTART open the till when somebody signs on to Windows. Without it a silent
; Setup leaves that as it is; the last page asks.
;
; How it ends, which scripts can ask: 0 done, 2 given up by a person or by Windows, 3 this Windows is
; too old, 4 a newer version is installed, 5 the till is running, 6 not all could be written. After
; 3 to 6 the till that was there is unchanged.

Unicode true
Target amd64-unicode
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include WordFunc.nsh

!define APP_ID "RonghePOS" ; chosen once: upgrades find the old program by it
!define APP_KEY "Software\${APP_ID}"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP_ID}"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define PROGRAM "RonghePOS.exe"
!define APP "$INSTDIR\app-${VERSION}"
!define PART "$INSTDIR\part-${VERSION}"
!define SAME "$INSTDIR\part-same"
!define MOVE_OVER_AND_PRESS 9 ; MOVEFILE_REPLACE_EXISTING, MOVEFILE_WRITE_THROUGH
!define DATA "%LOCALAPPDATA%\ronghe-pos"
!define OLDEST_BUILD 17763 ; Windows 10 1809, the oldest that Qt 6.11 names

!define ENDED_TOO_OLD 3
!define ENDED_NEWER_THERE 4
!define ENDED_RUNNING 5
!define ENDED_NOT_WRITTEN 6

Name "Ronghe POS"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Ronghe POS"
InstallDirRegKey HKLM "${APP_KEY}" "InstallDir"
RequestExecutionLevel admin
ManifestDPIAware true
ManifestSupportedOS Win10
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails show
BrandingText "Ronghe POS ${VERSION}"

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Ronghe POS"
VIAddVersionKey /LANG=0 "FileDescription" "Ronghe POS Setup"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "CompanyName" "Ronghe POS"
VIAddVersionKey /LANG=0 "LegalCopyright" "Ronghe POS maintainers. Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartTill
!define MUI_FINISHPAGE_SHOWREADME
!define MUI_FINISHPAGE_SHOWREADME_TEXT "$(AUTOSTART)"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION StartWithWindows
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_PAGE_CUSTOMFUNCTION_SHOW ShowWhetherItStarts
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE DoNotStartWithWindows
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(DATA_STAYS)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(GONE)"
!define MUI_FINISHPAGE_TEXT "$(DATA_KEPT)"
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString TOO_OLD ${LANG_SIMPCHINESE} "需要 Windows 10 1809 或更新的版本。没有安装任何文件。"
LangString TOO_OLD ${LANG_ENGLISH} "Windows 10 1809 or newer is needed. Nothing was installed."
LangString RUNNING ${LANG_SIMPCHINESE} "收银程序正在运行。请先退出收银程序，再试一次。没有改动任何文件。"
LangString RUNNING ${LANG_ENGLISH} "The till is running. Close it first, then try again. Nothing was changed."
LangString NEWER_THERE ${LANG_SIMPCHINESE} "已安装更新的版本 $R0。本安装程序是 ${VERSION}，不会降级。没有改动任何文件。"
LangString NEWER_THERE ${LANG_ENGLISH} "The newer version $R0 is installed. This is ${VERSION}; it does not replace a newer one. Nothing was changed."
LangString NOT_WRITTEN ${LANG_SIMPCHINESE} "有文件没能写入。请检查磁盘空间和杀毒软件，再试一次。原来的程序没有改动。"
LangString NOT_WRITTEN ${LANG_ENGLISH} "Not all files could be written. See to the disk's room and to virus scanners, then try again. The program that was there is unchanged."
LangString WELCOME ${LANG_SIMPCHINESE} "将安装融合收银 ${VERSION}，供本机的所有用户使用。$\r$\n$\r$\n已安装的版本会保留一份，店铺的数据不会改动。$\r$\n$\r$\n请先退出收银程序，再点击 [下一步(N)]。"
LangString WELCOME ${LANG_ENGLISH} "Ronghe POS ${VERSION} will be installed for all users of this computer.$\r$\n$\r$\nA version that is there stays beside it, and the store's data is not touched.$\r$\n$\r$\nClose the till, then click Next."
LangString AUTOSTART ${LANG_SIMPCHINESE} "登录 Windows 时自动打开（所有用户）"
LangString AUTOSTART ${LANG_ENGLISH} "Start the till with Windows (all users)"
LangString DATA_STAYS ${LANG_SIMPCHINESE} "将卸载收银程序。店铺的数据（交易、密钥、设置、备份）不会删除，每个 Windows 用户的数据在 ${DATA}。"
LangString DATA_STAYS ${LANG_ENGLISH} "The till's program will be removed. The store's data (sales, keys, settings, copies) is not deleted; each Windows user's lies in ${DATA}."
LangString GONE ${LANG_SIMPCHINESE} "程序已卸载"
LangString GONE ${LANG_ENGLISH} "The program is gone"
LangString DATA_KEPT ${LANG_SIMPCHINESE} "店铺的数据没有删除。每个 Windows 用户的数据在：$\r$\n$\r$\n${DATA}$\r$\n$\r$\n把这一行粘贴到资源管理器的地址栏即可打开。里面有依法应当保存的销售记录：删除之前请先备份。"
LangString DATA_KEPT ${LANG_ENGLISH} "The store's data was not deleted. Each Windows user's lies in:$\r$\n$\r$\n${DATA}$\r$\n$\r$\nPaste this line into Explorer's address bar to go there. It has the records of sales that the law has shops keep: copy them before you delete anything."

Var newest
Var kept

; Windows keeps a running program's file from being written; nothing else is as sure.
!macro REFUSE_WHILE_RUNNING UN
Function ${UN}RefuseWhileRunning
  FindFirst $1 $2 "$INSTDIR\app-*"
 next:
  StrCmp $2 "" quiet
  IfFileExists "$INSTDIR\$2\${PROGRAM}" 0 other
  ClearErrors
  FileOpen $0 "$INSTDIR\$2\${PROGRAM}" a
  IfErrors running
  FileClose $0
 other:
  FindNext $1 $2
  Goto next
 running:
  FindClose $1
  MessageBox MB_OK|MB_ICONSTOP "$(RUNNING)" /SD IDOK
  SetErrorLevel ${ENDED_RUNNING}
  Quit
 quiet:
  FindClose $1
FunctionEnd
!macroend
!insertmacro REFUSE_WHILE_RUNNING ""
!insertmacro REFUSE_WHILE_RUNNING "un."

Function .onInit
  SetRegView 64
  SetShellVarContext all
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel ${ENDED_TOO_OLD}
    Quit
  ${EndIf}
  ReadRegStr $R0 HKLM "${UNINSTALL_KEY}" "DisplayVersion"
  ${VersionCompare} "$R0" "${VERSION}" $0
  ${If} $R0 != ""
  ${AndIf} $0 = 1
    MessageBox MB_OK|MB_ICONSTOP "$(NEWER_THERE)" /SD IDOK
    SetErrorLevel ${ENDED_NEWER_THERE}
    Quit
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
FunctionEnd

; Not as the administrator who installs: through the desktop's own Explorer, as who sits there.
Function StartTill
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${PROGRAM}"'
FunctionEnd

; The last page's mark is set where the till opens by itself already; what it says then, counts.
Function ShowWhetherItStarts
  ReadRegStr $0 HKLM "${RUN_KEY}" "${APP_ID}"
  ${If} $0 == ""
    ${NSD_Uncheck} $mui.FinishPage.ShowReadme
  ${EndIf}
FunctionEnd

Function DoNotStartWithWindows
  DeleteRegValue HKLM "${RUN_KEY}" "${APP_ID}"
FunctionEnd

Function StartWithWindows ; comes after the one before, and only where the mark is set
  WriteRegStr HKLM "${RUN_KEY}" "${APP_ID}" '"$INSTDIR\${PROGRAM}"'
FunctionEnd

Function NotWritten
  SetOutPath "$INSTDIR"
  ${If} ${FileExists} "${SAME}\${PROGRAM}"
  ${AndIfNot} ${FileExists} "${APP}\${PROGRAM}"
    Rename "${SAME}" "${APP}"
  ${EndIf}
  RMDir /r "${PART}"
  Delete "$INSTDIR\slots.new"
  MessageBox MB_OK|MB_ICONSTOP "$(NOT_WRITTEN)" /SD IDOK
  SetErrorLevel ${ENDED_NOT_WRITTEN}
  Quit
FunctionEnd

; Unpacks this version beside whatever is there, and gives it its name when all of it is there.
Function Unpack
  RMDir /r "${PART}"
  SetOverwrite try
  !include "${FILES}"
  ${GetSize} "${PART}" "/G=1" $0 $1 $2
  SetOutPath "$INSTDIR" ; a folder that is the current one cannot be renamed
  ${If} $1 <> ${COUNT}
    Call NotWritten
  ${EndIf}
  ; The same version again stands aside whole: deleting it file by file would leave half a till when
  ; it is cut off.
  RMDir /r "${SAME}"
  ClearErrors
  ${If} ${FileExists} "${APP}"
    Rename "${APP}" "${SAME}"
  ${EndIf}
  Rename "${PART}" "${APP}"
  ${If} ${Errors}
    Call NotWritten
  ${EndIf}
  RMDir /r "${SAME}"
FunctionEnd

; Says which version is the newest and which one is kept; $kept is empty where there is none.
Function WriteSlots
  ClearErrors
  FileOpen $0 "$INSTDIR\slots.new" w
  FileWrite $0 "[slots]$\r$\nnewest=${VERSION}$\r$\nprevious=$kept$\r$\n"
  FileClose $0
  System::Call 'kernel32::MoveFileExW(w "$INSTDIR\slots.new", w "$INSTDIR\slots.ini", i ${MOVE_OVER_AND_PRESS}) i .r0'
  ${If} ${Errors}
  ${OrIf} $0 = 0
    Call NotWritten
  ${EndIf}
FunctionEnd

; Commands are those of the version that the starter last ran on this user's records (runs.txt), such
; as the one it went back to. `start` waits for a program without a terminal and gives its exit code.
Function WriteCommands
  FileOpen $0 "$INSTDIR\ronghe.cmd.new" w
  FileWrite $0 '@setlocal$\r$\n'
  FileWrite $0 '@set "version=${VERSION}"$\r$\n'
  FileWrite $0 '@set "runs=%LOCALAPPDATA%\ronghe-pos\ronghe-pos\updates\runs.txt"$\r$\n'
  FileWrite $0 '@if defined RONGHE_DATA set "runs=%RONGHE_DATA%\updates\runs.txt"$\r$\n'
  FileWrite $0 '@if exist "%runs%" set /p version=<"%runs%"$\r$\n'
  FileWrite $0 '@if not exist "%~dp0app-%version%\${PROGRAM}" set "version=${VERSION}"$\r$\n'
  FileWrite $0 '@start "" /b /wait "%~dp0app-%version%\${PROGRAM}" %*$\r$\n'
  FileWrite $0 '@exit /b %errorlevel%$\r$\n'
  FileClose $0
FunctionEnd

; A file beside the versions is the old one or the new one, and never half of one. An update comes from
; the starter, which still runs then: it stays as it is.
!macro PUT NAME
  System::Call 'kernel32::MoveFileExW(w "$INSTDIR\${NAME}.new", w "$INSTDIR\${NAME}", i ${MOVE_OVER_AND_PRESS}) i .r0'
  ${If} $0 = 0
    Delete "$INSTDIR\${NAME}.new"
  ${EndIf}
!macroend

; The version to keep: what /KEEP names, or the one that was the newest; the same again changes nothing.
Function ChooseKept
  ReadINIStr $newest "$INSTDIR\slots.ini" slots newest
  ${GetParameters} $0
  ${GetOptions} "$0" "/KEEP=" $kept
  ${If} $kept == ""
    StrCpy $kept $newest
  ${EndIf}
  ${If} $kept == "${VERSION}"
    ReadINIStr $kept "$INSTDIR\slots.ini" slots previous
  ${EndIf}
  ${IfNot} ${FileExists} "$INSTDIR\app-$kept\${PROGRAM}"
    StrCpy $kept ""
  ${EndIf}
FunctionEnd

; Other versions, and what Setups left that were cut off.
Function RemoveOthers
  FindFirst $1 $2 "$INSTDIR\app-*"
  ${DoUntil} $2 == ""
    ${If} $2 != "app-${VERSION}"
    ${AndIf} $2 != "app-$kept"
      RMDir /r "$INSTDIR\$2"
    ${EndIf}
    FindNext $1 $2
  ${Loop}
  FindClose $1
  FindFirst $1 $2 "$INSTDIR\part-*"
  ${DoUntil} $2 == ""
    RMDir /r "$INSTDIR\$2"
    FindNext $1 $2
  ${Loop}
  FindClose $1
FunctionEnd

Section
  Call RefuseWhileRunning
  Call ChooseKept
  Call Unpack
  SetOutPath "$INSTDIR"
  File "/oname=${PROGRAM}.new" "${STARTER}"
  WriteUninstaller "$INSTDIR\uninstall.exe.new"
  Call WriteCommands
  !insertmacro PUT "${PROGRAM}"
  !insertmacro PUT "uninstall.exe"
  !insertmacro PUT "ronghe.cmd"
  CreateShortcut "$SMPROGRAMS\Ronghe POS.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortcut "$DESKTOP\Ronghe POS.lnk" "$INSTDIR\${PROGRAM}"
  ClearErrors
  ${GetParameters} $0
  ${GetOptions} "$0" "/AUTOSTART" $1
  ${IfNot} ${Errors}
    Call StartWithWindows
  ${EndIf}
  WriteRegStr HKLM "${APP_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "融合收银 Ronghe POS"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "Ronghe POS"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE}
  Call WriteSlots
  Call RemoveOthers
SectionEnd

; What the installer made, and nothing else. The store's data lies in its users' own folders.
Section Uninstall
  Call un.RefuseWhileRunning
  SetOutPath "$TEMP"
  Delete "$INSTDIR\slots.ini"
  Delete "$INSTDIR\slots.new"
  Delete "$INSTDIR\${PROGRAM}.new"
  Delete "$INSTDIR\uninstall.exe.new"
  Delete "$INSTDIR\ronghe.cmd.new"
  FindFirst $1 $2 "$INSTDIR\app-*"
  ${DoUntil} $2 == ""
    RMDir /r "$INSTDIR\$2"
    FindNext $1 $2
  ${Loop}
  FindClose $1
  FindFirst $1 $2 "$INSTDIR\part-*"
  ${DoUntil} $2 == ""
    RMDir /r "$INSTDIR\$2"
    FindNext $1 $2
  ${Loop}
  FindClose $1
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\ronghe.cmd"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Ronghe POS.lnk"
  Delete "$DESKTOP\Ronghe POS.lnk"
  DeleteRegValue HKLM "${RUN_KEY}" "${APP_ID}"
  StrCpy $1 0
  ${Do} ; what users of this machine who are signed on had open by itself, from the till's own page
    EnumRegKey $2 HKU "" $1
    ${If} $2 == ""
      ${Break}
    ${EndIf}
    DeleteRegValue HKU "$2\${RUN_KEY}" "${APP_ID}"
    IntOp $1 $1 + 1
  ${Loop}
  DeleteRegKey HKLM "${UNINSTALL_KEY}"
  DeleteRegKey HKLM "${APP_KEY}"
SectionEnd
