import * as z from 'zod';
import { actorKinds } from '../domain-events.js';

/** Who asked for a change. */
export const CallActor = z.object({
  via: z
    .enum(actorKinds)
    .describe('The API, the dashboard, an agent (MCP), the command line, or a customer in the portal.'),
  key_id: z.string().nullable().describe('Id of the key; null for an operator in the dashboard and for a customer.'),
  portal_session_id: z.string().optional().describe('Id of the portal session (`pst_…`) of a customer.'),
  oauth_grant_id: z.string().optional().describe('Id of the OAuth grant (`oag_…`) of an agent that has no key.'),
  oauth_client_name: z.string().optional().describe('What the client of the grant calls itself.'),
  key_name: z.string().nullable().describe('Name of the key.'),
});
