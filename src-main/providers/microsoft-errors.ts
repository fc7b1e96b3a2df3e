import type { ErrorAnswer, ErrorMeaning, OwnError } from '../oauth/provider-error.ts';

/**
 * Entra's own numbers (`AADSTS…`) and who or what can put each right: the one place where they are read. They choose the
 * words and the button only; see `toProviderError` for what becomes of a session. A number that is not here is told by
 * the standard words of the answer.
 *
 * Source: "Microsoft Entra authentication and authorization error codes",
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes; each number is explained at
 * https://login.microsoftonline.com/error?code=NUMBER. Those with a star are not on that page: 900941 and 900981 are on
 * https://learn.microsoft.com/entra/identity/enterprise-apps/application-sign-in-unexpected-user-consent-error, the
 * others are known by the page for their number alone.
 *
 * Left out on purpose: what says that the grant is gone (50132, 50133 password changed; 50173 revoked; 70000, 70008,
 * 700082 not used for too long; 50089), for which `invalid_grant` already ends the session; and what the person does on
 * Microsoft's own page (50055 password expired, 50126 wrong password, 65004 declined).
 */
const numbersOf: Readonly<Record<ErrorMeaning, readonly number[]>> = {
  administrator: [
    // Not assigned to the app (50105), and accounts that may not come in: disabled, blocked, out of hours.
    50105,
    50057, 50053, 53011, 80012,
    // The account is not in this tenant, or is a guest who may not come in.
    16000, 16003, 50014, 50020, 50034, 50177, 50178, 51004, 90072, 500208,
    // Restrictions between tenants.
    50002, 500021, 500022, 500212, 500213,
    // State of the device: platform, registration, compliance, approved app. 53009* and 530003*: app protection, managed.
    50005,
    50097, 50127, 50129, 50155, 50187, 53000, 53001, 53002, 53009, 130007, 130008, 135011, 530003,
    // Blocked by Conditional Access, by a security policy, by risk.
    50131, 53003, 53004, 53010, 530032, 530034, 530035,
    // The app is not in the tenant, is disabled there, or lacks what it needs. 5000225*: the tenant itself is blocked.
    50194,
    70001, 90099, 500011, 650052, 650056, 700011, 700016, 1000031, 5000225, 7000112,
  ],
  // 90093: the person has no right to agree. 900941* and 900981*: the app is considered risky.
  'administrator-consent': [90008, 90093, 90094, 90095, 900941, 900981],
  agreement: [65001],
  // 70043: sign-in frequency. The others: a second factor that is wanted, has run out or has to be set up.
  person: [50072, 50074, 50076, 50078, 50079, 50158, 70043],
  // 50196: a client loop was detected, which ends by waiting. 90055: the tenant is throttled.
  busy: [
    40010, 50033, 50087, 50088, 50166, 50196, 70012, 80002, 80014, 90006, 90012, 90024, 90033,
    90055, 90090, 90091,
  ],
};

const meaningOfNumber: ReadonlyMap<number, ErrorMeaning> = new Map(
  (Object.keys(numbersOf) as ErrorMeaning[]).flatMap((meaning) =>
    numbersOf[meaning].map((number) => [number, meaning] as const),
  ),
);

/** Finds the answer's numbers; the first that is in the table counts. Nothing else is taken out of the text. */
export function readMicrosoftError({ description, numbers }: ErrorAnswer): OwnError {
  const found = [...numbersIn(description), ...numbers.filter(isNumber)];
  const known = found.find((number) => meaningOfNumber.has(number));
  const told = known ?? found[0];
  return {
    meaning: known === undefined ? null : (meaningOfNumber.get(known) ?? null),
    number: told === undefined ? null : `AADSTS${told}`,
  };
}

function numbersIn(description: string | null): readonly number[] {
  const text = description?.slice(0, 2000) ?? '';
  return [...text.matchAll(/\bAADSTS(\d{4,9})\b/g)].map(([, digits]) => Number(digits));
}

function isNumber(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1_000 && Number(value) <= 999_999_999;
}
