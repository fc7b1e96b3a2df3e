import { kinds, type LogEventName, logEvents } from './log-events.ts';

/** What stands for a value that did not fit its field. */
const withheld = '[withheld]';

/** Whether `name` is on the list of events. */
export function isLogEvent(name: unknown): name is LogEventName {
  return typeof name === 'string' && Object.hasOwn(logEvents, name);
}

/**
 * Lets through the fields of the event, each only as its kind allows: an allow-list, so that a new secret in a new
 * place is out by default. Types say the same to the compiler; this holds against objects that came from elsewhere.
 */
export function admitFields(
  name: LogEventName,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string | number>> {
  const admitted: Record<string, string | number> = {};
  for (const [field, kind] of Object.entries(logEvents[name])) {
    const value = Object.hasOwn(fields, field) ? fields[field] : null;
    if (value === null || value === undefined) continue;
    admitted[field] = kinds[kind](value) ?? withheld;
  }
  return admitted;
}

/** Reads a line of the log again for a report: what is not exactly an event of ours is left out (null). */
export function admitLine(line: string): string | null {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== 'object' || entry === null) return null;
    const { time, event, ...fields } = entry as Record<string, unknown>;
    const isTime = typeof time === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(time);
    if (!isTime || !isLogEvent(event)) return null;
    const admitted = admitFields(event, fields);
    const facts = Object.entries(admitted).map(([field, value]) => `${field}=${value}`);
    return [time, event, ...facts].join(' ');
  } catch {
    return null;
  }
}
