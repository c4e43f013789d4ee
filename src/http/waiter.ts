/** Somebody who waits for a turn, and may give up. */
export class Waiter {
  readonly done: Promise<void>;
  private settle: ((failure?: Error) => void) | undefined;

  constructor(
    private readonly signal: AbortSignal | undefined,
    private readonly onGivenUp: (waiter: Waiter) => void,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.settle = (failure) => {
        if (failure) reject(failure);
        else resolve();
      };
    });
    signal?.addEventListener('abort', this.giveUp, { once: true });
  }

  admit(): void {
    this.signal?.removeEventListener('abort', this.giveUp);
    this.settle?.();
  }

  refuse(failure: Error): void {
    this.signal?.removeEventListener('abort', this.giveUp);
    this.settle?.(failure);
  }

  private readonly giveUp = (): void => {
    this.onGivenUp(this);
    this.settle?.(new Error('stopped while waiting for a turn'));
  };
}
