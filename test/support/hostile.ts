import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';

import type { DeliveryDetail, FailureReason } from '@postrider/contracts';
import { Receiver } from '@postrider/testing';

import { onlyDelivery } from './api.js';
import { type Postrider, startPostrider } from './postrider.js';
import { type Responder, RawServer } from './raw-server.js';

export const attemptTimeoutMs = 1_000;
const hostileType = 'api_key.revoked';
const healthyType = 'budget.exceeded';

/** A Postrider without retries, a healthy receiver, and hostile ones. */
export class HostileGround {
  readonly #servers: RawServer[] = [];

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<HostileGround> {
    const bounds = { POSTRIDER_ATTEMPT_TIMEOUT_MS: String(attemptTimeoutMs), POSTRIDER_RETRY_HORIZON_MS: '1' };
    const [postrider, healthy] = await Promise.all([
      startPostrider({ settings: { ...bounds, ...settings } }),
      Receiver.start(),
    ]);
    await postrider.manage.createEndpoint({ url: healthy.url('/healthy'), event_types: [healthyType] });
    return new HostileGround(postrider, healthy);
  }

  private constructor(
    readonly postrider: Postrider,
    readonly healthy: Receiver,
  ) {}

  async end(): Promise<void> {
    await Promise.all([this.postrider.end(), this.healthy.stop()]);
    await this.stopServers();
  }

  /** Removes the hostile receivers of a test. */
  async stopServers(): Promise<void> {
    await Promise.all(this.#servers.splice(0).map((server) => server.stop()));
  }

  async server(respond: Responder, connected?: (socket: Socket) => void): Promise<RawServer> {
    const server = await RawServer.start(respond, connected);
    this.#servers.push(server);
    return server;
  }

  subscribe(url: string): Promise<{ id: string }> {
    return this.postrider.manage.createEndpoint({ url, event_types: [hostileType] });
  }

  /** Publishes `count` events at once to all endpoints. */
  async publish(count: number): Promise<void> {
    await this.postrider.project.publishBatch(Array.from({ length: count }, () => ({ type: hostileType, data: {} })));
  }

  /** Resolves with the only delivery to the URL when it is completed and the dispatcher still delivers to others. */
  async attempt(url: string, data: object = {}): Promise<DeliveryDetail> {
    const { manage, project } = this.postrider;
    const { id } = await this.subscribe(url);
    const delivery = await manage.completed(onlyDelivery(await project.publish(hostileType, data)));
    await manage.deleteEndpoint(id);
    await this.expectHealthy();
    return delivery;
  }

  async expectHealthy(): Promise<void> {
    const { manage, project } = this.postrider;
    const delivery = await manage.completed(onlyDelivery(await project.publish(healthyType)));
    expect(delivery).toMatchObject({ status: 'delivered', attempt_count: 1 });
  }

  async attemptAgainst(respond: Responder): Promise<DeliveryDetail> {
    return this.attempt((await this.server(respond)).url());
  }
}

/** The setup for the tests of a file. Hostile receivers are removed after each test. */
export function forAllHostileTests(
  settings: Readonly<Record<string, string>>,
  use: (ground: HostileGround) => void,
): void {
  let ground: HostileGround | undefined;
  beforeAll(async () => {
    ground = await HostileGround.start(settings);
    use(ground);
  });
  afterEach(() => ground?.stopServers());
  afterAll(() => ground?.end());
}

/** The delivery in the API after a single attempt without a response. */
export function withoutResponse(failure_reason: FailureReason, because: string): object {
  const error = expect.stringMatching(new RegExp(`^${failure_reason}: ${because}`));
  const attempts = [{ number: 1, response_status: null, response_body: null, error }];
  return { status: 'failed', failure_reason, response_status: null, response_body: null, attempts };
}

export function withResponse(status: 'delivered' | 'failed', response_status: number, response_body: string): object {
  return { status, response_status, response_body, attempts: [{ number: 1, response_status, response_body }] };
}

/** Sends the bytes and keeps the connection open. */
export const writes =
  (bytes: string | Uint8Array): Responder =>
  (socket) =>
    socket.write(bytes);

/** Sends the bytes and closes the connection. */
export const ends =
  (bytes: string | Uint8Array): Responder =>
  (socket) =>
    socket.end(bytes);

/** Sends the bytes and resets the connection. */
export const resets =
  (bytes: string): Responder =>
  (socket) => {
    socket.write(bytes, () => socket.resetAndDestroy());
  };

/** Sends the beginning, then repeats the piece as fast as it is read. */
export const floods =
  (beginning: string, piece: string): Responder =>
  (socket) => {
    const write = (): void => {
      if (socket.destroyed) return;
      if (socket.write(piece)) setImmediate(write);
      else socket.once('drain', write);
    };
    socket.write(beginning);
    write();
  };

/** Sends the beginning, then the pieces slowly, until the last one or until the connection is closed. */
export const drips =
  (beginning: string, pieces: Iterable<string>): Responder =>
  (socket) => {
    const drip = async (): Promise<void> => {
      socket.write(beginning);
      for (const piece of pieces) {
        await sleep(5);
        if (socket.destroyed) return;
        socket.write(piece);
      }
    };
    void drip();
  };

export function* forEver(piece: string): Generator<string, never> {
  for (;;) yield piece;
}
