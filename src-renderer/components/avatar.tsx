import { UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { initials } from '../login-state.ts';

/** A person's initials, or a figure for a name without letters; decorative, the name stands beside it. */
export function Avatar(props: { readonly name: string; readonly large?: boolean }): ReactNode {
  const letters = initials(props.name);
  return (
    <span className={props.large ? 'avatar avatar-large' : 'avatar'} aria-hidden="true">
      {letters === '' ? <UserRound className="icon" /> : letters}
    </span>
  );
}
