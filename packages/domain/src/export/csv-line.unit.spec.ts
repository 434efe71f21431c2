import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv-line.js';

describe('a line of a CSV file', () => {
  it('has its cells between commas, and nothing for null', () => {
    expect(csvLine(['whd_1', 3, false, null, 'budget.exceeded'])).toBe('whd_1,3,false,,budget.exceeded\r\n');
  });

  it('quotes a cell with a comma, a quote or a line break', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\r\nlines'])).toBe('"a,b","say ""hi""","two\r\nlines"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('lets no spreadsheet run %j', (text) => {
    expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
  });

  it('leaves a number a number', () => {
    expect(csvLine([-1])).toBe('-1\r\n');
  });
});
