import type { EffectivePolicy } from '../policy/effective-policy.ts';

/** The address of the Sonar service: what policy says, else the configured one; asked once, at start. */
export function chooseSonarBaseUrl(
  { sonarBaseUrl }: Pick<EffectivePolicy, 'sonarBaseUrl'>,
  configured: string,
): string {
  return sonarBaseUrl || configured;
}
