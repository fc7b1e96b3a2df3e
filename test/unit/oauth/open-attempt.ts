import { judgeAuthorizationResponse } from '../../../src-main/oauth/authorization-response.ts';
import {
  type LoopbackOptions,
  type LoopbackRedirect,
  openLoopbackRedirect,
} from '../../../src-main/oauth/loopback-redirect.ts';
import { readGoogleError } from '../../../src-main/providers/google-errors.ts';

/** The state of every attempt opened here. */
export const goodState = 'kU3hPq-6Yv0sJ2wLr8nTzXbC5mDfG1aE7oIiQ9uRtWy';

/** A listener as the sign-in opens it, and what a test needs to reach it. */
export interface OpenAttempt extends LoopbackRedirect {
  readonly port: number;
  readonly cancel: AbortController;
}

/** Opens a listener that judges as the app does; close it in `finally`. */
export async function openAttempt(options: Partial<LoopbackOptions> = {}): Promise<OpenAttempt> {
  const cancel = new AbortController();
  const redirect = await openLoopbackRedirect({
    host: '127.0.0.1',
    ports: { first: 0, last: 0 },
    locale: null,
    signal: cancel.signal,
    deadlineMs: 300_000,
    judge: (parameters) =>
      judgeAuthorizationResponse(parameters, {
        provider: 'google',
        state: goodState,
        issuer: 'https://issuer.invalid',
        issuerRequired: false,
        readOwnError: readGoogleError,
      }),
    ...options,
  });
  return { ...redirect, port: Number(new URL(redirect.redirectUri).port), cancel };
}

/** The code an ended wait was rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  return 'no failure';
}
