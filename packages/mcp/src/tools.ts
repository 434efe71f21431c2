import type { ToolAnnotations } from '@modelcontextprotocol/server';
import * as api from '@postrider/contracts';

// An absent hint has the protocol's default: not read-only, destructive, not idempotent, open world.

/** Only reads. The world is open: results contain text of producers and receivers. */
export const reads: ToolAnnotations = { readOnlyHint: true };
/** Creates something and removes nothing. */
const adds: ToolAnnotations = { destructiveHint: false, openWorldHint: false };
/** Overwrites or removes something; a second call changes nothing. */
const overwrites: ToolAnnotations = { idempotentHint: true, openWorldHint: false };
/** Sends requests to receivers. */
const sends: ToolAnnotations = { destructiveHint: false };

export interface ToolOperation {
  readonly operation: api.Operation;
  /** One sentence for a model. The API's own description is for a reader. */
  readonly description: string;
  readonly annotations: ToolAnnotations;
}

/**
 * The operations that are tools. Not a tool: `publish_webhook_events`, which is for producers; the keys, since an agent
 * should not extend its own permissions, nor the OAuth grants; the portal, since a session's token is a credential for a
 * customer, and its settings say who may show it; the browser origins, since they open the API to pages; the contacts, since
 * an agent should not write to people; and the other operations for
 * dashboard pages, since lists contain more.
 */
export const toolOperations: readonly ToolOperation[] = [
  {
    operation: api.getOverview,
    description: 'What is failing: endpoints, reasons, backlog and success rates of a range (default 1h).',
    annotations: reads,
  },
  { operation: api.listEndpoints, description: 'Lists endpoints.', annotations: reads },
  { operation: api.getEndpoint, description: 'Returns an endpoint.', annotations: reads },
  {
    operation: api.createEndpoint,
    description: 'Creates an endpoint and returns its signing secret, once.',
    annotations: adds,
  },
  {
    operation: api.updateEndpoint,
    description: 'Changes fields of an endpoint. active: false fails its pending deliveries.',
    annotations: overwrites,
  },
  {
    operation: api.deleteEndpoint,
    description: 'Deletes an endpoint and fails its pending deliveries.',
    annotations: overwrites,
  },
  {
    operation: api.rotateSecret,
    description: 'Makes a new signing secret and returns it, once. The old one also signs for 24 hours by default.',
    // Each call creates a secret, and lets the previous one expire.
    annotations: { openWorldHint: false },
  },
  {
    operation: api.expirePreviousSecrets,
    description: 'Ends the old signing secrets of an endpoint now.',
    annotations: overwrites,
  },
  {
    operation: api.getEndpointHistory,
    description: 'Lists the changes of an endpoint, and who made them.',
    annotations: reads,
  },
  { operation: api.listCustomers, description: 'Lists customers.', annotations: reads },
  { operation: api.getCustomer, description: 'Returns a customer with its limits.', annotations: reads },
  {
    operation: api.putCustomer,
    description: 'Creates a customer, or replaces all its fields: those not given get their default.',
    annotations: overwrites,
  },
  { operation: api.updateCustomer, description: 'Changes fields of a customer.', annotations: overwrites },
  {
    operation: api.deleteCustomer,
    description: 'Deletes a customer with its endpoints.',
    annotations: overwrites,
  },
  {
    operation: api.sendTest,
    description: "Sends a test event, by default with the type's example data.",
    annotations: sends,
  },
  { operation: api.listDeliveries, description: 'Lists deliveries that match all filters.', annotations: reads },
  {
    operation: api.getDelivery,
    description:
      'Returns a delivery with payload, last response and attempts. To find out what went wrong, explain it.',
    annotations: reads,
  },
  {
    operation: api.replayDelivery,
    description: 'Sends a delivery again now, with new retries.',
    annotations: sends,
  },
  {
    operation: api.replayDeliveries,
    description: 'Sends all deliveries that match again, in the background.',
    annotations: sends,
  },
  {
    operation: api.recoverEndpoint,
    description: 'Sends the events that the endpoint missed since a time.',
    annotations: { ...sends, idempotentHint: true },
  },
  { operation: api.listBulkOperations, description: 'Lists bulk replays, recoveries and exports.', annotations: reads },
  { operation: api.getBulkOperation, description: 'Returns the progress of a bulk operation.', annotations: reads },
  {
    operation: api.cancelBulkOperation,
    description: 'Stops a bulk operation.',
    // The remaining work can be started again.
    annotations: { ...adds, idempotentHint: true },
  },
  {
    operation: api.publishEvent,
    description: 'Publishes an event to all subscribed endpoints.',
    annotations: sends,
  },
  {
    operation: api.listEvents,
    description: 'Lists events, or finds them by a value in their data.',
    annotations: reads,
  },
  { operation: api.getEvent, description: 'Returns an event with its data and deliveries.', annotations: reads },
  { operation: api.getSearchablePaths, description: 'Lists the paths by which data finds events.', annotations: reads },
  { operation: api.updateSearchablePaths, description: 'Replaces the searchable paths.', annotations: overwrites },
  {
    operation: api.getRequestFormat,
    description: 'Returns header names and signatures of requests to receivers.',
    annotations: reads,
  },
  {
    operation: api.updateRequestFormat,
    description: 'Changes the request format, or with preset replaces it.',
    annotations: overwrites,
  },
  { operation: api.listEventTypes, description: 'Lists event types.', annotations: reads },
  {
    operation: api.getEventType,
    description: 'Returns an event type with example and JSON Schema.',
    annotations: reads,
  },
  { operation: api.createEventType, description: 'Creates an event type.', annotations: adds },
  { operation: api.updateEventType, description: 'Changes fields of an event type.', annotations: overwrites },
  { operation: api.deleteEventType, description: 'Deletes an event type.', annotations: overwrites },
];
