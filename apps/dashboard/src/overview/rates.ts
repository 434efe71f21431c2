import { locale } from '../texts/language.js';
import { t } from '../texts/texts.js';

const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** To a tenth below 10. */
export const number = (value: number): string => numbers.format(value >= 10 ? Math.round(value) : value);

/** "20 a minute", while there was traffic; undefined without any. */
export function rateWhileActive(total: number, activeSeconds: number): string | undefined {
  if (activeSeconds === 0) return undefined;
  return perMinute((total * 60) / activeSeconds);
}

function perMinute(rate: number): string {
  if (rate > 0 && rate < 1) return t(($) => $.overview.figures.lessThanOne);
  return t(($) => $.overview.figures.aMinute, { rate: number(rate) });
}
