import type { Wire } from '../../../src-main/sonar/generated/contract.ts';
import type { Reply } from './sonar-client.ts';

type Schemas = Wire;

function outcomeOf<Outcome extends Schemas['SignInOutcome']['outcome']>(
  reply: Reply,
  outcome: Outcome,
): Extract<Schemas['SignInOutcome'], { outcome: Outcome }> {
  const body = reply.body as Schemas['SignInOutcome'];
  if (reply.status !== 200 || body.outcome !== outcome) {
    throw new Error(`not ${outcome}: ${reply.status} ${JSON.stringify(reply.body)}`);
  }
  return body as Extract<Schemas['SignInOutcome'], { outcome: Outcome }>;
}

/** The offer that a sign-in gave; throws on anything else. */
export function offerOf(reply: Reply): Schemas['OfferOutcome'] {
  return outcomeOf(reply, 'offer');
}

/** The request to link that a sign-in gave; throws on anything else. */
export function linkRequiredOf(reply: Reply): Schemas['LinkRequiredOutcome'] {
  return outcomeOf(reply, 'link-required');
}

/** A successful answer as the schema `name`; throws on a problem. */
export function bodyAs<Name extends keyof Schemas>(reply: Reply, _name: Name): Schemas[Name] {
  if (reply.status >= 300) {
    throw new Error(`not a success: ${reply.status} ${JSON.stringify(reply.body)}`);
  }
  return reply.body as Schemas[Name];
}

/** The session that a sign-in, a choice, a link, a password or a refresh gave; throws on anything else. */
export function sessionOf(reply: Reply): Schemas['Session'] {
  const body = bodyAs(reply, 'Session');
  return 'sessionId' in body ? body : outcomeOf(reply, 'session').session;
}
