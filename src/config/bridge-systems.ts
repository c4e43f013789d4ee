import { Section } from './fields';
import {
  ChoiceField,
  DurationField,
  FlagField,
  KeyField,
  NumberField,
  PasswordField,
  TextField,
  TimezoneField,
  WholeField,
} from './scalar-fields';

/** The classes of bridge.yaml that describe the three systems. Every key is optional to the compiler: files lack keys. */
export class TlsSection {
  @TextField({
    description:
      'PEM file with the certificate of a private authority, or of the server itself. Checks cannot be switched off.',
  })
  caFile?: string;
}

export class EventsSection {
  @FlagField({ description: 'Reads the activity log; needs a Portal Administrator.', default: false })
  enabled?: boolean;

  @WholeField({ description: 'How far back the first read goes, in days.', default: 14, min: 1, max: 90 })
  firstWindowDays?: number;

  @WholeField({
    description: 'Entries read in one pass; the rest follows in the next.',
    default: 10000,
    min: 100,
    max: 1_000_000,
  })
  maxPerPass?: number;
}

export class VspcSection {
  @TextField({
    required: true,
    description:
      'Name of the connection. It is part of every key: never change it. Lower-case letters, digits and hyphens.',
    rules: { pattern: /^[a-z0-9][a-z0-9-]{0,19}$/, expected: 'up to 20 lower-case letters, digits and hyphens' },
  })
  name?: string;

  @TextField({
    required: true,
    description: 'Address of the VSPC web service, with its port: https://vspc.example.com:1280.',
  })
  url?: string;

  @KeyField({
    description: 'REST API key (simple key, read-only) of a Portal Administrator; or username and password.',
  })
  apiKey?: string;

  @TextField({ description: 'Account for the password login, instead of apiKey.' })
  username?: string;

  @PasswordField({ description: 'Password of that account.' })
  password?: string;

  @Section(() => TlsSection, { description: 'Trust for the certificate of the server.' })
  tls?: TlsSection;

  @TimezoneField({
    description: 'Time zone of the VSPC server, for times that it tells without UTC.',
    default: 'timezone',
  })
  timezone?: string;

  @NumberField({ description: 'Rate budget for this server.', default: 2, min: 0.1, max: 100 })
  requestsPerSecond?: number;

  @DurationField({
    description: 'How often workloads, repositories and quotas are read; VSPC itself learns of them hourly.',
    default: '60m',
  })
  slowSources?: number;

  @Section(() => EventsSection, { description: 'The activity log as a source.' })
  events?: EventsSection;
}

export class ConnectWiseSection {
  @TextField({
    required: true,
    description: 'Address of the API: https://api-na.myconnectwise.net, or the own server.',
  })
  url?: string;

  @TextField({ required: true, description: 'Login company of ConnectWise.' })
  companyId?: string;

  @KeyField({ required: true, description: 'Public key of the API member.' })
  publicKey?: string;

  @KeyField({ required: true, description: 'Private key of the API member.' })
  privateKey?: string;

  @KeyField({ required: true, description: 'Client id of the integration, from developer.connectwise.com.' })
  clientId?: string;

  @TextField({
    required: true,
    description: "Identifier of the MSP's own company in ConnectWise: tickets that belong to no customer go there.",
  })
  providerCompany?: string;

  @Section(() => TlsSection, { description: 'Trust for the certificate of an own server.' })
  tls?: TlsSection;

  @NumberField({ description: 'Rate budget for ConnectWise.', default: 8, min: 0.1, max: 100 })
  requestsPerSecond?: number;
}

export class ItGlueSection {
  @ChoiceField({ choices: ['us', 'eu', 'au'], description: 'Region of the account; or url.' })
  region?: 'us' | 'eu' | 'au';

  @TextField({ description: 'Address of the API, instead of region.' })
  url?: string;

  @KeyField({ required: true, description: 'API key, created without password access.' })
  apiKey?: string;

  @NumberField({
    description: 'Rate budget for IT Glue; the vendor allows ten at most.',
    default: 6,
    min: 0.1,
    max: 10,
  })
  requestsPerSecond?: number;
}
