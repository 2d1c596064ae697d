; The starter, $INSTDIR\RonghePOS.exe: chooses the version to run, and runs it until it ends in order.
; Made with NSIS because it has to stay the same while versions come and go; it is no installer.
; .ci/installer/pack.py gives VERSION, OUT and ICON.
;
; slots.ini beside it is Setup's (installer.nsi). slot.ini in the user's own data is the till's and
; the starter's (pos_app/updates/slots.py): [slot] good= came up on these records, rejected= did not,
; setup= is to be run when the till ends with 64. What else stands there is the till's alone.
;
; A version that is new here first works on a copy of the records (`rehearse-update`). One that was
; never good and ends in disorder is taken back (`take-back-update`, by the version before it), and
; that one runs. A version that is good and dies is started again; the third time within ten minutes
; is the last, and is told. runs.txt beside slot.ini has the version that runs, for ronghe.cmd.

Unicode true
Target amd64-unicode
!include LogicLib.nsh
!include FileFunc.nsh

!define PROGRAM "RonghePOS.exe"
!define INSTALL_EXIT 64
!define TOLD_EXIT 69 ; the till ended by itself after it said why it could not open
!define NOT_NOW_EXIT 75 ; the rehearsal could not be tried, as with a full disk: the next start tries again
!define MOST_STARTS 3
!ifndef WITHIN_MS ; a test has less time
  !define WITHIN_MS 600000
!endif

; In both languages, as all that is said before the till's own settings are read.
!define SUPPORT_ZH "请联系支持，并提供数据文件夹里 logs 中的故障报告。"
!define SUPPORT_EN "Call support with the fault reports, which lie in logs in the data folder."
!define DIED "收银程序接连出了故障，不再自动重新打开。已确认的记录没有丢失。${SUPPORT_ZH}$\n$\nThe till has ended by a fault again and again, and is not opened by itself any more. Nothing confirmed is lost. ${SUPPORT_EN}"
!define MISSING "收银程序的文件不见了，或者被杀毒软件拦住了。店铺的数据没有改动。请重新运行安装程序。$\n$\nThe till's program is missing, or a virus scanner keeps it from starting. The store's data is unchanged. Run Setup again."

Name "Ronghe POS"
Caption "Ronghe POS"
OutFile "${OUT}"
Icon "${ICON}"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
SilentInstall silent
AutoCloseWindow true
CRCCheck off
VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Ronghe POS"
VIAddVersionKey /LANG=0 "FileDescription" "Ronghe POS"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "CompanyName" "Ronghe POS"
VIAddVersionKey /LANG=0 "LegalCopyright" "Ronghe POS maintainers. Apache-2.0"

Var newest
Var previous
Var good
Var rejected
Var chosen
Var slot
Var words
Var starts
Var since

Function ReadSlots
  ReadINIStr $newest "$EXEDIR\slots.ini" slots newest
  ReadINIStr $previous "$EXEDIR\slots.ini" slots previous
  ReadINIStr $good "$slot" slot good
  ReadINIStr $rejected "$slot" slot rejected
  ${IfNot} ${FileExists} "$EXEDIR\app-$previous\${PROGRAM}"
    StrCpy $previous ""
  ${EndIf}
FunctionEnd

; UTF-16 from the first byte on, or Windows would make it a file of the machine's own code page.
Function Reject
  ${IfNot} ${FileExists} "$slot"
    ${GetParent} "$slot" $0
    CreateDirectory "$0"
    FileOpen $0 "$slot" w
    FileWriteUTF16LE /BOM $0 "[slot]$\r$\n"
    FileClose $0
  ${EndIf}
  WriteINIStr "$slot" slot rejected "$newest"
  StrCpy $chosen $previous
FunctionEnd

