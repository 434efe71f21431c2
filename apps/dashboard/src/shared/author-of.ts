import type { EndpointHistoryEntry } from '@postrider/contracts';
import { t } from '../texts/texts.js';

type Actor = EndpointHistoryEntry['actor'];

/** Who made a change: the key and the program, or Postrider. */
export function authorOf(actor: Actor): string {
  if (actor === null) return 'Postrider';
  const { via, key_id, key_name, oauth_client_name } = actor;
  const client = oauth_client_name ?? t(($) => $.endpoints.history.clients[via]);
  if (key_id === null) return t(($) => $.endpoints.history.operator, { client });
  return t(($) => $.endpoints.history.key, { key: key_name ?? key_id, client });
}
