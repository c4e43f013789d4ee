import type { Answer, Call } from '../call';
import type { Route } from './route';

/** `/system/info`; whether it wants credentials is a switch, looked at before the route runs. */
export const SYSTEM_INFO_PATTERN = '/system/info';

export const SYSTEM_ROUTES: readonly Route[] = [{ method: 'GET', pattern: SYSTEM_INFO_PATTERN, run: systemInfo }];

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
