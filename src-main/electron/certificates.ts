/** What Chromium found out about a server's certificate, as far as it matters here (Electron's `Request`). */
export interface CertificateFinding {
  readonly hostname: string;
  readonly certificate: {
    readonly issuer: { readonly organizations: readonly string[]; readonly commonName: string };
  };
  readonly verificationResult: string;
  /** False when an administrator of this computer installed the root, as for an inspecting proxy. */
  readonly isIssuedByKnownRoot: boolean;
}

/** Chromium's own verdict stands. */
const asChromiumSays = -3;
/** `ERR_CERT_AUTHORITY_INVALID`. */
const authorityInvalid = -202;

/** The verdict on a certificate: policy can only refuse what Chromium accepts, never the other way round. */
export function judgeCertificate(
  mode: 'system' | 'public',
  finding: Pick<CertificateFinding, 'verificationResult' | 'isIssuedByKnownRoot'>,
): number {
  const isAccepted =
    finding.verificationResult === 'net::OK' || finding.verificationResult === 'OK';
  const isRefused = mode === 'public' && isAccepted && !finding.isIssuedByKnownRoot;
  return isRefused ? authorityInvalid : asChromiumSays;
}

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
