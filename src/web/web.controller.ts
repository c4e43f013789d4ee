import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CLOCK } from '../config/config.tokens';
import type { Clock } from '../kernel/clock';
import { Metrics } from './metrics';
import { Readiness } from './readiness';
import { renderDashboard, STYLE } from './render-dashboard';
import { StatusReader, type BridgeStatus } from './status-reader';

/** What a service answers over HTTP. Reads only: whoever reaches the port can change nothing. */
@Controller()
export class WebController {
  constructor(
    private readonly metrics: Metrics,
    private readonly readiness: Readiness,
    private readonly status: StatusReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  async dashboard(): Promise<string> {
    return renderDashboard(await this.status.read(this.clock.now()));
  }

  @Get('style.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style(): string {
    return STYLE;
  }

  @Get('api/status')
  apiStatus(): Promise<BridgeStatus> {
    return this.status.read(this.clock.now());
  }

  /** The process is there; whether it does its work is /readyz. */
  @Get('healthz')
  health(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(@Res() response: Response): Promise<void> {
    const checks = await this.readiness.check();
    const ready = checks.every((check) => check.ok);
    response.status(ready ? 200 : 503).json({ ready, checks });
  }

  @Get('metrics')
  async metricsText(@Res() response: Response): Promise<void> {
    response.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
