import { afterAll, beforeAll, describe } from 'vitest';
import { accountContract, organizationContract } from './account-and-organization.ts';
import { sessionContract } from './session.ts';
import { errorsContract, signInContract } from './sign-in-and-errors.ts';
import { type ContractService, startContractService } from './support/target.ts';

let service: ContractService | null = null;
beforeAll(async () => {
  service = await startContractService();
});
afterAll(() => service?.close());

function part(copy: number) {
  if (!service) throw new Error('the service has not started');
  return service.part(copy);
}

describe('signing in', () => signInContract(part));
describe('sessions', () => sessionContract(part));
describe('the account', () => accountContract(part));
describe('the organization', () => organizationContract(part));
describe('errors', () => errorsContract(part));
