import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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
!include "${join(project, 'build', 'windows', 'installer.nsh')}"
!insertmacro customHeader
Section "install"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\\Uninstall.exe"
SectionEnd
!macro CHECK_APP_RUNNING
  Nop
!macroend

Function un.checkAppRunning
  !insertmacro CHECK_APP_RUNNING
FunctionEnd

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

/** The lines that do something, without comments. */
function readCommands(): readonly string[] {
  return readFileSync(join(project, 'build', 'windows', 'installer.nsh'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith(';'));
}

test('S2-25: the uninstaller deletes nothing of a person by itself, and starts nothing of theirs when it is elevated', () => {
  const commands = readCommands();
  expect(commands.filter((line) => /^(?:RMDir|Delete|Rename)\b/i.test(line))).toEqual([]);
  expect(commands.join('\n')).not.toMatch(/APPDATA/i);
  const elevated = commands.findIndex((line) => line.endsWith('$R0 == "Admin"'));
  const run = commands.findIndex((line) => line.startsWith('ExecWait'));
  expect(elevated).toBeGreaterThan(0);
  expect(commands.slice(elevated, elevated + 6)).toContain('Goto keepData');
  expect(run).toBeGreaterThan(elevated);
});

test('S2-08, S2-25: a running app is looked for before its data are removed, and an answer other than 0 ends the removal', () => {
  const commands = readCommands();
  const at = (line: string) => commands.indexOf(line);
  const run = commands.findIndex((line) => line.startsWith('ExecWait'));
  expect(at('Call un.checkAppRunning')).toBeGreaterThan(0);
  expect(at('Call un.checkAppRunning')).toBeLessThan(run);
  expect(at('StrCmp $R1 0 keepData')).toBeGreaterThan(run);
  expect(commands.slice(at('dataStays:'), at('keepData:'))).toEqual([
    'dataStays:',
    expect.stringContaining('/SD IDCANCEL IDOK keepData'),
    'SetErrorLevel 1',
    'Quit',
  ]);
});
