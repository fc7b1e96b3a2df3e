import { z } from 'zod';

/** Something that the registrar decided. */
export interface RegistrarEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `expired`: a registration ended without a word, by its time or with its connection. */
  readonly what: 'register' | 'call' | 'expired';
  /** As SIP answers: 401 and 407 ask for the credential, 100 carries a call on. 0 with `expired`. */
  readonly status: number;
  /** Who registers or calls, without `sip:`; null for an address of another domain. */
  readonly address: string | null;
  /** What a registration was granted, in seconds; 0 takes it back. */
  readonly expires: number;
  /** Why, or whom a call is for. */
  readonly detail: string;
}

/** A device that is registered now. */
export interface Registration {
  /** Without `sip:`. */
  readonly address: string;
  readonly contact: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const note = /NOTE (register|call|expired) (\d+) (\S+) (\d+) (\S+)/;

/** The event that a line of Kamailio's log tells, or null. */
export function readEvent(line: string, at: number): RegistrarEvent | null {
  const [, what, status, address, expires, detail = ''] = note.exec(line) ?? [];
  if (what !== 'register' && what !== 'call' && what !== 'expired') return null;
  return {
    at,
    what,
    status: Number(status),
    address: address === undefined || address === '-' ? null : address,
    expires: Number(expires),
    detail,
  };
}

/** What `ul.dump` answers, as far as it is needed. */
const dumpSchema = z.object({
  result: z.object({
    Domains: z.array(
      z.object({
        Domain: z.object({
          AoRs: z
            .array(
              z.object({
                Info: z.object({
                  AoR: z.string(),
                  Contacts: z.array(
                    z.object({
                      Contact: z.object({
                        Address: z.string(),
                        Expires: z.union([z.number(), z.string()]),
                      }),
                    }),
                  ),
                }),
              }),
            )
            .default([]),
        }),
      }),
    ),
  }),
});

/** The registrations of a dump, made at `now`, that still live. */
export function readDump(dump: unknown, now: number): Registration[] {
  const { Domains: domains } = dumpSchema.parse(dump).result;
  return domains
    .flatMap(({ Domain: domain }) => domain.AoRs)
    .flatMap(({ Info: { AoR: address, Contacts: contacts } }) =>
      contacts.flatMap(({ Contact: { Address: contact, Expires: seconds } }) =>
        typeof seconds === 'number' && seconds > 0
          ? [{ address, contact, expiresAt: now + seconds * 1_000 }]
          : [],
      ),
    );
}
