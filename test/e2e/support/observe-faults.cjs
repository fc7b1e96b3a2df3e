// @ts-check
/**
 * Loaded into the app's main process before the app (`electron -r`): says on stderr what went wrong in it or in its
 * window and nobody handled. It listens only; what Electron and the app do about a fault stays as it is.
 */
const { app } = require('electron');

/** As `faultMark` of `faults.ts`. */
const mark = '[fault] ';
/** A longer line might be torn by the words of another process. */
const mostCharacters = 2_000;

/** @param {string} text */
function tell(text) {
  process.stderr.write(`${mark}${JSON.stringify(text.slice(0, mostCharacters))}\n`);
}

/** @param {any} error */
const wordsOf = (error) => String(error?.stack ?? error);

process.on('uncaughtExceptionMonitor', (error, origin) => tell(`${origin}: ${wordsOf(error)}`));
// A rejection that nobody handles is one of them as long as nobody listens for rejections.
process.on('warning', (warning) => tell(`warning: ${wordsOf(warning)}`));
hearRejectionsWithTheApp();

/** No warning comes once the app listens for rejections. To listen earlier would change what comes of one before that. */
function hearRejectionsWithTheApp() {
  /** @param {string | symbol} event */
  const onListener = (event) => {
    if (event !== 'unhandledRejection') return;
    process.off('newListener', onListener);
    process.on('unhandledRejection', (reason) => tell(`unhandledRejection: ${wordsOf(reason)}`));
  };
  process.on('newListener', onListener);
}

// Killed: somebody meant it, as the app does with its keychain process when it ends.
app.on('child-process-gone', (_event, { type, name, reason }) => {
  if (reason !== 'clean-exit' && reason !== 'killed')
    tell(`process gone: ${name ?? type} ${reason}`);
});

app.on('web-contents-created', (_event, contents) => {
  contents.on('console-message', (event, level, message) => {
    // Since Electron 35 the event itself says it all.
    const text = event.message ?? message;
    if (isBad(event.level ?? level)) tell(`window: ${text}`);
  });
  contents.on('preload-error', (_event, path, error) => tell(`preload ${path}: ${wordsOf(error)}`));
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') tell(`page gone: ${reason}`);
  });
});

/**
 * Warnings and errors; the page's uncaught errors and what its content security policy refused are among them.
 *
 * @param {string | number} level
 */
function isBad(level) {
  return level === 'warning' || level === 'error' || level === 2 || level === 3;
}
