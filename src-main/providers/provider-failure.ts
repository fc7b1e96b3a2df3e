import type { Provider } from '../../preload/contract.ts';
import { type FailureFacts, LoginError } from '../errors/login-error.ts';

/**
 * Runs one of a provider's methods; whatever it throws comes out as a `LoginError` that names the provider. Errors of
 * a library go no further than the `cause`.
 */
export async function tellProvider<T>(
  provider: Provider,
  run: () => Promise<T>,
  facts: FailureFacts = {},
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof LoginError)) {
      throw new LoginError('unexpected', { provider, ...facts }, error);
    }
    throw error.with({ provider, ...facts });
  }
}
