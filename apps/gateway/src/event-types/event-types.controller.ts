import { Controller } from '@nestjs/common';
import { eventTypes, listEventTypes, type EventTypeDefinition } from '@postrider/contracts';
import { Input, Route, type InputOf } from '../http/operation-route.js';

@Controller()
export class EventTypesController {
  @Route(listEventTypes)
  list(@Input(listEventTypes) _input: InputOf<typeof listEventTypes>): { data: readonly EventTypeDefinition[] } {
    return { data: eventTypes };
  }
}
