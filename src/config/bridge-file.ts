import { ConnectWiseSection, ItGlueSection, VspcSection } from './bridge-systems';
import { StreamsSection } from './bridge-streams';
import { Section, SectionList } from './fields';
import { ChoiceField, PasswordField, TextField, TimezoneField, WholeField } from './scalar-fields';

/** A mark has to survive every field that it is written into; the pattern keeps it short and without quoting. */
export const INSTALLATION_PATTERN = /^[a-z0-9-]{1,20}$/;

const WATCHES = ['auto', 'on', 'off'] as const;
export type Watch = (typeof WATCHES)[number];

export class DatabaseSection {
  @PasswordField({
    description:
      'sqlite:<file> or postgres://user:${PGPASSWORD}@host:5432/name. A password that comes from a reference is encoded for the address, and is not to be encoded by hand.',
    default: 'sqlite:data/bridge.db',
  })
  url?: string;
}

function coexistenceOf(does: string, stream: 'tickets' | 'billing'): string {
  return (
    `Whether Veeam's own ConnectWise plugin ${does}. on makes the stream ${stream} plan-only, off leaves it alone; auto looks ` +
    'for configurations of type "Veeam Managed Computer" in ConnectWise once an hour: active ones count as on, none as off, ' +
    'and inactive ones as off with a problem that asks you.'
  );
}

export class CoexistenceSection {
  @ChoiceField({
    choices: WATCHES,
    description: coexistenceOf('opens tickets', 'tickets'),
    default: 'auto',
  })
  veeamTicketing?: Watch;

  @ChoiceField({
    choices: WATCHES,
    description: coexistenceOf('bills', 'billing'),
    default: 'auto',
  })
  veeamBilling?: Watch;
}

export class HttpSection {
  @TextField({ description: 'Address that the HTTP server listens on.', default: '127.0.0.1' })
  host?: string;

  @WholeField({ description: 'Its port; 0 takes a free one.', default: 3000, min: 0, max: 65535 })
  port?: number;
}

/** config/bridge.yaml. */
export class BridgeFile {
  @TextField({
    required: true,
    description: "Part of every mark; two installations never touch each other's records. Never change it.",
    rules: { pattern: INSTALLATION_PATTERN, expected: '1 to 20 lower-case letters, digits and hyphens' },
  })
  installation?: string;

  @Section(() => DatabaseSection, { description: 'Where the bridge keeps what it knows.' })
  database?: DatabaseSection;

  @TimezoneField({ required: true, description: 'Time zone of schedules, silences and texts: America/New_York.' })
  timezone?: string;

  @SectionList(() => VspcSection, { required: true, description: 'The VSPC servers, one or more.' })
  vspc?: VspcSection[];

  @Section(() => ConnectWiseSection, { required: true, description: 'ConnectWise Manage.' })
  connectwise?: ConnectWiseSection;

  @Section(() => ItGlueSection, { description: 'IT Glue; may be left out while streams.documentation is off.' })
  itglue?: ItGlueSection;

  @Section(() => StreamsSection, { required: true, description: 'What runs, when, and how far it may go.' })
  streams?: StreamsSection;

  @Section(() => CoexistenceSection, { description: "How to live with Veeam's own ConnectWise plugin." })
  coexistence?: CoexistenceSection;

  @Section(() => HttpSection, { description: 'Dashboard, health and metrics.' })
  http?: HttpSection;
}
