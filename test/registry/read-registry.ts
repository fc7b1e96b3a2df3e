/**
 * What runs inside Wine, on Node for Windows: reads the policies of this computer as the app does, and writes what it
 * found to the file that is named. Pipes do not work there.
 */
import { writeFileSync } from 'node:fs';
import { createPolicyReader } from '../../src-main/policy/policy-reader.ts';
import { openSystemPolicySource } from '../../src-main/policy/system-policy-source.ts';

const [, , answerFile = ''] = process.argv;

/** A value as JSON can say it: bytes, and what could not be read at all, are something that no key takes. */
function toPlain(value: unknown): unknown {
  return value === undefined || value instanceof Uint8Array ? { unusable: true } : value;
}

try {
  const source = await openSystemPolicySource({
    platform: process.platform,
    userName: () => '',
    onSystemNews: () => () => undefined,
  });
  const readings = source.read().map((reading) => {
    if (reading.status !== 'read') return reading;
    const levels = Object.entries(reading.layer.values).map(([level, values]) => [
      level,
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, toPlain(value)])),
    ]);
    return { ...reading, layer: { ...reading.layer, values: Object.fromEntries(levels) } };
  });
  const reader = createPolicyReader(source);
  const host = `${process.platform}, Node ${process.versions.node}`;
  answer({ host, readings, policy: reader.current(), report: reader.report() });
  reader.close();
} catch (thrown) {
  answer({ thrown: thrown instanceof Error ? thrown.stack : String(thrown) });
}

function answer(found: object): void {
  writeFileSync(answerFile, JSON.stringify(found));
}
