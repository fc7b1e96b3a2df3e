import { EventEmitter } from 'node:events';

/** Electron's `process.parentPort` in a utility process, over the channel of Node's `fork`. */
class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    if (process.connected) process.send?.(message);
  }

  start(): void {}
}

const parentPort = new ParentPort();
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }));
process.once('disconnect', () => parentPort.emit('close'));
Object.defineProperty(process, 'parentPort', { value: parentPort });
