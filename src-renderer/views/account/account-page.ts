/** Pages about the account that is open; they load when they are first asked for. */
export type AccountPage = 'settings' | 'choices' | 'devices' | 'review' | 'activity' | 'support';

/** The pages in the order of their buttons; two are for office managers, and without an account there is only support. */
export function pagesFor(account: { readonly isOfficeManager: boolean } | null): AccountPage[] {
  if (account === null) return ['support'];
  return [
    'settings',
    'choices',
    'devices',
    ...(account.isOfficeManager ? (['review', 'activity'] as const) : []),
    'support',
  ];
}
