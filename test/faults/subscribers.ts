import { type Behavior, type ReceivedRequest, Receiver } from '@postrider/testing';

import { Random } from './random.js';

export const subscriberNames = ['healthy', 'failing', 'hanging'] as const;
export type SubscriberName = (typeof subscriberNames)[number];

/** A request that a receiver got. */
export interface Sighting {
  readonly event: string;
  readonly delivery: string;
  readonly attempt: number;
  readonly arrivedAt: number;
  /** Whether the receiver responds with success, even if the sender is gone. */
  readonly accepted: boolean;
}

const path = '/hook';
/** Long enough for many requests to be in progress at any kill. */
const answerMs = { least: 50, most: 400 };

/** A healthy receiver, one that fails every third request, and one that lets every fiftieth request hang. */
const manners: Record<SubscriberName, (random: Random) => 'accept' | 'refuse' | 'hang'> = {
  healthy: () => 'accept',
  failing: (random) => (random.chance(1 / 3) ? 'refuse' : 'accept'),
  hanging: (random) => (random.chance(1 / 50) ? 'hang' : 'accept'),
};

/** A receiver that records its requests and responses. */
export class Subscriber {
  readonly sightings: Sighting[] = [];

  static async start(name: SubscriberName, seed: number): Promise<Subscriber> {
    return new Subscriber(name, await Receiver.start(), new Random(seed + subscriberNames.indexOf(name)));
  }

  private constructor(
    readonly name: SubscriberName,
    private readonly receiver: Receiver,
    private readonly random: Random,
  ) {
    receiver.on(path, (request) => this.#respond(request));
  }

  get url(): string {
    return this.receiver.url(path);
  }

  stop(): Promise<void> {
    return this.receiver.stop();
  }

  #respond({ headers, receivedAt }: ReceivedRequest): Behavior {
    const manner = manners[this.name](this.random);
    this.sightings.push({
      event: String(headers['webhook-id']),
      delivery: String(headers['x-modelux-delivery']),
      attempt: Number(headers['x-modelux-attempt']),
      arrivedAt: receivedAt.getTime(),
      accepted: manner === 'accept',
    });
    if (manner === 'hang') return 'hang';
    const delayMs = this.random.between(answerMs.least, answerMs.most);
    return { status: manner === 'accept' ? 200 : 503, delayMs };
  }
}
