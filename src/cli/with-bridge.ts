import type { Stream } from '../kernel/change';
import { CLOCK } from '../config/config.tokens';
import type { Clock } from '../kernel/clock';
import { OperatorError } from '../kernel/operator-error';
import { LockRepository } from '../persistence/engine/lock.repository';
import { StreamLock } from '../reconciliation/stream-lock';
import type { CliContext, CommonOptions } from './cli-context';
import { openBridge, type Bridge } from './open-bridge';
import { parseLockTimeout } from './parse-lock-timeout';

/** Opens the bridge for one command and closes it whatever comes of it. */
export async function withBridge<T>(
  options: CommonOptions,
  context: CliContext,
  work: (bridge: Bridge) => Promise<T>,
): Promise<T> {
  const bridge = await openBridge(options, context);
  try {
    return await work(bridge);
  } finally {
    await bridge.close();
  }
}

/**
 * What a person changes in a stream's own rows is changed under its lock: a pass that runs meanwhile would overwrite it
 * with what it read before.
 */
export async function withStreamLock<T>(
  bridge: Bridge,
  stream: Stream,
  options: CommonOptions,
  work: () => Promise<T>,
): Promise<T> {
  const clock = bridge.app.get<Clock>(CLOCK);
  const lock = await StreamLock.acquire(bridge.app.get(LockRepository), clock, {
    stream,
    owner: `command/${process.pid}`,
    waitMs: parseLockTimeout(options.lockTimeout),
  });
  if (!lock) {
    throw new OperatorError(
      'blocked',
      `Another process works on ${stream}; nothing was changed.`,
      'Try again when its pass is over, or wait longer with --lock-timeout.',
    );
  }
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
