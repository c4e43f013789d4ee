import { EventEmitter, once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sampleData } from '../../../../test/support/connectwise-sample';
import { ManualClock } from '../../../../test/support/manual-clock';
import type { CwRecord } from '../store/record-store';
import { seedTenant } from '../store/seed-tenant';
import { Tenant } from '../store/tenant';
import { CallbackSender } from './callback-sender';
import type { PostResult } from './post-callback';
import type { CallbackMessage } from './render-callback';

const DAY_MS = 24 * 3_600_000;
const SAMPLE = { url: 'http://127.0.0.1/?recordId=', objectId: 1, type: 'company', level: 'owner' };

/** A sender whose receivers answer from a list, the last answer for ever. */
class Stage {
  readonly clock = new ManualClock();
  readonly tenant = new Tenant(sampleData(), this.clock);
  readonly sent: {
    readonly atMs: number;
    readonly callbackId: number;
    readonly messageId: string;
    readonly url: string;
  }[] = [];
  readonly sender: CallbackSender;
  readonly callback: CwRecord;
  answers: readonly PostResult[] = [200];

  constructor() {
    seedTenant(this.tenant);
    this.sender = new CallbackSender(this.tenant, (message) => Promise.resolve(this.receive(message)));
    this.callback = this.register();
    this.tenant.store.onChange((change) => {
      this.sender.publish(change);
    });
  }

  register(): CwRecord {
    const values = { ...SAMPLE, apiBase: 'http://cw.test/v4_6_release/apis/3.0' };
    return this.tenant.store.insert('callback', values, this.tenant.stamp('bridge'));
  }

  change(companyId: number): void {
    this.tenant.store.update(this.tenant.store.get('company', companyId), {}, this.tenant.stamp('tech1'));
  }

  /** One change, delivered; the milliseconds between its tries. */
  async deliver(...answers: PostResult[]): Promise<number[]> {
    this.answers = answers;
    this.sent.length = 0;
    this.change(250);
    await this.sender.settled();
    return this.sent.slice(1).map(({ atMs }, index) => atMs - (this.sent[index]?.atMs ?? 0));
  }

  ids(): unknown[] {
    return this.tenant.deliveries.map(({ messageId }) => messageId);
  }

  get isInactive(): boolean {
    return this.callback.values['inactiveFlag'] === true;
  }

  private receive({ callback, messageId, url }: CallbackMessage): PostResult {
    this.sent.push({ atMs: this.clock.wallMs(), callbackId: callback.id, messageId, url });
    return this.answers[this.sent.length - 1] ?? this.answers.at(-1) ?? 200;
  }
}

let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

describe('retries', () => {
  it.each<[string, PostResult[], number[]]>([
    ['200 is enough', [200], []],
    ['any 2xx is', [204], []],
    ['404 is sent again after two seconds and after four more', [404], [2_000, 4_000]],
    ['409 as well', [409], [2_000, 4_000]],
    ['419 as well', [419], [2_000, 4_000]],
    ['429 as well', [429], [2_000, 4_000]],
    ['a second try that succeeds is the last', [429, 200], [2_000]],
    ['a second try that fails otherwise is the last', [429, 500], [2_000]],
    ['500 is lost', [500], []],
    ['503 is lost', [503], []],
    ['a redirect is lost', [302], []],
    ['410 is lost', [410], []],
    ['a receiver without answer in time is lost', ['timed-out'], []],
    ['a receiver that is not there is lost', ['unreachable'], []],
  ])('%s', async (_sentence, answers, waits) => {
    expect(await stage.deliver(...answers)).toEqual(waits);
    expect(new Set(stage.sent.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

describe('three days of failures', () => {
  it('disable the callback', async () => {
    await stage.deliver(500);
    stage.clock.advance(3 * DAY_MS - 1);
    await stage.deliver(500);
    expect(stage.isInactive).toBe(false);
    stage.clock.advance(1);
    await stage.deliver('timed-out');
    expect(stage.isInactive).toBe(true);
    await stage.deliver(200);
    expect(stage.sent).toEqual([]);
  });

  it('are counted anew after a success, and after somebody enabled the callback again', async () => {
    await stage.deliver(500);
    stage.clock.advance(2 * DAY_MS);
    await stage.deliver(429, 200);
    stage.clock.advance(2 * DAY_MS);
    await stage.deliver(500);
    expect(stage.isInactive).toBe(false);
    stage.clock.advance(3 * DAY_MS);
    await stage.deliver(500);
    expect(stage.isInactive).toBe(true);
    stage.tenant.store.update(stage.callback, { inactiveFlag: false }, stage.tenant.stamp('admin1'));
    await stage.deliver(500);
    expect(stage.isInactive).toBe(false);
  });

  it('are none for an address that is never called', async () => {
    await stage.deliver('not-loopback');
    stage.clock.advance(9 * DAY_MS);
    await stage.deliver('not-loopback');
    expect(stage.isInactive).toBe(false);
  });
});

describe('messages that wait', () => {
  it('arrive in order, or by switch the newest first', async () => {
    const publish = async (): Promise<string[]> => {
      for (const id of [250, 251, 252]) stage.change(id);
      await stage.sender.settled();
      return stage.sent.splice(0).map(({ url }) => url.replace(SAMPLE.url, ''));
    };
    const kept = ['250&action=updated', '251&action=updated', '252&action=updated'];
    expect(await publish()).toEqual(kept);
    stage.tenant.switches.set('callbackOrder', 'newest-first');
    expect(await publish()).toEqual([...kept].reverse());
  });

  it('are delivered as often as the switch says, under one id', async () => {
    stage.tenant.switches.set('callbackCopies', 2);
    await stage.deliver(200);
    expect(stage.ids()).toHaveLength(2);
    expect(new Set(stage.ids()).size).toBe(1);
  });

  it('wait for their own receiver alone', async () => {
    const other = stage.register();
    const waits = new EventEmitter();
    stage.clock.sleep = async () => {
      await once(waits, 'over');
    };
    stage.answers = [429, 200];
    stage.change(250);
    await nextTurn();
    await nextTurn();
    const callbackIds = () => stage.sent.map(({ callbackId }) => callbackId);
    expect(callbackIds()).toEqual([stage.callback.id, other.id]);
    waits.emit('over');
    await stage.sender.settled();
    expect(callbackIds()).toEqual([stage.callback.id, other.id, stage.callback.id]);
  });

  it('are not sent within the change itself', async () => {
    stage.change(250);
    expect(stage.sent).toEqual([]);
    await stage.sender.settled();
    expect(stage.sent).toHaveLength(1);
  });

  it('are dropped when the callback is deleted meanwhile, or the stand-in closed', async () => {
    stage.change(250);
    stage.tenant.store.remove('callback', stage.callback.id, 'bridge');
    await stage.sender.settled();
    stage.register();
    stage.change(250);
    stage.sender.close();
    stage.change(251);
    await stage.sender.settled();
    expect(stage.sent).toEqual([]);
  });

  it('end their wait for a retry when the stand-in is closed', async () => {
    stage.answers = [429];
    stage.clock.sleep = (_durationMs, signal) => {
      stage.sender.close();
      return Promise.reject(signal?.reason as Error);
    };
    stage.change(250);
    await stage.sender.settled();
    expect(stage.sent).toHaveLength(1);
    expect(stage.tenant.deliveries).toEqual([]);
  });
});
