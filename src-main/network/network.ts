/** The one way out of the app: Electron's `net.fetch` in the product, Node's `fetch` in plain Node. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** Milliseconds since 1970; an argument wherever a deadline or a time check needs one. */
export type Now = () => number;
