import type { Answer, Call } from '../call';
import { KEY_PATTERN, signingKey } from '../callbacks/render-callback';
import { answerRecord } from '../query/answer-list';
import { CALLBACK_RULES } from '../rules/callback-rules';
import { ENTITIES } from '../schema/entities';
import { replaceRecord } from '../write/save-record';
import { getRecord, resourceRoutes, type Resource } from './resource';
import type { Route } from './route';

const CALLBACKS: Resource = {
  entity: 'callback',
  path: '/system/callbacks',
  right: 'Callbacks',
  writes: ['create', 'patch', 'delete'],
  rules: CALLBACK_RULES,
};

/** Callbacks, and the key that their messages are signed with. */
export const CALLBACK_ROUTES: readonly Route[] = [
  ...resourceRoutes(CALLBACKS),
  { method: 'PUT', pattern: '/system/callbacks/{id}', right: ['Callbacks', 'edit'], run: replaceCallback },
  {
    method: 'GET',
    pattern: KEY_PATTERN,
    openBy: 'callbackKeyNeedsLogin',
    run: ({ tenant }) => ({ status: 200, body: { signing_key: signingKey(tenant) } }),
  },
];

function replaceCallback(call: Call): Answer {
  const record = getRecord(call, CALLBACKS, 'edit');
  replaceRecord(call, { entity: ENTITIES.callback, rules: CALLBACK_RULES }, record);
  return answerRecord(call, ENTITIES.callback, record);
}
