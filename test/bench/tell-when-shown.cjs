// Loaded into an app before its own code (`electron -r`): says on standard output when its first window has painted
// and is shown. No debugger is attached, which would slow the start and, on some versions, end the first page.
const { app } = require('electron');

app.once('browser-window-created', (_event, window) => {
  window.once('show', () => process.stdout.write('window shown\n'));
});
