// What charts look alike: one blue and greys, told apart by marks and line styles as well.
export interface Series {
  name: string;
  /** null: no figure, shown as a gap */
  values: (number | null)[];
}

const ink = '#4a5563';
const shades = ['#1d4f91', '#5f6b7a', '#8aa3c9'];
const marks = ['circle', 'rect', 'triangle'];
const strokes = ['solid', 'dashed', 'dotted'] as const;

const frame = (percent: boolean) => ({
  animation: false,
  textStyle: { fontFamily: 'inherit', color: ink, fontSize: 12 },
  color: shades,
  // Drawn on the canvas: the server's policy lets no markup bring its own styles.
  tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: (v: unknown) => (typeof v === 'number' ? figure(v, percent) : '—') },
  grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
});

const figure = (n: number, percent: boolean) => (percent ? `${n.toFixed(2)}%` : n.toLocaleString('en-US'));

/** Lines over years; each has its own mark and stroke. */
export function lines(years: string[], series: Series[]) {
  return {
    ...frame(true),
    // Room for a legend of two rows, as it is on a phone.
    grid: { left: 8, right: 24, top: 56, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 30, textStyle: { color: ink } },
    xAxis: { type: 'category', data: years },
    yAxis: { type: 'value', axisLabel: { formatter: '{value}%' } },
    series: series.map((s, i) => ({
      type: 'line',
      name: s.name,
      data: s.values,
      symbol: marks[i % marks.length],
      symbolSize: 9,
      lineStyle: { type: strokes[i % strokes.length], width: 2 },
      label: { show: series.length === 1, formatter: ({ value }: { value: number }) => figure(value, true) },
    })),
  };
}

/** Bars beside their names, the first on top. */
export function bars(names: string[], values: (number | null)[], percent: boolean) {
  return {
    ...frame(percent),
    grid: { left: 8, right: 64, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', axisLabel: { hideOverlap: true, ...(percent && { formatter: '{value}%' }) } },
    yAxis: { type: 'category', data: names, inverse: true, axisLabel: { width: 190, overflow: 'truncate' } },
    series: [
      {
        type: 'bar',
        data: values,
        barMaxWidth: 18,
        label: { show: true, position: 'right', color: ink, formatter: ({ value }: { value: number }) => figure(value, percent) },
      },
    ],
  };
}

/** Columns of how many fall into each class. */
export function columns(classes: string[], values: number[]) {
  return {
    ...frame(false),
    grid: { left: 8, right: 8, top: 24, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: classes, axisLabel: { interval: 0 } },
    yAxis: { type: 'value', minInterval: 1 },
    series: [{ type: 'bar', data: values, barCategoryGap: '12%', label: { show: true, position: 'top', color: ink } }],
  };
}
