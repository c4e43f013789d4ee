import type { ProvenanceFact } from './domain/documentation-observation';
import type { ConnectionPages } from './vspc-pages.reader';

export interface ProvenanceOptions {
  /** Named where the page has several. */
  readonly company: string | null;
  /** The address of the console in a browser; null where it is not known. */
  readonly consoleUrl: string | null;
  readonly now: Date;
  readonly lastHeard: Date | null;
  readonly hasLedger: boolean;
}

/** Where the data of one company came from and how old it is; what could not be read is named. */
export function provenanceOf(pages: ConnectionPages, options: ProvenanceOptions): ProvenanceFact[] {
  const { consoleUrl, now, lastHeard, hasLedger } = options;
  const of = options.company === null ? '' : ` of ${options.company}`;
  const incomplete = pages.reads.filter((read) => !read.complete).map((read) => read.source);
  return [
    {
      label: `Veeam Service Provider Console "${pages.connection}"`,
      url: consoleUrl,
      asOf: now,
      note: incomplete.length === 0 ? null : `Not read completely: ${incomplete.join(', ')}.`,
    },
    ...(lastHeard === null
      ? []
      : [
          {
            label: `Backup servers and server agents${of}`,
            url: null,
            asOf: lastHeard,
            note: 'The oldest report among them.',
          },
        ]),
    {
      label: 'Incidents and tickets',
      url: null,
      asOf: hasLedger ? now : null,
      note: hasLedger ? null : 'No incidents are kept; the status goes by the last result of each job.',
    },
  ];
}
