import type { Locale } from '../../preload/contract/state.ts';
import { isolateText } from '../../preload/foreign-text.ts';

/** Minutes and seconds of a time left, such as "4:32". */
export function formatTimeLeft(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A time of day from an ISO 8601 instant, such as "3:05 p.m."; null when it is no instant. */
export function formatTime(instant: string, locale: Locale, timeZone?: string): string | null {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return null;
  const format = new Intl.DateTimeFormat(locale, {
    timeStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return keepTogether(format.format(date));
}

/** A line ends after the comma between date and time, and not within "13 h 02" or "2 nov.". */
function keepTogether(text: string): string {
  return text.replaceAll(/(?<!,) /g, '\u00A0');
}

/** Until when something holds: a time of day, with its date on another day than today; null when it is no instant. */
export function formatUntil(instant: string, locale: Locale): string | null {
  const isToday = new Date(instant).toDateString() === new Date().toDateString();
  return isToday ? formatTime(instant, locale) : formatDateTime(instant, locale);
}

/** A date with time of day from an ISO 8601 instant; null when it is no instant. */
export function formatDateTime(instant: string, locale: Locale, timeZone?: string): string | null {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return null;
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return keepTogether(format.format(date));
}

/** The date of an ISO 8601 instant, such as "Oct 30, 2026"; empty when it is no instant. */
export function formatDate(instant: string, locale: Locale, timeZone?: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(date);
}

/** Parts that stand beside each other on a line, each isolated; an empty one vanishes with its separator. */
export function beside(...parts: readonly string[]): string {
  return parts
    .map((part) => isolateText(part).trim())
    .filter((part) => part !== '')
    .join(' · ');
}
