// Loaded into an app before its own code (`electron -r`): says on standard output when its first window has painted
// and is shown, whichever comes first. No debugger is attached, which would slow the start and, on some versions, end
// the first page.
const { app } = require('electron');

app.once('browser-window-created', (_event, window) => {
  const painted = new Promise((resolve) => window.once('ready-to-show', resolve));
  const shown = new Promise((resolve) => window.once('show', resolve));
  Promise.all([painted, shown]).then(() => process.stdout.write('window shown\n'));
});
