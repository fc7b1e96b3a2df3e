/** What is used of Electron's `App`. */
export interface CertificateAskingApp {
  on(
    event: 'select-client-certificate',
    listener: (
      event: { preventDefault(): void },
      contents: unknown,
      url: string,
      certificates: readonly unknown[],
      answer: () => void,
    ) => void,
  ): unknown;
}

/**
 * Sends no certificate of this person to a server that asks for one. Since version 44 Electron asks for requests that
 * no window made too, and sends the first certificate of the system's store to whoever asked when nobody answers.
 * Windows are not ours to answer for: a softphone may have its own.
 */
export function declineClientCertificates(app: CertificateAskingApp): void {
  app.on('select-client-certificate', (event, contents, _url, _certificates, answer) => {
    if (contents !== null) return;
    event.preventDefault();
    answer();
  });
}
