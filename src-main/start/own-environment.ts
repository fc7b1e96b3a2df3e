/** The environment variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The program that started the app meant these for this one start; what the app starts gets its own or none. */
const onceOnly = ['XDG_ACTIVATION_TOKEN', 'DESKTOP_STARTUP_ID'];
/** Set by an AppImage for what is inside it. */
const ofAppImage = ['APPDIR', 'APPIMAGE', 'ARGV0', 'OWD'];

/**
 * The environment as the person has it, for another program of theirs, out of the one the app finds before it is ready.
 * Electron and Chromium change theirs on the way up: what they change later (`NO_AT_BRIDGE`, which would leave a
 * browser without its screen reader, and `GDK_BACKEND`) is not in it yet, what they change at once is put back.
 */
export function ownEnvironment(found: Environment, program: string): Environment {
  const own: Record<string, string | undefined> = { ...found };
  for (const name of onceOnly) delete own[name];
  undoElectron(own);
  undoAppImage(own, program);
  return own;
}

function undoElectron(own: Record<string, string | undefined>): void {
  // Electron takes part in the tray as Unity; what was not set before is kept as this word.
  const desktop = own.ORIGINAL_XDG_CURRENT_DESKTOP;
  if (desktop === 'undefined') delete own.XDG_CURRENT_DESKTOP;
  else if (desktop !== undefined) own.XDG_CURRENT_DESKTOP = desktop;
  delete own.ORIGINAL_XDG_CURRENT_DESKTOP;
  // A Chromium that is started with it takes itself for this app.
  delete own.CHROME_DESKTOP;
  // How Chromium keeps libraries from starting a bus where there is none.
  if (own.DBUS_SESSION_BUS_ADDRESS === 'disabled:') delete own.DBUS_SESSION_BUS_ADDRESS;
}

/** Takes the folders of the AppImage that the app itself runs from out of every list: they are gone when it ends. */
function undoAppImage(own: Record<string, string | undefined>, program: string): void {
  const mount = own.APPDIR;
  if (!mount || !program.startsWith(`${mount}/`)) return;
  for (const name of ofAppImage) delete own[name];
  for (const [name, value = ''] of Object.entries(own)) {
    const entries = value.split(':');
    const kept = entries.filter((entry) => entry !== mount && !entry.startsWith(`${mount}/`));
    if (kept.length === entries.length) continue;
    if (kept.length === 0) delete own[name];
    else own[name] = kept.join(':');
  }
}