; Where there is no other version, or nothing was ever recorded here, the newest needs no rehearsal.
Function Choose
  Call ReadSlots
  StrCpy $chosen $newest
  ${If} $previous == ""
  ${OrIf} $newest == $good
    Return
  ${EndIf}
  ${If} $newest == $rejected
    StrCpy $chosen $previous
    Return
  ${EndIf}
  ${If} $good == ""
    Return
  ${EndIf}
  ExecWait '"$EXEDIR\app-$newest\${PROGRAM}" rehearse-update' $0
  ${If} $0 = ${NOT_NOW_EXIT}
    StrCpy $chosen $previous
  ${ElseIf} $0 <> 0
    Call Reject
  ${EndIf}
FunctionEnd

; What is staged is run once, whatever comes of it; Windows asks for an administrator.
Function Install
  WriteINIStr "$slot" slot setup ""
  ExecShellWait "runas" "$0" "/S /KEEP=$chosen"
FunctionEnd

; What ronghe.cmd runs: plain letters, because it cannot read slot.ini.
Function SayWhatRuns
  ${GetParent} "$slot" $0
  CreateDirectory "$0"
  FileOpen $0 "$0\runs.txt" w
  FileWrite $0 "$chosen$\r$\n"
  FileClose $0
FunctionEnd

; $0 is 1 when the till may be started once more, 0 when it has died too often.
Function CountStart
  System::Call 'kernel32::GetTickCount() i .r0'
  IntOp $2 $0 - $since
  ${If} $starts = 0
  ${OrIf} $2 > ${WITHIN_MS}
  ${OrIf} $2 < 0 ; after some weeks, in which the count begins anew
    StrCpy $since $0
    StrCpy $starts 0
  ${EndIf}
  ${If} $starts >= ${MOST_STARTS}
    StrCpy $0 0
    Return
  ${EndIf}
  IntOp $starts $starts + 1
  StrCpy $0 1
FunctionEnd

Function .onInit
  ReadEnvStr $0 RONGHE_DATA
  ${If} $0 == ""
    StrCpy $0 "$LOCALAPPDATA\ronghe-pos\ronghe-pos"
  ${EndIf}
  StrCpy $slot "$0\updates\slot.ini"
  StrCpy $starts 0
  ${GetParameters} $words
FunctionEnd

Section
  ; Told to the till, which then says nothing of a fault that it comes back from.
  System::Call 'kernel32::SetEnvironmentVariableW(w "RONGHE_STARTER", w "1")'
 choose:
  StrCpy $starts 0
  Call Choose
 start:
  Call CountStart
  ${If} $0 = 0
    MessageBox MB_OK|MB_ICONSTOP "${DIED}"
    Goto end
  ${EndIf}
  Call SayWhatRuns
  ClearErrors
  ExecWait '"$EXEDIR\app-$chosen\${PROGRAM}" $words' $1
  ${If} ${Errors}
    StrCpy $1 ${TOLD_EXIT}
    MessageBox MB_OK|MB_ICONSTOP "${MISSING}"
    Goto end
  ${EndIf}
  ${If} $1 = ${INSTALL_EXIT}
    ReadINIStr $0 "$slot" slot setup
    ${If} $0 != ""
      Call Install
      Goto choose
    ${EndIf}
    Goto end
  ${EndIf}
  ${If} $1 = 0
    Goto end
  ${EndIf}
  Call ReadSlots
  ${If} $chosen == $newest
  ${AndIf} $newest != $good
  ${AndIf} $previous != ""
  ${AndIf} $good != ""
    ExecWait '"$EXEDIR\app-$previous\${PROGRAM}" take-back-update $newest' $0
    ${If} $0 = 0
      Call Reject
      Goto start
    ${EndIf}
    ${If} $1 <> ${TOLD_EXIT}
      MessageBox MB_OK|MB_ICONSTOP "${DIED}"
    ${EndIf}
    Goto end
  ${EndIf}
  ${If} $1 <> ${TOLD_EXIT}
    Goto start
  ${EndIf}
 end:
  SetErrorLevel $1
SectionEnd
