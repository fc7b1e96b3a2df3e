import type { Fetch, Now } from '../network/network.ts';
import { createAccountCalls } from './account-calls.ts';
import { createOrganizationCalls } from './organization-calls.ts';
import { createSignInCalls } from './sign-in-calls.ts';
import { createSonarHttp } from './sonar-http.ts';
import type { SonarService } from './sonar-service.ts';
import type { Wire } from './sonar-types.ts';

/** What the client needs; `baseUrl` ends with `/v1` and has been checked to be https or loopback. */
export interface SonarClientOptions {
  readonly baseUrl: string;
  readonly device: Wire['Device'];
  /** Bounded: it has its own deadline and size limit, and throws a `LoginError` when nothing came back. */
  readonly fetch: Fetch;
  readonly now: Now;
}

/** Talks to the Sonar service over HTTP, by the contract in `openapi.yaml`. */
export function createSonarClient(options: SonarClientOptions): SonarService {
  const http = createSonarHttp(options.baseUrl, options.fetch, options.now);
  return {
    ...createSignInCalls(http, options.device),
    ...createAccountCalls(http),
    ...createOrganizationCalls(http),
  };
}
