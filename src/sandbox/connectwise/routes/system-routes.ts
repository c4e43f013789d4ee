import type { Answer, Call } from '../call';
import type { Route } from './route';

/** `/system/info`; whether it wants credentials is a switch. */
export const SYSTEM_ROUTES: readonly Route[] = [
  { method: 'GET', pattern: '/system/info', openBy: 'systemInfoNeedsLogin', run: systemInfo },
];

function systemInfo({ tenant }: Call): Answer {
  const { data } = tenant;
  return {
    status: 200,
    body: {
      version: tenant.version,
      isCloud: data.isCloud,
      serverTimeZone: data.serverTimeZone,
      licenseBits: [{ name: 'ConnectWiseRestApi', activeFlag: true }],
      ...(data.cloudRegion === undefined ? {} : { cloudRegion: data.cloudRegion }),
      maxWorkFlowRecordsAllowed: 1000,
    },
  };
}
