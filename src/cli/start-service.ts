import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module, type DynamicModule } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule, type BridgeParts } from '../app.module';
import { isErrnoException } from '../config/errno';
import { OperatorError } from '../kernel/operator-error';
import type { RunReport } from '../reconciliation/run-report';
import { PASS_LISTENER, type PassListener } from '../scheduling/pass-listener';
import { PassScheduler } from '../scheduling/pass-scheduler';
import { Metrics } from '../web/metrics';
import { PassMonitor } from '../web/pass-monitor';
import type { ServiceLog } from '../web/service-log';
import { WebModule } from '../web/web.module';

/** A bridge that answers over HTTP and, once told so, runs its streams when they are due. */
export interface Service {
  readonly app: INestApplication;
  /** Without a trailing slash. */
  readonly address: string;
  /** Counts a pass that was not started by the schedules. */
  count(report: RunReport): void;
  startSchedules(options: { readonly firstPass: boolean }): void;
  /** Lets the running change finish, then lets go of sockets and database. */
  stop(): Promise<void>;
}

/** Told to whoever schedules; global, because the scheduling module does not know who listens. */
@Module({})
class ListenerModule {
  static forListener(listener: PassListener): DynamicModule {
    return {
      module: ListenerModule,
      global: true,
      providers: [{ provide: PASS_LISTENER, useValue: listener }],
      exports: [PASS_LISTENER],
    };
  }
}

@Module({})
class ServiceModule {}

/** Takes over the database of the parts: it is closed with the service, also when the start fails. */
export async function startService(parts: BridgeParts, log: ServiceLog): Promise<Service> {
  try {
    const metrics = new Metrics();
    const app = await createApplication(parts, metrics, log);
    const address = await listen(app, parts.config.http);
    const scheduler = app.get(PassScheduler);
    return {
      app,
      address,
      count: (report) => {
        metrics.record(report);
      },
      startSchedules: (options) => {
        scheduler.start(options);
      },
      stop: async () => {
        await scheduler.stop();
        await app.close();
        await parts.database.close();
      },
    };
  } catch (error) {
    await parts.database.close();
    throw error;
  }
}

async function createApplication(
  parts: BridgeParts,
  metrics: Metrics,
  log: ServiceLog,
): Promise<NestExpressApplication> {
  const imports = [
    AppModule.forParts(parts),
    ListenerModule.forListener(new PassMonitor(metrics, log)),
    WebModule.withMetrics(metrics),
  ];
  const app = await NestFactory.create<NestExpressApplication>(
    { module: ServiceModule, imports },
    { logger: false, abortOnError: false, forceCloseConnections: true },
  );
  app.disable('x-powered-by');
  return app;
}

async function listen(app: INestApplication, { host, port }: { host: string; port: number }): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw isErrnoException(error) ? listenFailure(error, host, port) : error;
  }
  const server = app.getHttpServer() as Server;
  const { port: actual } = server.address() as AddressInfo;
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${shown}:${actual}`;
}

function listenFailure({ code }: NodeJS.ErrnoException, host: string, port: number): OperatorError {
  switch (code) {
    case 'EADDRINUSE':
      return new OperatorError(
        'port-busy',
        `Port ${port} of ${host} is in use by another process.`,
        'Set http.port in config/bridge.yaml to a free one, or end the other process.',
      );
    case 'EACCES':
      return new OperatorError(
        'port-refused',
        `This user may not listen on port ${port}.`,
        'Set http.port in config/bridge.yaml to one above 1023.',
      );
    default:
      return new OperatorError(
        'host-unusable',
        `The service cannot listen on ${host} (${code ?? 'unknown error'}).`,
        'Set http.host in config/bridge.yaml to an address of this machine.',
      );
  }
}
