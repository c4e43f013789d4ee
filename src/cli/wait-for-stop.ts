/** Resolves when the operator asks to stop; the open sockets of whoever waits keep the process alive. */
export async function waitForStop(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return;
  await new Promise<void>((resolve) => {
    stop.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}
