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

/** Only reads what Postrider has. */
const reads: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};
/** Makes something new, and takes nothing away. */
const adds: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: false,
};
/** Overwrites or ends what was there; a second time changes nothing more. */
const overwrites: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: true,
  openWorldHint: false,
};
/** Makes requests go out to receivers. */
const sends: ToolAnnotations = { ...adds, openWorldHint: true };

export interface ToolOperation {
  readonly operation: Operation;
  readonly annotations: ToolAnnotations;
}

/**
 * The operations that are tools, under their own names. Not the batch of `publish_webhook_events`: it is for producers,
 * who have the SDK, and an agent that publishes does it to try something out. Not the keys: who makes an agent a key
 * decides what it may do. Not what pages are drawn from: lists tell an agent more.
 */
export const toolOperations: readonly ToolOperation[] = [
  { operation: listEndpoints, annotations: reads },
  { operation: getEndpoint, annotations: reads },
  { operation: createEndpoint, annotations: adds },
  { operation: updateEndpoint, annotations: overwrites },
  { operation: deleteEndpoint, annotations: overwrites },
  // Each call makes another secret, and ends an older one in a day.
  { operation: rotateSecret, annotations: { ...overwrites, idempotentHint: false } },
  { operation: sendTest, annotations: sends },
  { operation: listDeliveries, annotations: reads },
  { operation: getDelivery, annotations: reads },
  { operation: replayDelivery, annotations: sends },
  { operation: replayDeliveries, annotations: sends },
  { operation: recoverEndpoint, annotations: { ...sends, idempotentHint: true } },
  { operation: listBulkOperations, annotations: reads },
  { operation: getBulkOperation, annotations: reads },
  // What is left of it can be asked for again.
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
