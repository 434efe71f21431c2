import type { ToolAnnotations } from '@modelcontextprotocol/server';
import {
  cancelBulkOperation,
  createEndpoint,
  createEventType,
  deleteEndpoint,
  deleteEventType,
  getBulkOperation,
  getDelivery,
  getEndpoint,
  getEvent,
  getEventType,
  listBulkOperations,
  listDeliveries,
  listEndpoints,
  listEvents,
  listEventTypes,
  publishEvent,
  recoverEndpoint,
  replayDeliveries,
  replayDelivery,
  rotateSecret,
  sendTest,
  updateEndpoint,
  updateEventType,
  type Operation,
} from '@postrider/contracts';

/** Only reads. */
const reads: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};
/** Creates something and removes nothing. */
const adds: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: false,
};
/** Overwrites or removes something; a second call changes nothing. */
const overwrites: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: true,
  openWorldHint: false,
};
/** Sends requests to receivers. */
const sends: ToolAnnotations = { ...adds, openWorldHint: true };

export interface ToolOperation {
  readonly operation: Operation;
  readonly annotations: ToolAnnotations;
}

/**
 * The operations that are tools. Not a tool: `publish_webhook_events`, which is for producers; the keys, since an agent
 * should not extend its own permissions; and the operations for dashboard pages, since lists contain more.
 */
export const toolOperations: readonly ToolOperation[] = [
  { operation: listEndpoints, annotations: reads },
  { operation: getEndpoint, annotations: reads },
  { operation: createEndpoint, annotations: adds },
  { operation: updateEndpoint, annotations: overwrites },
  { operation: deleteEndpoint, annotations: overwrites },
  // Each call creates a secret, and lets the previous one expire.
  { operation: rotateSecret, annotations: { ...overwrites, idempotentHint: false } },
  { operation: sendTest, annotations: sends },
  { operation: listDeliveries, annotations: reads },
  { operation: getDelivery, annotations: reads },
  { operation: replayDelivery, annotations: sends },
  { operation: replayDeliveries, annotations: sends },
  { operation: recoverEndpoint, annotations: { ...sends, idempotentHint: true } },
  { operation: listBulkOperations, annotations: reads },
  { operation: getBulkOperation, annotations: reads },
  // The remaining work can be started again.
  { operation: cancelBulkOperation, annotations: { ...adds, idempotentHint: true } },
  { operation: publishEvent, annotations: sends },
  { operation: listEvents, annotations: reads },
  { operation: getEvent, annotations: reads },
  { operation: listEventTypes, annotations: reads },
  { operation: getEventType, annotations: reads },
  { operation: createEventType, annotations: adds },
  { operation: updateEventType, annotations: overwrites },
  { operation: deleteEventType, annotations: overwrites },
];
