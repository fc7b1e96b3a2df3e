; What our installer does beside electron-builder's own script. Silent use, on the uninstaller:
;   /S              ask nothing, keep what people have
;   /S /REMOVEDATA  ask nothing, remove this person's settings, logs and stored sign-ins too; exit code 1, and nothing
;                   is removed at all, when that cannot be done

!include "FileFunc.nsh"
!include "LogicLib.nsh"

!macro customHeader
  LangString removeDataQuestion 1033 "Remove your settings and stored sign-ins of Sonar from this computer too?"
  LangString removeDataQuestion 1036 "Supprimer aussi de cet ordinateur vos réglages et connexions enregistrées de Sonar?"
  LangString removeDataQuestion 3082 "¿Quitar también de este equipo su configuración y sus inicios de sesión guardados de Sonar?"
  LangString dataStayed 1033 "Your settings and stored sign-ins could not be removed. Choose OK to remove Sonar and keep them, or Cancel to keep both."
  LangString dataStayed 1036 "Vos réglages et connexions enregistrées n'ont pas pu être supprimés. Choisissez OK pour supprimer Sonar et les conserver, ou Annuler pour tout conserver."
  LangString dataStayed 3082 "No se pudieron quitar su configuración y sus inicios de sesión guardados. Elija Aceptar para quitar Sonar y conservarlos, o Cancelar para conservar todo."
!macroend

; Runs while the program is still there: only the program itself can find what it has put into the keychain, and only it
; deletes the person's folder. Nothing here does: a folder that a person controls is no place for an elevated program.
!macro customUnInit
  Push $R0
  Push $R1
  ; An upgrade removes the old version with --updated and keeps everything.
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "--updated" $R1
  ${If} ${Errors}
    ClearErrors
    ${GetOptions} $R0 "/REMOVEDATA" $R1
    ${If} ${Errors}
      ClearErrors
      StrCpy $R1 "ask"
    ${Else}
      StrCpy $R1 "remove"
    ${EndIf}
    ; Elevated it runs as an administrator, who may be another person with another keychain.
    UserInfo::GetAccountType
    Pop $R0
    ${If} $R0 == "Admin"
      ${If} $R1 == "remove"
        Goto dataStays
      ${EndIf}
      Goto keepData
    ${EndIf}
    ${If} $R1 == "ask"
      ; Without the switch a silent removal keeps the data, and a person is asked.
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(removeDataQuestion)" /SD IDNO IDYES +2
      Goto keepData
    ${EndIf}
    ; Beside a running app it would remove nothing. A silent removal has looked already.
    !ifmacrodef CHECK_APP_RUNNING
      ${IfNot} ${Silent}
        Call un.checkAppRunning
      ${EndIf}
    !endif
    ClearErrors
    StrCpy $R1 1
    ExecWait '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --remove-data' $R1
    ${If} ${Errors}
      StrCpy $R1 1
    ${EndIf}
    StrCmp $R1 0 keepData
    dataStays:
    MessageBox MB_OKCANCEL|MB_ICONEXCLAMATION "$(dataStayed)" /SD IDCANCEL IDOK keepData
    SetErrorLevel 1
    Quit
    keepData:
  ${EndIf}
  Pop $R1
  Pop $R0
!macroend

; The app's own entry among what starts with the computer (src-main/electron/autostart.ts), of the person who removes it.
; An upgrade keeps it. One of somebody else starts nothing any more.
!macro customUnInstall
  ${IfNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
  ${EndIf}
!macroend
