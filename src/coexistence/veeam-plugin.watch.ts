import type { AppConfig } from '../config/app-config';
import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import type { PlannedProblem, Stream } from '../kernel/change';
import type { KeptReadRepository } from '../persistence/tickets/kept-read.repository';
import type { Policy } from '../reconciliation/engine-settings';
import type { JudgedPolicy, PolicyWatch } from '../reconciliation/policy-watch';
import type { SourceReader } from '../reconciliation/source-reader';

/** What Veeam's plugin calls the configurations that it makes in ConnectWise, one per managed computer. */
export const VEEAM_CONFIGURATION_TYPE = 'Veeam Managed Computer';
const SOURCE = 'connectwise/company/configurations/veeam';
/** Plugins are not connected from one minute to the next. */
const LOOK_EVERY_MS = 3_600_000;
const MOST_LOOKED_AT = 1_000;

export type PluginTrace = 'active' | 'inactive' | 'none';

/**
 * RULES, Tickets 16, for `auto`; `on` and `off` are settled without a look (engine-settings-of.ts).
 *
 * | configurations of Veeam's plugin     | the stream              | said                        |
 * | ------------------------------------ | ----------------------- | --------------------------- |
 * | there are active ones                | only plans              | why, and how to decide it   |
 * | all are inactive                     | goes by its policy      | that it is unsure           |
 * | none                                 | goes by its policy      | nothing                     |
 * | cannot be read, active when last seen | only plans             | that it is unsure           |
 * | cannot be read, otherwise            | goes by its policy      | that it is unsure           |
 */
export class VeeamPluginWatch implements PolicyWatch {
  constructor(
    private readonly coexistence: AppConfig['coexistence'],
    private readonly connectwise: ConnectWiseClient,
    private readonly kept: KeptReadRepository,
  ) {}

  async judge(
    stream: Stream,
    policy: Policy,
    { now, reader }: { readonly reader: SourceReader; readonly now: Date },
  ): Promise<JudgedPolicy> {
    const setting = SETTINGS[stream];
    if (setting === undefined || this.coexistence[setting] !== 'auto' || policy === 'off')
      return { policy, problems: [] };
    const { isSure, trace } = await this.look(reader, now);
    if (isSure && trace === 'none') return { policy, problems: [] };
    const restrained = trace === 'active' ? 'plan-only' : policy;
    return { policy: restrained, problems: [problemOf(setting, stream, isSure ? trace : 'unreadable')] };
  }

  private async look(reader: SourceReader, now: Date): Promise<{ trace: PluginTrace; isSure: boolean }> {
    const found = await this.kept.find(SOURCE);
    const last = (found?.items[0] as PluginTrace | undefined) ?? 'none';
    if (found && now.getTime() - found.readAt.getTime() < LOOK_EVERY_MS) return { trace: last, isSure: true };
    const read = await reader.readDetail<PluginTrace>(SOURCE, last, () => findPluginTrace(this.connectwise));
    if (read.complete) await this.kept.save(SOURCE, [read.value], now);
    return { trace: read.value, isSure: read.complete };
  }
}

const SETTINGS: Readonly<Partial<Record<Stream, 'veeamTicketing' | 'veeamBilling'>>> = {
  tickets: 'veeamTicketing',
  billing: 'veeamBilling',
};

/** One request tells in most cases. */
export async function findPluginTrace({ configurations }: ConnectWiseClient): Promise<PluginTrace> {
  let seen = 0;
  for await (const { active } of configurations.listByTypeName(VEEAM_CONFIGURATION_TYPE)) {
    if (active) return 'active';
    seen += 1;
    if (seen >= MOST_LOOKED_AT) break;
  }
  return seen === 0 ? 'none' : 'inactive';
}

function problemOf(
  setting: 'veeamTicketing' | 'veeamBilling',
  stream: Stream,
  trace: 'active' | 'inactive' | 'none' | 'unreadable',
): PlannedProblem {
  return {
    id: `coexistence/${setting}`,
    system: 'connectwise',
    kind: 'coexistence',
    message: `${SAID[trace]} ${trace === 'active' ? `So ${stream} are only planned.` : 'Whether it does the work of this stream is not sure.'}`,
    hint: `Say it in config/bridge.yaml, coexistence: { ${setting}: on } when Veeam's plugin does ${stream}, off when it does not.`,
  };
}

const SAID = {
  active: `ConnectWise has active configurations of type "${VEEAM_CONFIGURATION_TYPE}": Veeam's own plugin is at work.`,
  inactive: `ConnectWise has configurations of type "${VEEAM_CONFIGURATION_TYPE}", all of them inactive: Veeam's own plugin was at work once.`,
  none: '',
  unreadable: `Configurations of type "${VEEAM_CONFIGURATION_TYPE}" cannot be read, by which Veeam's own plugin is recognised.`,
} as const;
