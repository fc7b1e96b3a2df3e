/**
 * What must not be given to a packaged app: each would let another program on this computer redirect or drive it
 * (product rules, section 7); on Windows Chromium takes a slash for the dashes. Electron's fuses refuse `--inspect` and its like before any of our code runs.
 */
const refusedSwitch = /^(?:--?|\/)remote-debugging-/i;
const refusedVariable = /^SONAR_LOGIN_/i;

/** The name of the first argument or variable that a packaged app refuses; null: none. */
export function findRefused(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const argument = argv.find((value) => refusedSwitch.test(value));
  // Only the name: what stands behind the sign may be a secret.
  if (argument !== undefined) return argument.split('=', 1)[0] ?? argument;
  return Object.keys(env).find((name) => refusedVariable.test(name)) ?? null;
}

/** The refused switches among the arguments, by the names that Chromium knows them by. */
export function refusedSwitchesOf(argv: readonly string[]): readonly string[] {
  const refused = argv.filter((value) => refusedSwitch.test(value));
  return refused.map((value) =>
    (value.split('=', 1)[0] ?? '').replace(/^(?:--?|\/)/, '').toLowerCase(),
  );
}
