import type { PostriderOptions } from './options.js';
import { Deliveries } from './resources/deliveries.js';
import { Endpoints } from './resources/endpoints.js';
import { EventTypes } from './resources/event-types.js';
import { Events } from './resources/events.js';
import { Operations } from './resources/operations.js';
import { Transport } from './transport.js';

/**
 * A client of one Postrider and one key. Calls reject with a PostriderError, and with the reason of a signal that aborts
 * them; what is wrong before anything is sent is a TypeError.
 */
export class Postrider {
  readonly endpoints: Endpoints;
  readonly deliveries: Deliveries;
  readonly events: Events;
  readonly eventTypes: EventTypes;
  readonly operations: Operations;

  constructor(options: PostriderOptions) {
    const transport = new Transport(options);
    this.endpoints = new Endpoints(transport);
    this.deliveries = new Deliveries(transport);
    this.events = new Events(transport);
    this.eventTypes = new EventTypes(transport);
    this.operations = new Operations(transport);
  }
}
