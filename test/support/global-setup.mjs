import { startPostgres } from './postgres-server.mjs';

/** One server for the whole run; every spec file makes databases of its own on it. */
export default async function globalSetup() {
  const server = await startPostgres();
  process.env.TEST_POSTGRES_URL = server.url;
  globalThis.__stopPostgres = server.stop;
}
