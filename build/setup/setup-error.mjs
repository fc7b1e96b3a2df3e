/** A set-up step that cannot go on; its message is one or two lines that say what the person can do. */
export class SetupError extends Error {}
