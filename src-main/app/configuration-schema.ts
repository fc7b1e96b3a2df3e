import { z } from 'zod';
import { serviceUrl } from '../network/service-url.ts';
import { type ProviderSettings, providerSettings } from '../providers/all.ts';

/** The endpoints and client ids, as `build/product.json` and `SONAR_LOGIN_CONFIG` give them. */
export const endpointsSchema = z.strictObject({
  sonar: z.strictObject({ baseUrl: serviceUrl }),
  ...providerSettings,
});

/** The endpoints and client ids, complete. */
export type Endpoints = { readonly sonar: { readonly baseUrl: string } } & ProviderSettings;
