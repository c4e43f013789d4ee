import type { JobPlan, JobPlight } from './company-plan';
import type { Story } from './company-stories';
import { STORIES } from './company-stories';
import { AWKWARD_JOB_NAMES, FAILURE_MESSAGES, JOB_NAMES } from './invented-names';
import { RandomSource, uidFrom } from './random-source';

/** Every second job is an agent's; of those, every other one a workstation's. */
const SOURCES: readonly JobPlan['source'][] = [
  'backup-server',
  'server-agent',
  'backup-server',
  'workstation-agent',
  'backup-server',
];

/** Which jobs of the awkward companies are in trouble; all their other jobs are well. */
const PLIGHTS: Readonly<Partial<Record<Story, Readonly<Record<number, JobPlight>>>>> = {
  'external-id': { 1: 'failed' },
  identifier: { 0: 'failed', 1: 'failed-just-now' },
  'exact-name': { 0: 'warning', 1: 'failed', 2: 'chained' },
  pinned: { 0: 'failed' },
  'two-locations': { 1: 'running-over-failure' },
  renamed: { 0: 'never-run', 1: 'disabled' },
  hosted: { 0: 'failed', 2: 'success' },
  unmapped: { 0: 'failed' },
  'reseller-customer': { 1: 'failed' },
  deleted: { 0: 'failed' },
  merged: { 0: 'failed' },
  inactive: { 0: 'failed' },
  'same-name-twice': { 0: 'failed' },
  cyrillic: { 0: 'failed' },
  japanese: { 1: 'failed' },
  markup: { 0: 'failed' },
  'no-organization': { 1: 'failed' },
  'short-name': { 0: 'warning' },
  'same-name-only': { 0: 'retrying' },
  'no-agreement': { 0: 'not-scheduled' },
  'two-agreements': { 0: 'failed', 1: 'failed' },
  offline: { 1: 'frozen' },
};

const AWKWARD_NAMES: Readonly<Partial<Record<Story, string>>> = {
  'external-id': AWKWARD_JOB_NAMES[0],
  cyrillic: AWKWARD_JOB_NAMES[1],
  japanese: AWKWARD_JOB_NAMES[2],
  'reseller-customer': AWKWARD_JOB_NAMES[3],
  markup: AWKWARD_JOB_NAMES[4],
  'no-organization': AWKWARD_JOB_NAMES[5],
};

/** The first jobs of these two have one `instanceUid`: the backup server of one was cloned from the other's. */
const CLONED: readonly Story[] = ['two-locations', 'renamed'];

interface JobSettings {
  readonly seed: string;
  readonly jobsPerCompany: number;
}

export function planJobs(settings: JobSettings, company: number, story: Story): readonly JobPlan[] {
  const jobs: JobPlan[] = [];
  for (let index = 0; index < settings.jobsPerCompany; index += 1) {
    jobs.push(planJob(settings.seed, { company, story, index }));
  }
  return jobs;
}

interface JobPlace {
  readonly company: number;
  readonly story: Story;
  readonly index: number;
}

function planJob(seed: string, { company, story, index }: JobPlace): JobPlan {
  const draw = new RandomSource(seed, `job ${company} ${index}`);
  const plight = plightOf({ company, story, index }, draw);
  const isClone = index === 0 && company < STORIES.length && CLONED.includes(story);
  return {
    index,
    uid: uidFrom(seed, 'job', company, index),
    instanceUid: isClone ? uidFrom(seed, 'cloned job') : uidFrom(seed, 'job of the server', company, index),
    name: nameOf({ company, story, index }),
    source: story === 'hosted' && index === 0 ? 'backup-server' : (SOURCES[index % SOURCES.length] ?? 'backup-server'),
    plight,
    startedMinutesAgo:
      plight === 'chained'
        ? endedMinutesAgo(planJob(seed, { company, story, index: 0 }))
        : startedMinutesAgo(plight, draw),
    durationSeconds: draw.between(240, 2_400),
    failureMessage: draw.pick(FAILURE_MESSAGES),
  };
}

function plightOf({ company, story, index }: JobPlace, draw: RandomSource): JobPlight {
  if (company < STORIES.length) return PLIGHTS[story]?.[index] ?? 'success';
  const chance = draw.next();
  if (chance < 0.06) return 'failed';
  return chance < 0.1 ? 'warning' : 'success';
}

function nameOf({ company, story, index }: JobPlace): string {
  const awkward = company < STORIES.length && isTroubled(story, index) ? AWKWARD_NAMES[story] : undefined;
  if (awkward !== undefined) return awkward;
  const lap = Math.floor(index / JOB_NAMES.length);
  return `${JOB_NAMES[index % JOB_NAMES.length] ?? 'Job'}${lap === 0 ? '' : ` ${lap + 1}`}`;
}

function isTroubled(story: Story, index: number): boolean {
  return PLIGHTS[story]?.[index] === 'failed';
}

/** A chained job starts when its parent has ended. */
function endedMinutesAgo(parent: JobPlan): number {
  return parent.startedMinutesAgo - Math.ceil(parent.durationSeconds / 60);
}

/**
 * Ordinary sessions began between three and fourteen hours ago: over for more than the hold of a failure, and not due
 * again before a day has passed since.
 */
function startedMinutesAgo(plight: JobPlight, draw: RandomSource): number {
  const ordinary = draw.between(180, 840);
  switch (plight) {
    case 'failed-just-now':
      return 60;
    case 'running-over-failure':
    case 'retrying':
      return 25;
    case 'not-scheduled':
    case 'frozen':
      return 3 * 24 * 60 + 10;
    default:
      return ordinary;
  }
}
