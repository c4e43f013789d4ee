import { fieldTable, flags, integers, texts } from './field-table';

export const CALLBACK_FIELDS = fieldTable(
  {
    ...integers('id'),
    ...texts({ description: 100, url: 0 }),
    ...integers('objectId'),
    ...texts({ type: 0, level: 0 }),
    ...integers('memberId'),
    ...texts({ payloadVersion: 0 }),
    ...flags('inactiveFlag isSoapCallbackFlag isSelfSuppressedFlag'),
    ...texts({ connectWiseID: 0 }),
  },
  { required: ['url', 'objectId', 'type', 'level'], computed: ['memberId', 'connectWiseID'] },
);
