import type { Wire } from '../generated/service-contract.ts';
import type { Fetch, Now } from '../network/bounded-fetch.ts';
import { createAccountCalls, createOrganizationCalls } from './account-calls.ts';
import { createSignInCalls } from './sign-in-calls.ts';
import { createSonarHttp, type ServiceAddress } from './sonar-http.ts';
import type { SonarService } from './sonar-service.ts';

/** What the client needs. */
interface SonarClientOptions {
  /** Asked before each request and each proof: both are for the same service. */
  readonly service: ServiceAddress;
  readonly device: Wire['Device'];
  /** Bounded: it has its own deadline and size limit, and throws a `LoginError` when nothing came back. */
  readonly fetch: Fetch;
  readonly now: Now;
}

/** Talks to the Sonar service over HTTP, by the contract in `openapi.yaml`. */
export function createSonarClient(options: SonarClientOptions): SonarService {
  const http = createSonarHttp(options.service, options.fetch, options.now);
  return {
    ...createSignInCalls(http, options.device),
    ...createAccountCalls(http),
    ...createOrganizationCalls(http),
  };
}
