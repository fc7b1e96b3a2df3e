/**
 * One line about a step that takes a while; on standard error, so that what a script prints stays clean.
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}
