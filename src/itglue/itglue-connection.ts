import type { ItGlueClient } from './itglue.client';

/** IT Glue may be left out of the configuration; then there is no client, and nothing pretends that there is. */
export class ItGlueConnection {
  constructor(readonly client: ItGlueClient | null) {}
}
