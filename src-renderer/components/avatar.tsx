import type { ReactNode } from 'react';
import { initials } from '../login-state.ts';

/** A person's initials; decorative, the name stands beside it. */
export function Avatar(props: { readonly name: string; readonly large?: boolean }): ReactNode {
  return (
    <span className={props.large ? 'avatar avatar-large' : 'avatar'} aria-hidden="true">
      {initials(props.name)}
    </span>
  );
}
