import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolder, project, runProgram } from './run-program.ts';

const folder = makeFolder();
afterAll(folder.remove);

/** The frame that electron-builder's own script gives our include: languages, then the header, then the uninstaller. */
const frame = `
Unicode true
Name "Sonar"
OutFile "${join(folder.path, 'Sonar-setup.exe')}"
RequestExecutionLevel user
!define APP_EXECUTABLE_FILENAME "Sonar.exe"
!include "MUI2.nsh"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "SpanishInternational"
!include "${join(project, 'build', 'packaging', 'windows', 'installer.nsh')}"
!insertmacro customHeader
Section "install"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\\Uninstall.exe"
SectionEnd
Function un.onInit
  !insertmacro customUnInit
FunctionEnd
Section "un.install"
  Delete "$INSTDIR\\Uninstall.exe"
SectionEnd
`;

function compile(name: string, script: string) {
  const file = join(folder.path, name);
  writeFileSync(file, script);
  return runProgram('makensis', ['-V2', '-WX', '-INPUTCHARSET', 'UTF8', file]);
}

test('makensis compiles what we add to the installer, without a warning', () => {
  const { status, output } = compile('setup.nsi', frame);
  expect(status, output).toBe(0);
  expect(existsSync(join(folder.path, 'Sonar-setup.exe'))).toBe(true);
});

test('makensis refuses the frame when a language of the product lacks the question', () => {
  const withItalian = frame.replace(
    '!include "/',
    '!insertmacro MUI_LANGUAGE "Italian"\n!include "/',
  );
  expect(withItalian).not.toBe(frame);
  expect(compile('italian.nsi', withItalian).status).not.toBe(0);
});
