import { release } from 'node:os';
import { join } from 'node:path';
import type { BundleFile, SelfTestItem } from '../../preload/contract/account-pages.ts';
import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import type { SettingsNotice } from '../../preload/contract/state.ts';
import type { LivePolicyReader } from '../policy/policy-reader.ts';
import { allowedOrganizations } from '../policy/require-allowed.ts';
import { forEachProvider } from '../providers/all.ts';
import { type ClientIds, createTimeline } from './administrator-message.ts';
import type { signInSteps } from './log-events.ts';
import { createLog, type LogEntry, logFileName, openLogFile, readLogTail } from './log-file.ts';
import { writeReport } from './report.ts';
import { writeBundle } from './support-bundle.ts';

/** Five files of a megabyte: months of sign-ins. */
const limits = { maxFileBytes: 1_000_000, maxFiles: 4 };

/** One step of an attempt. */
export interface NotedStep {
  /** Empty: it belongs to no attempt. */
  readonly attempt: string;
  /** Null: with the Sonar password. */
  readonly provider: Provider | null;
  readonly step: (typeof signInSteps)[number];
  readonly code: ErrorCode | null;
  /** The one that the provider knows, if it is another than the attempt's id. */
  readonly correlationId?: string | undefined;
  readonly providerErrorNumber?: string | undefined;
  /** Whose identity it is; only its first letter and domain are kept. */
  readonly email?: string | null | undefined;
}

/** Log, timeline and report of the app. */
export interface Diagnostics {
  logSignIn(step: NotedStep): void;
  noteRefusal(refusal: {
    readonly verb: string;
    readonly reason: string;
    readonly suppressed: number;
  }): void;
  noteRendererGone(reason: string): void;
  /** The window does not come back, and the app ends. */
  notePageLost(): void;
  /** Something in the code was not caught; by its kind only. */
  noteFault(kind: string): void;
  noteKeychainLoss(loss: { readonly reason: string; readonly exitCode: number | null }): void;
  noteNotRenewed(code: ErrorCode, failures: number): void;
  /** A silent confirmation that only an administrator can bring about; *Copy details* begins with it. */
  noteNotConfirmed(failure: Failure): void;
  /** A proxy or certificate mode could not be brought into force. */
  noteNetworkFailure(): void;
  /** What is sent once may be sent again by Chromium: HTTP/3 is not off in this app. */
  noteHttp3(): void;
  noteUpdateFailure(reason: string | null): void;
  /** What is told of the settings, and `saved` when that is over. */
  noteSettings(settings: SettingsNotice | 'saved'): void;
  /** The redacted text for support and administrators. */
  report(): string;
  /** The files of a support bundle; the self-test was run for it. */
  bundle(selfTest: readonly SelfTestItem[]): readonly BundleFile[];
  /** Ends when the log is on disk. */
  close(): Promise<void>;
}

/** Opens the log in `logDirectory` and notes the start of the app; what the disk does disturbs nobody. */
export function createDiagnostics(options: {
  readonly logDirectory: string;
  readonly version: string;
  readonly policy: Pick<LivePolicyReader, 'current' | 'report'>;
  readonly clientIds?: ClientIds;
  /** Hears of each entry of the log. */
  readonly hear?: ((entry: LogEntry) => void) | null;
  readonly now: () => number;
}): Diagnostics {
  const { logDirectory, version, policy, now } = options;
  const file = openLogFile(logDirectory, limits, now);
  const log = createLog(file, now, options.hear);
  const timeline = createTimeline();
  const {
    node = '',
    electron = '',
    chrome = '',
  } = process.versions as Record<string, string | undefined>;
  log.event('app-started', {
    version,
    platform: process.platform,
    architecture: process.arch,
    node,
    electron: electron || null,
  });
  const read = policy.report();
  log.event('policy-read', { entries: read.entries.length, rejects: read.rejects.length });

  const versions = { sonar: version, node, ...(electron ? { electron, chrome } : {}) };
  const system = `${process.platform} ${release()} ${process.arch}`;
  function report(): string {
    const { entries, rejects } = policy.report();
    return writeReport({
      now: now(),
      versions,
      system,
      timeline,
      policy: { entries, rejects },
      clientIds: options.clientIds ?? null,
      organizations: forEachProvider((name) => {
        const allowed = allowedOrganizations(policy.current(), name);
        return allowed?.length === 1 ? allowed[0] : undefined;
      }),
      logTail: readLogTail(join(logDirectory, logFileName)),
    });
  }

  return {
    logSignIn(step) {
      log.event('sign-in-step', { ...step, attempt: step.attempt || null });
      const { email: _, correlationId = null, providerErrorNumber = null, ...rest } = step;
      timeline.add({ ...rest, correlationId, providerErrorNumber, at: now() });
    },
    noteRefusal: (refusal) => log.event('request-refused', refusal),
    noteRendererGone: (reason) => log.event('window-process-gone', { reason }),
    notePageLost: () => log.event('window-given-up', {}),
    noteFault: (kind) => log.event('fault-not-caught', { reason: kind }),
    noteKeychainLoss: (loss) => log.event('keychain-process-lost', loss),
    noteNotRenewed: (code, failures) => log.event('session-not-renewed', { code, failures }),
    noteNotConfirmed({ code, provider = null, correlationId = null, providerErrorNumber = null }) {
      log.event('session-not-confirmed', { code, provider, correlationId, providerErrorNumber });
      const found = { provider, code, correlationId, providerErrorNumber };
      timeline.add({ ...found, attempt: '', step: 'not-confirmed', at: now() });
    },
    noteNetworkFailure: () => log.event('network-policy-not-in-force', {}),
    noteHttp3: () => log.event('http3-not-off', {}),
    noteUpdateFailure: (reason) => log.event('update-check-failed', { reason }),
    noteSettings(settings) {
      // Else the line that says so would be lost where the log was refused a moment ago.
      if (settings === 'saved') file.tryAgain();
      log.event('settings-file', { settings });
    },
    report,
    bundle: (selfTest) =>
      writeBundle({
        report: report(),
        policy: policy.report(),
        selfTest,
        steps: timeline.list(),
        versions: { ...versions, system },
        logTail: readLogTail(join(logDirectory, logFileName)),
      }),
    close() {
      log.event('app-stopped', {});
      return file.close();
    },
  };
}
