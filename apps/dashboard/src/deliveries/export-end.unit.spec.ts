import { describe, expect, it } from '@jest/globals';
import { exportEnd } from './export-end.js';

const cursor = 'd2hkXzAx';

describe('the end of an export', () => {
  it('of lines of JSON is its last line', () => {
    const end = { deliveries: 1, next_cursor: cursor };
    const text = `${JSON.stringify({ id: 'whd_1' })}\n${JSON.stringify({ export: end })}\n`;
    expect(exportEnd(text, 'ndjson')).toEqual({ ...end, format: 'ndjson' });
  });

  it('of a table is counted, and has a line of its own only if it was cut', () => {
    const table = 'id,status\r\nwhd_1,failed\r\nwhd_2,failed\r\n';
    expect(exportEnd(table, 'csv')).toEqual({ deliveries: 2, next_cursor: null, format: 'csv' });
    expect(exportEnd(`${table}cut after 2 deliveries: continue with cursor=${cursor}\r\n`, 'csv')).toEqual({
      deliveries: 2,
      next_cursor: cursor,
      format: 'csv',
    });
  });

  it('is missing where the file broke off', () => {
    expect(() => exportEnd('{"id":"whd_1"}\n', 'ndjson')).toThrow('the export broke off');
  });
});
