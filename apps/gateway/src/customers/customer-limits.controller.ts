import { Controller, Inject } from '@nestjs/common';
import { getCustomerLimits, updateCustomerLimits, type CustomerLimits, type Settings } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { CommandRunner } from '../commands/command-runner.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { DATABASE, SETTINGS } from '../tokens.js';
import { changeCustomerLimits, loadCustomerLimits, type OwnLimits } from './customer-limit-store.js';
import { appliedLimits } from './customer-view.js';

@Controller()
export class CustomerLimitsController {
  constructor(
    private readonly runner: CommandRunner,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'customers'>,
  ) {}

  @Route(getCustomerLimits)
  async get(@Input() { caller }: InputOf<typeof getCustomerLimits>) {
    return this.#view(await loadCustomerLimits(this.database, caller.organization_id));
  }

  @Route(updateCustomerLimits)
  update(
    @Input() { request, body: { rate_limit, publish_limit, max_endpoints } }: InputOf<typeof updateCustomerLimits>,
  ) {
    const changes = {
      ...(rate_limit !== undefined && { rate_limit }),
      ...(publish_limit !== undefined && { publish_limit }),
      ...(max_endpoints !== undefined && { max_endpoints }),
    };
    return this.runner.run(request, async (sql, { organization_id }) => ({
      body: this.#view(await changeCustomerLimits(sql, organization_id, changes)),
    }));
  }

  #view(own: OwnLimits): CustomerLimits {
    return { ...own, limits: appliedLimits([{ source: 'organization', limits: own }], this.settings) };
  }
}
