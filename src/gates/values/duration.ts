const SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000,
};

const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h|d|w|y)/y;

/**
 * Seconds of a duration as Go and Prometheus write it (`1h30m`, `500ms`, `7d`, `1.5h`); null where the text is none. Prometheus
 * adds `d`, `w` and `y` (365 days) to Go's units. A bare number has no unit and is no duration.
 */
export const durationSeconds = (text: string): number | null => {
  const written = text.trim();
  const negative = written.startsWith('-');
  const body = written.replace(/^[+-]/, '');
  if (body === '0') return 0;
  let seconds = 0;
  let position = 0;
  while (position < body.length) {
    PART.lastIndex = position;
    const part = PART.exec(body);
    if (part === null) return null;
    seconds += Number(part[1]) * (SECONDS[part[2] ?? ''] ?? Number.NaN);
    position = PART.lastIndex;
  }
  if (position === 0) return null;
  return (negative ? -1 : 1) * Number(seconds.toPrecision(12));
};

const UNITS = [['w', 604_800], ['d', 86_400], ['h', 3600], ['m', 60], ['s', 1]] as const;

/** A duration as a reader knows it: `90` → `1m30s`, `3600` → `1h`, `0.5` → `500ms`. */
export const printSeconds = (seconds: number): string => {
  if (seconds === 0 || !Number.isFinite(seconds)) return seconds === 0 ? '0s' : String(seconds);
  if (seconds < 0) return `-${printSeconds(-seconds)}`;
  if (seconds < 1) return `${Number((seconds * 1000).toPrecision(6))}ms`;
  let rest = seconds;
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = unit === 's' ? Number(rest.toPrecision(6)) : Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
};
