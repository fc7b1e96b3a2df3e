// @ts-check
/**
 * Prints every item of one keychain service as JSON, asked from outside the app: `node read-keychain.mjs SERVICE`. A
 * process of its own, because the system's library keeps the first keyring that it meets.
 */
import keytar from 'keytar';

const items = await keytar.findCredentials(process.argv[2] ?? '');
process.stdout.write(JSON.stringify(items));
