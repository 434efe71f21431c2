import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';

import type { DeliveryDetail, FailureReason } from '@postrider/contracts';
import { Receiver } from '@postrider/testing';

import { onlyDelivery } from './api.js';
import { type Postrider, startPostrider } from './postrider.js';
import { type Answer, RawServer } from './raw-server.js';

export const attemptTimeoutMs = 1_000;
const hostileType = 'api_key.revoked';
const healthyType = 'budget.exceeded';

/** A Postrider whose first failed attempt is the last, between hostile receivers and a healthy one. */
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

  /** What every test leaves: no hostile receiver. */
  async stopServers(): Promise<void> {
    await Promise.all(this.#servers.splice(0).map((server) => server.stop()));
  }

  async server(answer: Answer, connected?: (socket: Socket) => void): Promise<RawServer> {
    const server = await RawServer.start(answer, connected);
    this.#servers.push(server);
    return server;
  }

  subscribe(url: string): Promise<{ id: string }> {
    return this.postrider.manage.createEndpoint({ url, event_types: [hostileType] });
  }

  /** `count` deliveries at once to each of the endpoints that are there. */
  async publish(count: number): Promise<void> {
    await this.postrider.project.publishBatch(Array.from({ length: count }, () => ({ type: hostileType, data: {} })));
  }

  /** The only delivery to the URL, when it has ended; and the dispatcher still delivers to others. */
  async attempt(url: string, data: object = {}): Promise<DeliveryDetail> {
    const { manage, project } = this.postrider;
    const { id } = await this.subscribe(url);
    const delivery = await manage.settled(onlyDelivery(await project.publish(hostileType, data)));
    await manage.deleteEndpoint(id);
    await this.expectHealthy();
    return delivery;
  }

  async expectHealthy(): Promise<void> {
    const { manage, project } = this.postrider;
    const delivery = await manage.settled(onlyDelivery(await project.publish(healthyType)));
    expect(delivery).toMatchObject({ status: 'delivered', attempt_count: 1 });
  }

  async attemptAnsweredBy(answer: Answer): Promise<DeliveryDetail> {
    return this.attempt((await this.server(answer)).url());
  }
}

/** A ground for the tests of a file; what is hostile on it ends with each test. */
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

/** What the API shows of a delivery whose only attempt failed without an answer. */
export function unanswered(failure_reason: FailureReason, because: string): object {
  const error = expect.stringMatching(new RegExp(`^${failure_reason}: ${because}`));
  const attempts = [{ number: 1, response_status: null, response_body: null, error }];
  return { status: 'failed', failure_reason, response_status: null, response_body: null, attempts };
}

export function answered(status: 'delivered' | 'failed', response_status: number, response_body: string): object {
  return { status, response_status, response_body, attempts: [{ number: 1, response_status, response_body }] };
}

/** Answers with the bytes, and keeps the connection. */
export const writes =
  (bytes: string | Uint8Array): Answer =>
  (socket) =>
    socket.write(bytes);

/** Answers with the bytes, and closes the connection. */
export const ends =
  (bytes: string | Uint8Array): Answer =>
  (socket) =>
    socket.end(bytes);

/** Answers with the bytes, and resets the connection. */
export const resets =
  (bytes: string): Answer =>
  (socket) => {
    socket.write(bytes, () => socket.resetAndDestroy());
  };

/** Answers with the beginning, then with the piece again and again, as fast as it is read. */
export const floods =
  (beginning: string, piece: string): Answer =>
  (socket) => {
    const write = (): void => {
      if (socket.destroyed) return;
      if (socket.write(piece)) setImmediate(write);
      else socket.once('drain', write);
    };
    socket.write(beginning);
    write();
  };

/** Answers with the beginning, then slowly with the pieces, until there are none or the connection is closed. */
export const drips =
  (beginning: string, pieces: Iterable<string>): Answer =>
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
