import type { ReactNode } from 'react';

/** A line with a word in it, between two ways to do the same. */
export function Divider({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <p className="divider">
      <span>{children}</span>
    </p>
  );
}
