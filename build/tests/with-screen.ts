import { startPrivateScreen } from '../../services/desktop/private-screen.ts';

/** Runs tests on a screen that nobody else draws on; only Linux needs and has one. */
export async function withScreen<T>(
  run: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  if (process.platform !== 'linux') return run({});
  const screen = await startPrivateScreen();
  try {
    return await run(screen.env);
  } finally {
    await screen.stop();
  }
}
