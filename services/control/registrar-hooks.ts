import { z } from 'zod';
import { type ControlHook, hook, NotStarted, type SandboxControl } from './control-hooks.ts';

function registrarOf({ registrar }: SandboxControl) {
  if (!registrar) throw new NotStarted('the registrar was not started; --registrar does');
  return registrar;
}

/**
 * What can be seen of the registrar:
 *
 * | hook | body |
 * |---|---|
 * | `registrar/registrations` | `{}`, answers who is registered now |
 * | `registrar/log` | `{}`, answers what it decided, oldest first |
 */
export const registrarHooks: readonly ControlHook[] = [
  hook(
    'registrar/registrations',
    '{}',
    'Answers who is registered now.',
    z.strictObject({}),
    (control) => registrarOf(control).registrations(),
  ),
  hook(
    'registrar/log',
    '{}',
    'Answers what the registrar decided about registrations and calls, oldest first.',
    z.strictObject({}),
    (control) => registrarOf(control).log(),
  ),
];
