import type { OperationRequest } from '../http/operation.ts';
import type { ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import { type AuditAction, recordCounted } from './record.ts';

/** Which operations leave an event when they refuse. Wrong passwords leave theirs where they are counted. */
const refusals: Readonly<Record<string, AuditAction>> = {
  startSignIn: 'sign-in-refused',
  chooseAccount: 'sign-in-refused',
  linkIdentity: 'sign-in-refused',
  signInWithPassword: 'sign-in-refused',
  addLink: 'sign-in-refused',
  reverifySession: 'reverify-refused',
};

function deviceName(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('device' in body)) return null;
  const { device } = body;
  if (typeof device !== 'object' || device === null || !('name' in device)) return null;
  return typeof device.name === 'string' ? device.name : null;
}

/** Records a refusal, counted with others of its kind: its code, and why the ID token was not believed; who it was is not known. */
export function recordProblem(
  service: Service,
  request: OperationRequest,
  problem: ServiceProblem,
): void {
  const what = refusals[request.operationId];
  if (!what) return;
  recordCounted(service, {
    who: 'somebody',
    what,
    device: deviceName(request.body),
    detail: problem.reason === null ? problem.code : `${problem.code}: ${problem.reason}`,
  });
}
