import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  defaultPortalSettings,
  type listPortalSessions,
  type PortalSettings,
  type PortalView,
  type QueryOf,
} from '@postrider/contracts';
import { portalSessionTable, type Database, type PortalSessionRow } from '@postrider/event-store';
import { Raw, Repository } from 'typeorm';
import type { FoundPortalSession } from '../auth/portal/portal-sessions.js';
import { requireCustomerId } from '../customers/customer-store.js';
import { findPage } from '../queries/find-page.js';
import { DATABASE } from '../tokens.js';
import { portalSessionView } from './portal-session-view.js';
import { findPortal } from './portal-settings-store.js';

@Injectable()
export class PortalQueries {
  constructor(
    @InjectRepository(portalSessionTable) private readonly sessions: Repository<PortalSessionRow>,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  async settings(organizationId: string): Promise<PortalSettings> {
    return (await findPortal(this.database, organizationId))?.settings ?? defaultPortalSettings;
  }

  async list(organization_id: string, reference: string, page: QueryOf<typeof listPortalSessions>) {
    const customer_id = await requireCustomerId(this.database, { organization_id, reference });
    const current = { organization_id, customer_id, expires_at: Raw((column) => `${column} > now()`) };
    const { data, next_cursor } = await findPage(this.sessions, current, { kind: 'portalSession', ...page });
    return { data: data.map(portalSessionView), next_cursor };
  }

  /** What the page shows of its session. */
  async view({ organization_id, customer, capabilities, ...session }: FoundPortalSession): Promise<PortalView> {
    const found = await findPortal(this.database, organization_id);
    const settings = found?.settings ?? defaultPortalSettings;
    return {
      organization: { id: organization_id, name: settings.name ?? found?.organization ?? '' },
      customer,
      capabilities: [...capabilities],
      expires_at: session.expires_at.toISOString(),
      return_url: session.return_url,
      theme: session.theme ?? settings.theme,
      logo_url: settings.logo_url,
      accent_color: settings.accent_color,
    };
  }
}
