/** Pages about the account that is open; they load when they are first asked for. */
export type AccountPage = 'settings' | 'review' | 'devices' | 'support';
