import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Stream } from '../kernel/change';
import type { RunReport, StreamReport } from '../reconciliation/run-report';

const OUTCOMES = ['applied', 'planned', 'held', 'failed', 'blocked'] as const;
const DURATION_BUCKETS_SECONDS = [1, 5, 15, 30, 60, 120, 300, 600, 1_800];

/** What Prometheus scrapes: one registry per service, so that two in one process do not count together. */
export class Metrics {
  readonly registry = new Registry();
  private readonly runs = this.counter('vspc_bridge_runs_total', 'Passes over a stream.', ['stream', 'status']);
  private readonly changes = this.counter('vspc_bridge_changes_total', 'Changes by what became of them.', [
    'stream',
    'action',
    'outcome',
  ]);
  private readonly requests = this.counter('vspc_bridge_requests_total', 'Requests, retries included.', [
    'system',
    'method',
  ]);
  private readonly held = this.gauge('vspc_bridge_held', 'Changes that wait for a person.', ['stream']);
  private readonly incomplete = this.gauge('vspc_bridge_incomplete_sources', 'Sources not read completely.', [
    'stream',
  ]);
  private readonly problems = this.gauge('vspc_bridge_problems', 'Open problems.', ['kind']);
  private readonly lastSuccess = this.gauge(
    'vspc_bridge_last_success_timestamp_seconds',
    'When a pass over the stream last succeeded.',
    ['stream'],
  );
  private readonly duration = new Histogram({
    name: 'vspc_bridge_run_duration_seconds',
    help: 'How long a pass took.',
    buckets: DURATION_BUCKETS_SECONDS,
    registers: [this.registry],
  });
  private readonly aborted = this.counter('vspc_bridge_run_errors_total', 'Passes that ended in an error.', []);
  private readonly skipped = this.counter('vspc_bridge_skipped_slots_total', 'Slots whose stream still ran.', [
    'stream',
  ]);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  record(report: RunReport): void {
    const finishedSeconds = Date.parse(report.run.finishedAt) / 1000;
    this.duration.observe(finishedSeconds - Date.parse(report.run.startedAt) / 1000);
    for (const [stream, of] of Object.entries(report.streams)) {
      if (of.status !== 'skipped') this.recordStream(stream, of, finishedSeconds);
    }
    for (const [system, counts] of Object.entries(report.requests))
      for (const [method, count] of Object.entries(counts)) this.requests.inc({ system, method }, count);
    this.problems.reset();
    for (const { kind } of report.problems) this.problems.inc({ kind });
  }

  recordError(): void {
    this.aborted.inc();
  }

  recordSkippedSlot(stream: Stream): void {
    this.skipped.inc({ stream });
  }

  private recordStream(stream: string, of: StreamReport, finishedSeconds: number): void {
    this.runs.inc({ stream, status: of.status });
    for (const outcome of OUTCOMES) {
      for (const change of of.changes.filter((candidate) => candidate.outcome === outcome))
        this.changes.inc({ stream, action: change.action, outcome });
    }
    if (of.status === 'blocked') return;
    this.held.set({ stream }, of.counts['held'] ?? 0);
    this.incomplete.set({ stream }, of.sources.incomplete.length);
    if (of.status === 'succeeded') this.lastSuccess.set({ stream }, finishedSeconds);
  }

  private counter<Name extends string>(name: string, help: string, labelNames: Name[]): Counter<Name> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private gauge<Name extends string>(name: string, help: string, labelNames: Name[]): Gauge<Name> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }
}
