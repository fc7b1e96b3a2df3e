/** A row of a menu, as far as the app uses it. */
interface MenuRow {
  readonly role?: string;
  readonly accelerator?: string;
  readonly click?: () => void;
  readonly submenu?: readonly MenuRow[];
}

const keysOfRoles: Readonly<Record<string, string>> = { quit: 'CmdOrCtrl+Q' };
type Listener = (accelerators: readonly string[]) => void;

/** Electron's `Menu`: no menu is drawn, but its keys work. Copying, pasting and zooming are Chromium's own. */
export class HostMenu {
  static #actions: ReadonlyMap<string, () => void> = new Map();
  static #listener: Listener = () => {};
  static #roles: Readonly<Record<string, () => void>> = {};
  readonly rows: readonly MenuRow[];

  constructor(rows: readonly MenuRow[]) {
    this.rows = rows;
  }

  static buildFromTemplate(rows: readonly MenuRow[]): HostMenu {
    return new HostMenu(rows);
  }

  static setApplicationMenu(menu: HostMenu | null): void {
    HostMenu.#actions = new Map(collectActions(menu?.rows ?? [], HostMenu.#roles));
    HostMenu.#listener(HostMenu.accelerators());
  }

  /** What the roles do that have a key here. */
  static setRoles(roles: Readonly<Record<string, () => void>>): void {
    HostMenu.#roles = roles;
  }

  /** The keys of the menu, written `Ctrl+Alt+Shift+Meta+KEY`. */
  static accelerators(): readonly string[] {
    return [...HostMenu.#actions.keys()];
  }

  static press(accelerator: string): void {
    HostMenu.#actions.get(accelerator)?.();
  }

  static onChanged(listener: Listener): void {
    HostMenu.#listener = listener;
  }
}

function collectActions(
  rows: readonly MenuRow[],
  roles: Readonly<Record<string, () => void>>,
): [string, () => void][] {
  return rows.flatMap((row) => {
    const inner = collectActions(row.submenu ?? [], roles);
    const accelerator = row.accelerator ?? keysOfRoles[row.role ?? ''];
    const action = row.click ?? roles[row.role ?? ''];
    if (accelerator === undefined || action === undefined) return inner;
    return [...inner, [normalize(accelerator), action] as [string, () => void]];
  });
}

function normalize(accelerator: string): string {
  const command = process.platform === 'darwin' ? 'Meta' : 'Ctrl';
  const parts = accelerator.split('+').map((part) => (part === 'CmdOrCtrl' ? command : part));
  const key = (parts.at(-1) ?? '').toUpperCase();
  const modifiers = ['Ctrl', 'Alt', 'Shift', 'Meta'].filter((name) => parts.includes(name));
  return [...modifiers, key].join('+');
}
