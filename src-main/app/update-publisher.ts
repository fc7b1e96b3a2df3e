/** A list's first item, or the value itself; what is empty for YAML names nobody. */
const publisher = /^publisherName:(?:[ \t]*\r?\n[ \t]*-)?[ \t]+(?<name>\S[^\r\n]*)/m;
const nobody = /^(?:~|null|''|""|\[.*|\{.*|[|>&*#!].*)[ \t]*$/i;

/**
 * Whether an `app-update.yml` names who must have signed an update for Windows. electron-updater 6 installs what anybody
 * has signed, or nobody, when it does not.
 */
export function namesPublisher(updateConfiguration: string): boolean {
  const name = publisher.exec(updateConfiguration)?.groups?.name;
  return name !== undefined && !nobody.test(name);
}
