import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id } from './initial/types.js';
import { creating, type Table } from './table.js';

const browserOrigins: Table = {
  name: 'browser_origins',
  comment: 'Origins of the pages whose scripts may call the API of an organization.',
  columns: {
    origin: ['text NOT NULL', 'As browsers send it.'],
    organization_id: [`${id} NOT NULL REFERENCES organizations (id)`, 'Whose keys and portal tokens the page may use.'],
  },
  primaryKey: 'origin, organization_id',
  indexes: { browser_origins_listed: ['(organization_id)', 'The origins of an organization.'] },
};

export class BrowserOrigins1765200000000 implements MigrationInterface {
  name = 'BrowserOrigins1765200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of creating(browserOrigins)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE browser_origins');
  }
}
