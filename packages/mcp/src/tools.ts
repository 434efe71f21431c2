import type { ToolAnnotations } from '@modelcontextprotocol/server';
import * as api from '@postrider/contracts';

/** Creates something and removes nothing. */
const adds: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: false,
};
/** Only reads. */
const reads: ToolAnnotations = { ...adds, readOnlyHint: true, idempotentHint: true };
/** Overwrites or removes something; a second call changes nothing. */
const overwrites: ToolAnnotations = { ...adds, destructiveHint: true, idempotentHint: true };
/** Sends requests to receivers. */
const sends: ToolAnnotations = { ...adds, openWorldHint: true };

export interface ToolOperation {
  readonly operation: api.Operation;
  readonly annotations: ToolAnnotations;
}

/**
 * The operations that are tools. Not a tool: `publish_webhook_events`, which is for producers; the keys, since an agent
 * should not extend its own permissions; the portal, since a session's token is a credential for a customer, and its
 * settings say who may show it; the contacts, since an
 * agent should not write to people; and the operations for dashboard pages, since lists contain more.
 */
export const toolOperations: readonly ToolOperation[] = [
  { operation: api.listEndpoints, annotations: reads },
  { operation: api.getEndpoint, annotations: reads },
  { operation: api.createEndpoint, annotations: adds },
  { operation: api.updateEndpoint, annotations: overwrites },
  { operation: api.deleteEndpoint, annotations: overwrites },
  // Each call creates a secret, and lets the previous one expire.
  { operation: api.rotateSecret, annotations: { ...overwrites, idempotentHint: false } },
  { operation: api.expirePreviousSecrets, annotations: overwrites },
  { operation: api.getEndpointHistory, annotations: reads },
  { operation: api.listCustomers, annotations: reads },
  { operation: api.getCustomer, annotations: reads },
  // Fields that are not given get their default.
  { operation: api.putCustomer, annotations: overwrites },
  { operation: api.updateCustomer, annotations: overwrites },
  { operation: api.deleteCustomer, annotations: overwrites },
  { operation: api.sendTest, annotations: sends },
  { operation: api.listDeliveries, annotations: reads },
  { operation: api.getDelivery, annotations: reads },
  { operation: api.replayDelivery, annotations: sends },
  { operation: api.replayDeliveries, annotations: sends },
  { operation: api.recoverEndpoint, annotations: { ...sends, idempotentHint: true } },
  { operation: api.listBulkOperations, annotations: reads },
  { operation: api.getBulkOperation, annotations: reads },
  // The remaining work can be started again.
  { operation: api.cancelBulkOperation, annotations: { ...adds, idempotentHint: true } },
  { operation: api.publishEvent, annotations: sends },
  { operation: api.listEvents, annotations: reads },
  { operation: api.getEvent, annotations: reads },
  { operation: api.getSearchablePaths, annotations: reads },
  { operation: api.updateSearchablePaths, annotations: overwrites },
  { operation: api.getRequestFormat, annotations: reads },
  { operation: api.updateRequestFormat, annotations: overwrites },
  { operation: api.listEventTypes, annotations: reads },
  { operation: api.getEventType, annotations: reads },
  { operation: api.createEventType, annotations: adds },
  { operation: api.updateEventType, annotations: overwrites },
  { operation: api.deleteEventType, annotations: overwrites },
];
