import { RequestLog } from './request-log';

describe('RequestLog', () => {
  it('keeps the newest of very many requests, and goes on counting', () => {
    const log = new RequestLog();
    for (let count = 0; count < 60_000; count += 1) record(log, 'vspc');
    const kept = log.list();
    expect(kept.length).toBeGreaterThanOrEqual(50_000);
    expect(kept.length).toBeLessThanOrEqual(55_000);
    expect(kept.at(-1)?.sequence).toBe(60_000);
  });

  it('forgets one system and keeps the others', () => {
    const log = new RequestLog();
    record(log, 'vspc');
    record(log, 'itglue');
    log.reset('vspc');
    expect(log.list().map(({ system, sequence }) => [system, sequence])).toEqual([['itglue', 2]]);
  });
});

function record(log: RequestLog, system: 'vspc' | 'itglue'): void {
  const request = { method: 'GET', path: '/', query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0) };
  log.record({
    system,
    request,
    route: 'GET /',
    status: 200,
    responseBytes: 2,
    fault: undefined,
    crash: undefined,
    now: new Date('2026-11-02T08:00:00Z'),
    wallMs: 0,
  });
}
