; What our installer does beside electron-builder's own script. Silent use, on the uninstaller:
;   /S              ask nothing, keep what people have
;   /S /REMOVEDATA  ask nothing, remove this person's settings, logs and stored sign-ins too

!include "FileFunc.nsh"
!include "LogicLib.nsh"

!macro customHeader
  LangString removeDataQuestion 1033 "Remove your settings and stored sign-ins of Sonar from this computer too?"
  LangString removeDataQuestion 1036 "Supprimer aussi de cet ordinateur vos réglages et connexions enregistrées de Sonar?"
  LangString removeDataQuestion 3082 "¿Quitar también de este equipo su configuración y sus inicios de sesión guardados de Sonar?"
!macroend

; Runs while the program is still there: only the program itself can find what it has put into the keychain.
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
      ; Without the switch a silent removal keeps the data, and a person is asked.
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(removeDataQuestion)" /SD IDNO IDYES +2
      Goto keepData
    ${EndIf}
    ExecWait '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --remove-data' $R1
    ${If} $R1 == 0
      ; Files that the ending program still held open.
      ReadEnvStr $R0 APPDATA
      RMDir /r "$R0\Sonar"
    ${EndIf}
    keepData:
  ${EndIf}
  Pop $R1
  Pop $R0
!macroend
