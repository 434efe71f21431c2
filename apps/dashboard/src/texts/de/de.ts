import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';
import { api } from './api.js';
import { bulk } from './bulk.js';
import { charts } from './charts.js';
import { consent } from './consent.js';
import { contacts } from './contacts.js';
import { customers } from './customers.js';
import { deliveries } from './deliveries.js';
import { endpoints } from './endpoints.js';
import { eventTypes } from './event-types.js';
import { events } from './events.js';
import { firstSteps } from './first-steps.js';
import { keys } from './keys.js';
import { overview } from './overview.js';
import { parts } from './parts.js';
import { portal } from './portal.js';
import { publish } from './publish.js';
import { search } from './search.js';
import { settings } from './settings.js';
import { shared } from './shared.js';
import { shell } from './shell.js';
import { signIn } from './sign-in.js';

export const de: Translation<typeof en> = {
  api,
  bulk,
  charts,
  consent,
  contacts,
  customers,
  deliveries,
  endpoints,
  eventTypes,
  events,
  firstSteps,
  keys,
  overview,
  parts,
  portal,
  publish,
  search,
  settings,
  shared,
  shell,
  signIn,
};
