import { messageNames } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { MessageEmitters } from './message-emitters.js';
import { MessageServer } from './message-server.js';

const redisUrl = 'redis://127.0.0.1:1';
const handle = () => Promise.resolve();

function serverWith(names: readonly string[]): MessageServer {
  const server = new MessageServer(redisUrl, 'test');
  for (const name of names) server.addHandler(name, handle, true);
  return server;
}

describe('an app', () => {
  it('has a handler for each of its messages', () => {
    const names = messageNames('gateway', 'handledBy');
    serverWith(names).requireHandlers('gateway');
    expect(() => {
      serverWith(names.slice(1)).requireHandlers('gateway');
    }).toThrow(`message ${names[0] ?? ''} has no handler in this app`);
  });

  it('has no handler for messages of other apps, nor for unknown ones', () => {
    const names = messageNames('dispatcher', 'handledBy');
    for (const other of ['events.published', 'nothing.happened']) {
      expect(() => {
        serverWith([...names, other]).requireHandlers('dispatcher');
      }).toThrow(`message ${other} must not have a handler in this app`);
    }
  });

  it('has an emitter for each of its messages', () => {
    const emitters = new MessageEmitters(redisUrl, 'test');
    expect(() => {
      emitters.requireEmitters('dispatcher');
    }).toThrow('message deliveries.recorded has no emitter in this app');
    emitters.batchedEmitter('deliveries.recorded');
    emitters.requireEmitters('dispatcher');
  });
});
