import type { Stream } from '../kernel/change';
import { IntegrationError } from '../kernel/integration-error';
import { OperatorError } from '../kernel/operator-error';
import type { RunReport } from '../reconciliation/run-report';
import type { PassListener } from '../scheduling/pass-listener';
import type { Metrics } from './metrics';
import type { LogFields, ServiceLog } from './service-log';

/** Counts and tells what the passes of a service did. */
export class PassMonitor implements PassListener {
  constructor(
    private readonly metrics: Metrics,
    private readonly log: ServiceLog,
  ) {}

  finished(report: RunReport): void {
    this.metrics.record(report);
    for (const [stream, of] of Object.entries(report.streams)) {
      if (of.status === 'skipped') continue;
      const fields: LogFields = { stream, status: of.status, ...of.counts, run: report.run.id };
      this.log.write(of.status === 'succeeded' ? 'info' : 'warn', 'pass finished', fields);
    }
  }

  failed(streams: readonly Stream[], error: unknown): void {
    this.metrics.recordError();
    this.log.write('error', 'pass failed', { streams: streams.join(' '), error: textOf(error) });
  }

  skipped(stream: Stream): void {
    this.metrics.recordSkippedSlot(stream);
    this.log.write('info', 'slot skipped, the pass before still runs', { stream });
  }

  swept(deleted: number): void {
    this.log.write('info', 'old rows deleted', { rows: deleted });
  }
}

/** A stack only for what is a defect of ours. */
function textOf(error: unknown): string {
  if (error instanceof OperatorError || error instanceof IntegrationError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
