/** What the two scripts use of a page's global object; the sandbox is compiled without the DOM's types. */
export interface PageGlobals {
  readonly top: unknown;
  readonly self: unknown;
  readonly document: {
    readonly hidden: boolean;
    hasFocus(): boolean;
    execCommand(command: 'copy'): boolean;
    addEventListener(type: string, listener: () => void): void;
  };
  readonly MouseEvent: new (type: string, init: { readonly relatedTarget: EventTarget }) => Event;
  addEventListener(
    type: string,
    listener: (event: PageEvent) => void,
    options?: { readonly capture?: boolean; readonly once?: boolean },
  ): void;
  dispatchEvent(event: Event): boolean;
}

/** What is used of the events of a page. */
export interface PageEvent {
  readonly isTrusted: boolean;
  readonly relatedTarget: EventTarget;
  readonly clipboardData: { setData(type: 'text/plain', text: string): void };
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  preventDefault(): void;
  stopImmediatePropagation(): void;
}
