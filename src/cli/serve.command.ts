import { createServiceLog } from '../web/service-log';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { openParts, readConfig } from './open-bridge';
import { startService } from './start-service';
import { waitForStop } from './wait-for-stop';

/** `serve`: schedules, HTTP and metrics, until Ctrl-C or SIGTERM. */
export async function serveCommand(options: CommonOptions, context: CliContext, output: CliOutput): Promise<ExitCode> {
  const parts = await openParts(readConfig(options, context));
  const log = createServiceLog({
    write: context.terminal.err,
    redactor: parts.redactor,
    isInteractive: context.terminal.isInteractive,
    now: () => new Date(parts.clock.wallMs()),
  });
  const service = await startService(parts, log);
  try {
    output.line(`Serving ${parts.config.installation} at ${service.address} — Ctrl-C ends it.`);
    output.documentLine({ address: service.address, installation: parts.config.installation });
    log.write('info', 'service started', { address: service.address });
    service.startSchedules({ firstPass: true });
    await waitForStop(context.stop);
    log.write('info', 'service stops');
    return 0;
  } finally {
    await service.stop();
  }
}
