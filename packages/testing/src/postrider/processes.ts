import { freePort } from '../free-port.js';
import { Admin, type Bootstrapped } from './admin.js';
import type { Environment } from './environment.js';
import { programs as ownPrograms, type Programs } from './programs.js';
import { type App, Service } from './service.js';

/** The gateways and dispatchers of one Postrider, each on a free port, and its admin commands. */
export class Processes {
  readonly admin: Admin;
  readonly #services: Service[] = [];

  constructor(
    readonly env: Environment,
    private readonly flagsOf: (app: App) => readonly string[] = () => [],
    private readonly programs: Programs = ownPrograms,
  ) {
    this.admin = new Admin(env, this.programs.admin);
  }

  /** Migrates an empty database and returns the keys of its first organization. */
  async setUp(): Promise<Bootstrapped> {
    await this.admin.migrate();
    const bootstrapped = await this.admin.bootstrap();
    if (!bootstrapped) throw new Error('the database already has an organization');
    return bootstrapped;
  }

  /** Returns a service that is not started. */
  async create(app: App, settings: Environment = {}): Promise<Service> {
    const env = { ...this.env, ...settings };
    const service = new Service({
      app,
      env,
      port: await freePort(),
      flags: this.flagsOf(app),
      programs: this.programs,
    });
    this.#services.push(service);
    return service;
  }

  async start(app: App, settings?: Environment): Promise<Service> {
    const service = await this.create(app, settings);
    await service.start();
    return service;
  }

  /** Stops what runs. */
  async end(): Promise<void> {
    await Promise.all(this.#services.map((service) => service.end()));
  }

  async kill(): Promise<void> {
    await Promise.all(this.#services.filter(({ isStarted }) => isStarted).map((service) => service.kill()));
  }
}
