import { once } from 'node:events';
import { connect } from 'node:net';

const unlockOperation = 1;
const headerBytes = 8;

/**
 * Unlocks the login keyring of a running gnome-keyring-daemon as a log-in at the machine does it: over the daemon's
 * control socket. One byte of credentials, then total length, operation, length of the password, the password; the
 * answer is a length and a result, 0 for done. Rejects with a wrong password.
 */
export async function unlockOverControlSocket(socket: string, password: string): Promise<void> {
  const secret = Buffer.from(password);
  const message = Buffer.alloc(1 + headerBytes + 4);
  message.writeUInt32BE(headerBytes + 4 + secret.length, 1);
  message.writeUInt32BE(unlockOperation, 5);
  message.writeUInt32BE(secret.length, 9);
  const connection = connect(socket);
  const answer: Buffer[] = [];
  connection.on('data', (chunk: Buffer) => answer.push(chunk));
  connection.write(Buffer.concat([message, secret]));
  await once(connection, 'close');
  const bytes = Buffer.concat(answer);
  if (bytes.length < headerBytes || bytes.readUInt32BE(4) !== 0) {
    throw new Error('The keyring did not accept the password.');
  }
}
