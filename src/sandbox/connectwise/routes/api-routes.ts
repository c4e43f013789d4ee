import { BUNDLE_ROUTES } from './bundle-routes';
import { CALLBACK_ROUTES } from './callback-routes';
import { resourceRoutes } from './resource';
import { RESOURCES } from './resources';
import type { Route } from './route';
import { SYSTEM_ROUTES } from './system-routes';
import { TICKET_CONFIGURATION_ROUTES } from './ticket-configurations';
import { TICKET_ROUTES } from './ticket-routes';

/** Every operation that the stand-in serves below `/apis/3.0`. */
export const API_ROUTES: readonly Route[] = [
  ...RESOURCES.flatMap(resourceRoutes),
  ...TICKET_ROUTES,
  ...TICKET_CONFIGURATION_ROUTES,
  ...BUNDLE_ROUTES,
  ...CALLBACK_ROUTES,
  ...SYSTEM_ROUTES,
];
