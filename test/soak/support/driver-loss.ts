/**
 * Lets nothing that the driver of a window says after its app was killed end this process: it asks the app once more by
 * itself, and nobody waits for the answer. Every other rejection that nobody handled goes to `onOther`; answers the
 * function that stops it.
 */
export function outliveDriver(onOther: (reason: unknown) => void): () => void {
  const hear = (reason: unknown) => {
    const isOfDriver =
      reason instanceof Error &&
      Reflect.get(reason, 'type') === 'closed' &&
      (reason.stack ?? '').includes('playwright-core');
    if (!isOfDriver) onOther(reason);
  };
  process.on('unhandledRejection', hear);
  return () => void process.off('unhandledRejection', hear);
}
