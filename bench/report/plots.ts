import { init } from 'echarts';
import type { Series } from '../scenarios/scenario.ts';
import { colors, inBothThemes } from './themes.ts';

const size = { width: 900, height: 330 };
/** Two charts side by side. */
const grids = [0, 1].map((i) => ({ left: 75 + i * 455, top: 60, width: 345, height: 200 }));

interface Plot {
  /** Column and label of the horizontal axis. */
  x: readonly [column: string, name: string];
  /** One chart per entry. */
  y: readonly (readonly [column: string, title: string])[];
}

/** Plots by the name of their series. */
const all: Record<string, Plot> = {
  offered_load: {
    x: ['offered_per_s', 'offered events per second'],
    y: [
      ['delivered_per_s', 'Delivered events per second'],
      ['p99_ms', 'p99 from publishing to arrival, ms'],
    ],
  },
  stored: {
    x: ['stored', 'stored deliveries'],
    y: [
      ['per_s', 'Delivered and recorded events per second'],
      ['p99_ms', 'p99 at half of that rate, ms'],
    ],
  },
};

/** Returns SVGs by name, readable on light and dark pages. */
export function plots(series: Series): Record<string, string> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, plot]) => {
      const points = series[name];
      return points === undefined ? [] : [[name, inBothThemes(draw(plot, points))]];
    }),
  );
}

function draw({ x, y }: Plot, points: Series[string]): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  const label = { color: colors.text, fontFamily: 'sans-serif', fontSize: 13 };
  const [column, name] = x;
  chart.setOption({
    animation: false,
    backgroundColor: colors.background,
    grid: grids,
    title: y.map(([, text], i) => ({
      text,
      left: (grids[i]?.left ?? 0) - 10,
      top: 20,
      textStyle: { ...label, fontSize: 15, fontWeight: 'bold' },
    })),
    xAxis: y.map((_, gridIndex) => ({
      gridIndex,
      type: 'value',
      name,
      nameLocation: 'middle',
      nameGap: 32,
      nameTextStyle: label,
      axisLabel: { ...label, hideOverlap: true },
      axisLine: { lineStyle: { color: colors.axis } },
      splitLine: { show: false },
    })),
    yAxis: y.map((_, gridIndex) => ({
      gridIndex,
      type: 'value',
      min: 0,
      axisLabel: label,
      splitLine: { lineStyle: { color: colors.grid } },
    })),
    series: y.map(([of], i) => ({
      type: 'line',
      xAxisIndex: i,
      yAxisIndex: i,
      color: i === 0 ? colors.throughput : colors.latency,
      symbol: 'circle',
      symbolSize: 7,
      lineStyle: { width: 2.5 },
      data: points.map((point) => [point[column], point[of]]),
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
