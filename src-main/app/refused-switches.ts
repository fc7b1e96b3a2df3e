/**
 * What must not be given to a packaged app: each would let another program on this computer redirect or drive it
 * (product rules, section 7). Chromium passes over white space around an argument, and takes a slash for the dashes on
 * Windows. Electron's fuses refuse `--inspect` and its like before any of our code runs.
 */
const refusedSwitch = /^[\s\u0085]*(?:--?|\/)(?<name>remote-debugging-[^=\s\u0085]*)/i;
const refusedVariable = /^SONAR_LOGIN_/i;

/** The name of the first argument or variable that a packaged app refuses; null: none. */
export function findRefused(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  // Only the name: what stands behind the sign may be a secret.
  const [name] = refusedSwitchesOf(argv);
  if (name !== undefined) return `--${name}`;
  return Object.keys(env).find((name) => refusedVariable.test(name)) ?? null;
}

/** The refused switches among the arguments, by the names that Chromium knows them by. */
export function refusedSwitchesOf(argv: readonly string[]): readonly string[] {
  return argv.flatMap((value) => {
    const name = refusedSwitch.exec(value)?.groups?.name;
    return name === undefined ? [] : [name.toLowerCase()];
  });
}
